package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void quotesOnlyWhatAShellWouldTakeApart() {
    assertThat(ShellWord.of("/films/data-2")).isEqualTo("/films/data-2");
    assertThat(ShellWord.of("my films")).isEqualTo("'my films'");
    assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
  }
}
