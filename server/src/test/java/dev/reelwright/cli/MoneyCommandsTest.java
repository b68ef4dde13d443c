package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.engine.UndecidedCall;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.wiring.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Prices before an order, costs after it, budgets, and calls that wait for a verdict.
class MoneyCommandsTest {
  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(folder.resolve("data"));
  }

  @Test
  void quotesThenKeepsToTheBudgetThenTellsWhatItCost() throws IOException {
    try (var provider = Simulation.start(0, Duration.ofMillis(50))) {
      shell.set("REELWRIGHT_SIMULATED_URL", provider.address().toString());

      assertThat(
              shell.reel(
                  "quote",
                  "A lamp glows. A ship turns.",
                  "--seconds=4",
                  "--voice=off",
                  "--music=off",
                  "--captions=off",
                  "--images=simulated/image-keyed",
                  "--json"))
          .as(shell.errors())
          .isZero();
      var frames = kind(shell.events("quote"), "frame");
      var total = shell.events("total").getFirst();
      var price = frames.path("micros").asLong();
      assertThat(price).isEqualTo(40_000 * frames.path("count").asLong()).isPositive();
      assertThat(total.path("complete").asBoolean()).isTrue();
      assertThat(total.at("/totals/0/micros").asLong()).isEqualTo(price);
      assertThat(provider.counter().jobs()).as("a quote orders nothing").isZero();
      var project = total.path("project").asText();

      assertThat(shell.reel("quote", "--project", project)).as(shell.errors()).isZero();
      assertThat(shell.said()).contains("simulated/image-keyed", "At most $", "--resume");

      var film = folder.resolve("film.mp4").toString();
      assertThat(shell.reel("make", "--resume", project, "--budget=0.03", "--out", film, "--json"))
          .isEqualTo(1);
      assertThat(shell.events("error").getFirst().path("code").asText()).isEqualTo("over-budget");
      assertThat(provider.counter().jobs()).as("nothing was sent").isZero();

      assertThat(shell.reel("make", "--resume", project, "--budget=5", "--out", film))
          .as(shell.errors())
          .isZero();
      assertThat(Path.of(film)).isNotEmptyFile();
      assertThat(provider.counter().billedMicros()).isEqualTo(price);

      assertThat(shell.reel("costs", project, "--json")).isZero();
      assertThat(sum(shell.events("call"))).isEqualTo(price);
      assertThat(sum(shell.events("shot"))).isEqualTo(price);
      assertThat(sum(shell.events("provider"))).isEqualTo(price);
      assertThat(sum(shell.events("total"))).isEqualTo(price);
      assertThat(shell.reel("costs", project, "--by=step")).isZero();
      assertThat(shell.said()).contains("shot 1 first picture", "paid", "$0.04");
      assertThat(shell.reel("costs")).isZero();
      assertThat(shell.said()).contains("simulated/image-keyed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--budget -1 | --budget cannot be -1",
        "--budget NaN | --budget cannot be NaN",
        "--budget 1e9 | --budget cannot be 1e9",
        "--budget 99999999999 | --budget cannot be 99999999999",
        "--budget 1000000.01 | --budget cannot be 1000000.01",
        "--images nonsense | --images cannot be \"nonsense\"",
        "--clips simulated/ | --clips cannot be \"simulated/\"",
        "--planner nobody/none | there is no provider or model nobody/none here",
        "--images simulated/image-keyed | there is no provider or model simulated/image-keyed"
      })
  void refusesAbsurdBudgetsAndUnknownMakers(String options, String expected) throws IOException {
    var words =
        (("make;A lamp.;--seconds=2;--out;" + folder.resolve("x.mp4") + ";")
                + options.replace(' ', ';'))
            .split(";");

    assertThat(shell.reel(words)).isNotZero();

    assertThat(shell.errors()).contains(expected).doesNotContain("Exception");
    assertThat(shell.reel("projects")).isIn(0, 1);
    assertThat(shell.said()).as("nothing was ordered").doesNotContain("A lamp");
  }

  @Test
  void saysWhichViewsNeedAProject() {
    assertThat(shell.reel("costs", "--by=moon")).isEqualTo(2);
    assertThat(shell.errors()).contains("--by cannot be \"moon\"");
    assertThat(shell.reel("costs", "--by=shot")).isEqualTo(2);
    assertThat(shell.errors()).contains("needs a project");
    assertThat(shell.reel("costs")).isEqualTo(1);
    assertThat(shell.errors()).contains("there is no data folder");
  }

  @Test
  void asksForAndTakesOneVerdict() {
    var asked = undecided();

    assertThat(shell.reel("decisions")).isZero();
    assertThat(shell.said())
        .contains(asked.attempt().value(), "acme/v1", "$0.50", "no answer was seen");
    assertThat(shell.reel("decisions", "--json")).isZero();
    assertThat(shell.events("decision").getFirst().path("verdicts").toString())
        .isEqualTo("[\"again\",\"lost\",\"look\"]");
    assertThat(shell.reel("costs", asked.project().value(), "--by=step")).isZero();
    assertThat(shell.said()).contains("unknown", "open, $0.50 set aside");

    var end = asked.attempt().value().substring(28);
    assertThat(shell.reel("decide", end, "perhaps")).isEqualTo(2);
    assertThat(shell.errors()).contains("possible: again, lost, look");
    assertThat(shell.reel("decide", "ffffffff", "lost")).isEqualTo(1);
    assertThat(shell.errors()).contains("waits for no decision");
    assertThat(shell.reel("decide", end, "again")).as(shell.errors()).isZero();
    assertThat(shell.said()).contains("is sent again");
    assertThat(shell.reel("decide", end, "lost", "--json")).isEqualTo(1);
    assertThat(shell.events("error").getFirst().path("code").asText()).isEqualTo("not-asked");
    assertThat(shell.reel("decisions")).isZero();
    assertThat(shell.said()).contains("Nothing waits for a decision");
    assertThat(shell.reel("costs", asked.project().value(), "--by=step")).isZero();
    assertThat(shell.said()).contains("given up", "$0.50");
  }

  @Test
  void countsOneVerdictOfManyWhileAServerWorksInTheFolder() throws Exception {
    var asked = undecided();
    try (var data = DataFolder.open(shell.data());
        var server = Database.sqlite(data.database());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var deciders =
          IntStream.range(0, 6)
              .<Callable<Integer>>mapToObj(
                  number ->
                      () ->
                          new Shell(shell.data())
                              .reel(
                                  "decide",
                                  asked.attempt().value(),
                                  number % 2 == 0 ? "again" : "lost"))
              .toList();

      var exits = threads.invokeAll(deciders).stream().map(each -> each.resultNow()).toList();

      assertThat(exits).containsOnlyOnce(0);
      assertThat(exits.stream().filter(exit -> exit == 1)).hasSize(5);
      long verdicts =
          server.read(
              handle ->
                  handle
                      .createQuery("SELECT COUNT(*) FROM event WHERE kind = 'step.decided'")
                      .mapTo(Long.class)
                      .one());
      assertThat(verdicts).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"projects", "lanes", "costs", "decisions", "key list"})
  void leavesTheDataOfANewerVersionAlone(String command) throws Exception {
    undecided();
    var file = shell.data().resolve("reelwright.db");
    pretendNewer(file);
    var before = Files.readAllBytes(file);

    assertThat(shell.reel(command.split(" "))).isEqualTo(1);

    assertThat(shell.errors()).contains("was written by a newer Reelwright");
    assertThat(file).hasBinaryContent(before);
  }

  private UndecidedCall undecided() {
    try (var data = DataFolder.open(shell.data());
        var database = Database.sqlite(data.database())) {
      return UndecidedCall.in(database, "local");
    }
  }

  private static void pretendNewer(Path file) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO flyway_schema_history
          SELECT 99, '99', 'from the future', type, 'V99__future.sql', checksum, installed_by,
                 installed_on, execution_time, success
            FROM flyway_schema_history WHERE version = '1'
          """);
      // What lies in the log beside the file belongs to it.
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private static JsonNode kind(List<JsonNode> lines, String kind) {
    return lines.stream()
        .filter(line -> line.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static long sum(List<JsonNode> lines) {
    return lines.stream().mapToLong(line -> line.path("chargedMicros").asLong()).sum();
  }
}
