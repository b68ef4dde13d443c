package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wrong input: says what is wrong and what to do, and exits with 2 (called wrongly) or 1.
class ReelTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int reel(String... args) {
    return reel(Map.of(), args);
  }

  private int reel(Map<String, String> environment, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            80);
    var variables = new HashMap<>(environment);
    variables.put("REELWRIGHT_CACHE", folder.resolve("cache").toString());
    return Reel.run(all.toArray(String[]::new), terminal, variables);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--aspect 3:2 | --aspect cannot be \"3:2\"",
        "--voice loud | --voice cannot be \"loud\"",
        "--captions maybe | --captions cannot be \"maybe\"",
        "--music yes | --music cannot be \"yes\"",
        "--seconds 1 | --seconds must be a number within 2 and 1,800: 1",
        "--seconds 99999 | --seconds must be a number",
        "--seconds NaN | --seconds must be a number",
        "--seconds long | --seconds must be a number",
        "--seed -1 | --seed must be a whole number from 0",
        "--seed 1.5 | --seed must be a whole number from 0",
        "--frobnicate | there is no option --frobnicate",
        "--style a --style b | --style is given twice",
        "-1x | put -- before the prompt",
        "--lang fr | --lang cannot be \"fr\"; possible: en, zh",
        "--script /dev/zero | /dev/zero is not UTF-8 text",
        "--script /no/such/script.txt | /no/such/script.txt cannot be read",
        "--resume 0000 | --resume goes on with a film that was ordered before",
        "--out / | is a folder",
        "--out film.avi | is not named like one"
      })
  void namesTheWrongOptionAndWhatIsPossible(String options, String expected) {
    var args = new ArrayList<>(List.of("make", "A lighthouse."));
    args.addAll(List.of(options.split(" ")));

    int exit = reel(args.toArray(String[]::new));

    assertThat(exit).isNotZero();
    assertThat(errors()).contains(expected).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(errors().lines().count()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void refusesAnEmptyAndABlankPrompt() {
    assertThat(reel("make")).isEqualTo(2);
    assertThat(reel("make", "  \n ")).isEqualTo(2);
    assertThat(reel("make", "\u200B\u00A0\uFEFF")).isEqualTo(2);
    assertThat(errors().lines().filter(line -> line.contains("there is no prompt"))).hasSize(3);
  }

  @Test
  void saysWhichCommandDoesNotExistAndShowsThoseThatDo() {
    assertThat(reel("mkae", "A lighthouse.")).isEqualTo(2);
    assertThat(errors()).contains("there is no command \"mkae\"", "reel make");

    assertThat(reel()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("make", "projects", "doctor");
  }

  @Test
  void refusesToChangeWhatWasDecidedWhenTheFilmWasOrdered() {
    assertThat(reel("make", "--resume", "0000", "--aspect", "9:16")).isEqualTo(2);
    assertThat(errors()).contains("--aspect was decided when the film was ordered");
  }

  @Test
  void refusesAnOverlongPromptWithoutRepeatingIt() {
    assertThat(reel("make", "a".repeat(20_001))).isEqualTo(2);
    assertThat(errors()).contains("20,001").hasSizeLessThan(500);
  }

  @Test
  void refusesScriptsThatAreEmptyOrNoText() throws IOException {
    var empty = Files.writeString(folder.resolve("empty.txt"), " \n");
    var binary = Files.write(folder.resolve("film.bin"), new byte[] {(byte) 0xC3, (byte) 0x28, 0});

    assertThat(reel("make", "--script", empty.toString())).isEqualTo(2);
    assertThat(reel("make", "--script", binary.toString())).isEqualTo(1);
    assertThat(errors()).contains("is empty").contains("not UTF-8");

    err.reset();
    var wide = Files.writeString(folder.resolve("wide.txt"), "Hi", StandardCharsets.UTF_16LE);
    assertThat(reel("make", "--script", wide.toString())).isEqualTo(1);
    assertThat(errors()).contains("not UTF-8");
  }

  @Test
  void speaksTheLanguageOfTheEnvironmentUnlessToldOtherwise() {
    reel(Map.of("LANG", "zh_CN.UTF-8"), "make");
    assertThat(errors()).startsWith("错误");

    err.reset();
    reel(Map.of("LANG", "zh_CN.UTF-8"), "make", "--lang", "en");
    assertThat(errors()).startsWith("Error");
  }

  @Test
  void tellsFailuresAsJsonToo() {
    reel("make", "--json", "--aspect", "3:2", "x");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"event\":\"error\"", "\"code\":\"choice\"", "\"exit\":2");
  }

  @Test
  void namesAWrongSetting() {
    assertThat(reel(Map.of("REELWRIGHT_LOG_LEVEL", "loud"), "projects")).isEqualTo(2);
    assertThat(errors()).contains("REELWRIGHT_LOG_LEVEL cannot be \"loud\"");
  }

  @Test
  void saysWhenTheDatabaseIsDamagedAndLeavesItAlone() throws IOException {
    var data = Files.createDirectories(folder.resolve("data"));
    var database = Files.writeString(data.resolve("reelwright.db"), "no database ".repeat(1000));

    assertThat(reel("projects")).isEqualTo(1);

    assertThat(errors()).contains("is damaged or is no database");
    assertThat(database).hasContent("no database ".repeat(1000));
  }

  @Test
  void saysInChineseWhatIsWrongWithAnOption() {
    assertThat(reel("make", "--lang", "zh", "--frobnicate", "x")).isEqualTo(2);
    assertThat(reel("key", "create", "--lang", "zh")).isEqualTo(2);
    assertThat(reel("key", "create", "--days", "long", "a", "--lang", "zh")).isEqualTo(2);
    assertThat(errors())
        .contains("这里没有选项 --frobnicate", "缺少 NAME", "--days 不能是")
        .doesNotContain("Unknown")
        .doesNotContain("Missing");
  }

  @Test
  void makesNoDataFolderForALook() {
    assertThat(reel("projects")).isEqualTo(1);
    assertThat(reel("make", "--resume", "abcd1234")).isEqualTo(1);
    reel("doctor");

    assertThat(errors()).contains("there is no data folder " + folder.resolve("data"));
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void listsProjectsWhileAnotherProcessWorksInTheFolder() {
    try (var data = DataFolder.open(folder.resolve("data"));
        var database = Database.sqlite(data.database())) {
      assertThat(database).isNotNull();

      assertThat(reel("projects")).isZero();
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("No projects in");
  }

  @Test
  void saysThatFilesCannotBeMadeInSomeFolders() {
    assumeThat(Path.of("/proc/self")).isDirectory();

    assertThat(reel("make", "A lighthouse.", "--out", "/proc/film.mp4")).isEqualTo(1);

    assertThat(errors()).contains("no files can be made in the folder /proc");
  }

  @Test
  void saysWhatTheDoctorMissed() {
    reel(Map.of("REELWRIGHT_FFMPEG", "/no/such/ffmpeg", "PATH", ""), "doctor");

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .anySatisfy(line -> assertThat(line).matches("FAIL +ffmpeg +\\S.*"));
  }

  @Test
  void makesListsAndTakesBackKeys() throws IOException {
    assertThat(reel("key", "create", "n8n", "--json")).isZero();
    var id = text("id");
    assertThat(reel("key", "list", "--json")).isZero();
    assertThat(text("name")).isEqualTo("n8n");
    assertThat(text("revokedAt")).isEqualTo("null");

    assertThat(reel("key", "revoke", id)).isZero();
    assertThat(reel("key", "revoke", id)).isEqualTo(1);
    assertThat(errors()).contains("no valid key with the id " + id);
    assertThat(reel("key", "create", "n8n", "--days", "0")).isEqualTo(2);
    assertThat(errors()).contains("--days cannot be 0");
  }

  @Test
  void refusesToServeWhatIsNoPortAndWhereSomebodyListens() throws IOException {
    assertThat(reel("serve", "--port", "99999")).isEqualTo(2);
    assertThat(errors()).contains("REELWRIGHT_PORT cannot be \"99999\"; possible: 0 to 65535");

    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(reel("serve", "--port", Integer.toString(taken.getLocalPort()))).isEqualTo(1);
      assertThat(errors()).contains("cannot listen on 127.0.0.1 port " + taken.getLocalPort());
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  /// A member of the last line that was written.
  private String text(String member) throws IOException {
    var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    return new ObjectMapper().readTree(lines.getLast()).path(member).asText();
  }

  @Test
  void showsHelpForEachCommand() {
    assertThat(reel("make", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--aspect", "16:9, 9:16 or 1:1");
  }
}
