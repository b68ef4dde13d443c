package dev.reelwright.media.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubtitleFilesTest {
  private static final List<Cue> CUES =
      List.of(
          new Cue(0, 999, List.of("Salt & <light>")),
          new Cue(59_999, 61_000, List.of("two lines", "a --> b")),
          new Cue(3_599_999, 36_000_000, List.of("灯塔亮了！")));

  @Test
  void writesSubRip() {
    assertThat(SubtitleFiles.srt(CUES))
        .isEqualTo(
            """
            1
            00:00:00,000 --> 00:00:00,999
            Salt & <light>

            2
            00:00:59,999 --> 00:01:01,000
            two lines
            a → b

            3
            00:59:59,999 --> 10:00:00,000
            灯塔亮了！

            """);
  }

  @Test
  void writesWebVtt() {
    assertThat(SubtitleFiles.vtt(CUES))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.000 --> 00:00:00.999
            Salt &amp; &lt;light&gt;

            00:00:59.999 --> 00:01:01.000
            two lines
            a --&gt; b

            00:59:59.999 --> 10:00:00.000
            灯塔亮了！

            """);
  }

  @Test
  void noCuesAreAnEmptyFile() {
    assertThat(SubtitleFiles.srt(List.of())).isEmpty();
    assertThat(SubtitleFiles.vtt(List.of())).isEqualTo("WEBVTT\n\n");
  }

  @Test
  void aCueWithoutTimeOrTextIsImpossible() {
    assertThatThrownBy(() -> new Cue(5, 5, List.of("x"))).hasMessageContaining("5..5");
    assertThatThrownBy(() -> new Cue(0, 5, List.of(" "))).hasMessageContaining("text");
  }

  @Test
  void assKeepsTextsFromGivingOrdersAndTellsTheSizeOfTheFilm() {
    var ass =
        SubtitleFiles.ass(
            List.of(new Cue(59_999, 3_600_010, List.of("{\\b1}bold", "back\\Nslash"))), 1080, 1920);

    assertThat(ass)
        .contains("PlayResX: 1080\nPlayResY: 1920\n")
        .contains(
            "Dialogue: 0,0:00:59.99,1:00:00.01,Default,0,0,0,"
                + "\\{\\\u2060b1\\}bold\\Nback\\\u2060Nslash\n");
  }
}
