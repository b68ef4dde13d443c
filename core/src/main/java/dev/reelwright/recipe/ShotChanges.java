package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.END_FRAME;
import static dev.reelwright.take.SlotRole.NARRATION;
import static dev.reelwright.take.SlotRole.START_FRAME;

import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotTexts;
import java.util.Objects;

/// How one shot differs before and after an edit.
record ShotChanges(FilmChanges film, Shot before, Shot after) {
  void touch(Touch touch) {
    var id = after.id();
    if (isStartTouched()) {
      touch.add(id, START_FRAME);
    }
    if (isEndTouched()) {
      touch.add(id, END_FRAME);
    }
    if (isClipTouched()) {
      touch.add(id, CLIP);
    }
    var hasNewWords = !before.texts().narration().equals(after.texts().narration());
    if (hasNewWords || film.isVoiceTouched() || (film.areLengthsFixed() && hasNewLength())) {
      touch.add(id, NARRATION);
    }
    if (hasNewLength() || (hasNewWords && film.isSpoken() && !film.areLengthsFixed())) {
      touch.music();
    }
    if (hasNewWords
        || hasNewLength()
        || !before.texts().transition().equals(after.texts().transition())) {
      touch.cut();
    }
  }

  private boolean isStartTouched() {
    return areFramesTouched()
        || film.isModelTouched(START_FRAME)
        || !before.texts().start().equals(after.texts().start())
        || !first(before.texts()).equals(first(after.texts()));
  }

  private boolean isEndTouched() {
    return areFramesTouched()
        || film.isModelTouched(END_FRAME)
        || !last(before.texts()).equals(last(after.texts()));
  }

  private boolean isClipTouched() {
    return areFramesTouched()
        || film.isModelTouched(CLIP)
        || film.isClipSoundTouched()
        || hasNewLength()
        || !before.texts().motion().equals(after.texts().motion())
        || !first(before.texts()).equals(first(after.texts()))
        || isAsLongAsOtherWords();
  }

  /// A shot that waits for its narration to end is as long as what is said.
  private boolean isAsLongAsOtherWords() {
    var isSaid = !before.texts().narration().isBlank() || !after.texts().narration().isBlank();
    return isSaid
        && (film.isSpeakingSwitched()
            || (film.isSpoken()
                && !film.areLengthsFixed()
                && (film.isVoiceTouched()
                    || !before.texts().narration().equals(after.texts().narration()))));
  }

  private boolean areFramesTouched() {
    return film.isPictureTouched()
        || before.seed() != after.seed()
        || !Objects.equals(before.characterId(), after.characterId())
        || !before.texts().negative().equals(after.texts().negative());
  }

  private boolean hasNewLength() {
    return !before.length().equals(after.length());
  }

  /// What the first frame is drawn from.
  private static String first(ShotTexts texts) {
    return firstOf(texts.start(), texts.image(), texts.description());
  }

  private static String last(ShotTexts texts) {
    return firstOf(texts.end(), texts.start(), texts.image(), texts.description());
  }

  private static String firstOf(String... texts) {
    for (var text : texts) {
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }
}
