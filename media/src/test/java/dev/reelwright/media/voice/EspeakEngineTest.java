package dev.reelwright.media.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelwright.media.sound.WavReader;
import dev.reelwright.media.voice.VoiceFinder.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real program is tested where it is installed; a stand-in shows the rest everywhere.
class EspeakEngineTest {
  @TempDir Path folder;

  @Test
  void aProgramThatDoesNotWorkIsPassedOver() throws Exception {
    program("echo broken >&2; exit 3");

    assertThat(new VoiceFinder(folder.toString()).choose("en-GB"))
        .isInstanceOfSatisfying(
            Choice.Found.class, found -> assertThat(found.voice().name()).startsWith("FreeTTS"));
  }

  @Test
  void theVoiceOfTheRegionIsPreferredAndTheTextGoesThroughStandardInput() throws Exception {
    Path heard = folder.resolve("heard.txt");
    program(
        """
        if [ "$1" = --voices ]; then
          printf 'Pty Language Age VoiceName File\\n 5 cmn --/M M sit/cmn\\n 2 en-gb --/M E gmw/en\\n'
          exit 0
        fi
        echo "$@" > "%s"; cat >> "%s"; exit 1
        """
            .formatted(heard, heard));

    var voice = ((Choice.Found) new VoiceFinder(folder.toString()).choose("en-GB")).voice();

    assertThat(voice.name()).isEqualTo("espeak-ng (en-gb)");
    assertThatThrownBy(
            () -> voice.speak("-w /tmp/x; $(id)", 0, folder.resolve("a.wav"), () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 1");
    assertThat(Files.readAllLines(heard).getFirst()).doesNotContain("$(id)").contains("--stdin");
    assertThat(Files.readString(heard)).contains("-w /tmp/x; $(id)");
  }

  @Test
  void theInstalledProgramSpeaksChinese() throws Exception {
    String path = System.getProperty("reelwright.test.path", System.getenv("PATH"));
    assumeTrue(new VoiceFinder(path).choose("zh-CN") instanceof Choice.Found);
    var voice = ((Choice.Found) new VoiceFinder(path).choose("zh-CN")).voice();
    Path wav = folder.resolve("zh.wav");

    var spoken = voice.speak("夜里风很大。灯塔亮了！", 0, wav, () -> false);

    assertThat(spoken.words())
        .extracting(Spoken.Word::text)
        .containsExactly("夜", "里", "风", "很", "大", "灯", "塔", "亮", "了");
    assertThat(spoken.lengthMillis()).isBetween(1_500L, 5_000L);
    assertThat(WavReader.readMono(wav).rms()).isGreaterThan(0.03);
  }

  private void program(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("espeak-ng"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
