package dev.reelwright.media.font;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FontsTest {
  private final Fonts fonts = Fonts.bundled();

  @Test
  void drawsEuropeanChineseAndJapaneseTextCompletely() {
    String text = "Grüße, Ελλάδα, Привет, Tiếng Việt — 你好，世界！《狐狸》 臺灣 カメラ きつね “x” ５";

    assertThat(fonts.missingGlyphs(text)).isEmpty();
    assertThat(drawn(text)).isEqualTo(text);
  }

  @Test
  void everyRunIsCoveredByItsOwnFont() {
    for (var weight : Fonts.Weight.values()) {
      for (var run : fonts.forText("A fox 狐狸 in the 雪 and 🦊 عربي snow", 40, weight)) {
        assertThat(run.font().canDisplayUpTo(run.text())).as(run.text()).isEqualTo(-1);
        assertThat(run.font().getSize2D()).isEqualTo(40f);
      }
    }
  }

  @Test
  void leavesOutAndNamesWhatItCannotDraw() {
    String text = "Hi 🦊 שלום 한국";

    assertThat(fonts.missingGlyphs(text)).containsExactly("Emoji", "Hebrew", "Hangul");
    assertThat(drawn(text).strip()).isEqualTo("Hi");
  }

  @Test
  void coversTheWholeNationalCharacterSet() {
    var hanzi = new StringBuilder();
    for (int row = 0xB0; row <= 0xF7; row++) {
      for (int cell = 0xA1; cell <= 0xFE; cell++) {
        String character =
            new String(new byte[] {(byte) row, (byte) cell}, Charset.forName("GB2312"));
        if (character.charAt(0) != '\uFFFD') {
          hanzi.append(character);
        }
      }
    }

    assertThat(hanzi).hasSize(6763);
    assertThat(fonts.missingGlyphs(hanzi.toString())).isEmpty();
  }

  @Test
  void anEmptyTextHasNoRuns() {
    assertThat(fonts.forText("", 20, Fonts.Weight.BOLD)).isEmpty();
  }

  private String drawn(String text) {
    return fonts.forText(text, 20, Fonts.Weight.REGULAR).stream()
        .map(Fonts.Run::text)
        .collect(Collectors.joining());
  }
}
