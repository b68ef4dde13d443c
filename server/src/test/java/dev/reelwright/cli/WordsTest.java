package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void bothLanguagesSayEverything() {
    var english = ResourceBundle.getBundle(Words.BUNDLE, Locale.ROOT).keySet();
    var chinese = ResourceBundle.getBundle(Words.BUNDLE, Locale.CHINESE).keySet();

    assertThat(Words.of("zh").get("film")).isEqualTo("影片");
    assertThat(chinese).containsExactlyInAnyOrderElementsOf(english);
  }

  @Test
  void everyFailureHasAnAdvice() {
    var keys = ResourceBundle.getBundle(Words.BUNDLE, Locale.ROOT).keySet();

    assertThat(keys)
        .filteredOn(key -> key.startsWith("failure.") && !key.endsWith(".next"))
        .isNotEmpty()
        .allMatch(key -> keys.contains(key + ".next"));
  }

  @Test
  void takesTheLanguageOfThePosixLocaleAndEnglishForOthers() {
    assertThat(Words.of("zh_CN.UTF-8").get("film")).isEqualTo("影片");
    assertThat(Words.of("C.UTF-8").get("film")).isEqualTo("film");
    assertThat(Words.of("de_DE").get("film")).isEqualTo("film");
  }

  @Test
  void fillsInWhatIsSaid() {
    assertThat(Words.of("en").get("failure.choice", "--voice", "loud", "on, off"))
        .isEqualTo("--voice cannot be \"loud\"; possible: on, off");
  }
}
