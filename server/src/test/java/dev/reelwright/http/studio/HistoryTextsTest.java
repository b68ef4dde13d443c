package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.event.NewEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class HistoryTextsTest {
  private static final String BUNDLE = "dev.reelwright.http.studio.history";

  @Test
  void saysWhatHappenedInBothLanguages() {
    var event = event("step.done", Map.of("work", "CLIP", "shot", 3));

    assertThat(HistoryTexts.of("en").say(event)).isEqualTo("Done: clip of shot 3.");
    assertThat(HistoryTexts.of("zh-CN,zh;q=0.9,en;q=0.8").say(event)).isEqualTo("已完成：第 3 个镜头的片段。");
  }

  @Test
  void saysWhyARunWaitsAndWhoWasAsked() {
    assertThat(HistoryTexts.of(null).say(event("run.blocked", Map.of("on", "DISK"))))
        .isEqualTo("Making waits: the disk is full.");
    assertThat(
            HistoryTexts.of("fr")
                .say(event("attempt.accepted", Map.of("provider", "acme", "work", "MUSIC"))))
        .isEqualTo("acme works on it: the music.");
  }

  @Test
  void knowsNoSentenceForANewKindAndSaysSo() {
    assertThat(HistoryTexts.of("en").say(event("moon.rose", Map.of())))
        .isEqualTo("Something happened: moon.rose.");
    assertThat(HistoryTexts.of("not a language;;").say(event("run.done", Map.of())))
        .isEqualTo("All is made.");
  }

  @Test
  void saysEverythingInBothLanguages() {
    var english = ResourceBundle.getBundle(BUNDLE, Locale.ROOT).keySet();
    var chinese = ResourceBundle.getBundle(BUNDLE, Locale.CHINESE).keySet();

    assertThat(chinese).containsExactlyInAnyOrderElementsOf(english);
  }

  private static NewEvent event(String kind, Map<String, Object> data) {
    return new NewEvent(Instant.EPOCH, kind, null, null, null, null, data);
  }
}
