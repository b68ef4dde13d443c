package dev.reelwright.http.studio;

import dev.reelwright.project.Finishing;
import dev.reelwright.project.Finishing.CaptionStyle;
import dev.reelwright.project.Finishing.Codec;
import dev.reelwright.project.Finishing.Fit;
import dev.reelwright.project.Finishing.LongSpeech;
import dev.reelwright.project.Finishing.Quality;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How the takes are to become one video; what is absent stays as it is.
///
/// @param captionStyle `classic`, `karaoke`, `boxed` or `big`
/// @param captionTrack whether the video holds the captions as a track as well
/// @param fit `pad`, `fill` or `blur`
/// @param longSpeech `hold` or `stretch`
/// @param quality `draft`, `standard` or `master`
/// @param codec `h264`, `hevc` or `av1`
@Schema(name = "FinishingBody")
record FinishingBody(
    @Nullable String captionStyle,
    @Nullable Boolean captionTrack,
    @Nullable String fit,
    @Nullable String longSpeech,
    @Nullable String quality,
    @Nullable String codec) {

  /// @throws dev.reelwright.http.Problem 422 that names the member
  Finishing over(Finishing was) {
    return new Finishing(
        word("captionStyle", CaptionStyle.class, captionStyle, was.captions()),
        captionTrack == null ? was.captionTrack() : captionTrack,
        word("fit", Fit.class, fit, was.fit()),
        word("longSpeech", LongSpeech.class, longSpeech, was.longSpeech()),
        word("quality", Quality.class, quality, was.quality()),
        word("codec", Codec.class, codec, was.codec()));
  }

  private static <E extends Enum<E>> E word(
      String member, Class<E> type, @Nullable String text, E was) {
    return text == null
        ? was
        : StudioCalls.word("body", "settings.finishing." + member, type, text);
  }
}
