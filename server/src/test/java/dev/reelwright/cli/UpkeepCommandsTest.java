package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.UndecidedCall;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lanes, copies of the data folder, and what is wrong with it.
class UpkeepCommandsTest {
  private static final String BLOB =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir private Path folder;
  private Shell shell;
  private UndecidedCall there;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(folder.resolve("data"));
    try (var data = DataFolder.open(shell.data());
        var database = Database.sqlite(data.database())) {
      there = UndecidedCall.in(database, "local");
      var blob = data.blobs().resolve("2c/f2").resolve(BLOB);
      Files.createDirectories(blob.getParent());
      Files.writeString(blob, "hello");
      database.update(
          handle -> {
            handle.execute(
                "INSERT INTO blob (hash, size, state, created_at) VALUES (?, 5, 'LIVE', 0)", BLOB);
            handle.execute(
                """
                INSERT INTO asset (id, owner, project_id, blob_hash, media_type, name, origin, created_at)
                VALUES ('0197a3c0-0000-7000-8000-000000000001', 'local', ?, ?, 'text/plain', 'hello',
                        'GENERATED', 0)
                """,
                there.project().value(),
                BLOB);
          });
    }
  }

  @Test
  void listsAndSetsLanesAlsoWhileAServerWorks() {
    try (var data = DataFolder.open(shell.data());
        var server = Database.sqlite(data.database())) {
      assertThat(server).isNotNull();
      assertThat(shell.reel("lanes")).as(shell.errors()).isZero();
      assertThat(shell.said()).contains("acme-paused", "paused");

      assertThat(
              shell.reel(
                  "lanes", "set", "acme-paused", "--paused=false", "--capacity=7", "--rate=30"))
          .as(shell.errors())
          .isZero();
      assertThat(shell.reel("lanes", "--json")).isZero();
    }
    var lane = shell.events("lane").getFirst();
    assertThat(lane.path("capacity").asInt()).isEqualTo(7);
    assertThat(lane.path("ratePerMinute").asInt()).isEqualTo(30);
    assertThat(lane.path("paused").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lanes set nowhere --paused=true | 1 | there is no lane \"nowhere\"",
        "lanes set acme-paused --capacity=-1 | 1 | must lie within 0..1000: -1",
        "lanes set acme-paused --capacity=1001 | 1 | must lie within 0..1000: 1001",
        "lanes set acme-paused --capacity=9999999999 | 2 | --capacity cannot be \"9999999999\"",
        "lanes set acme-paused --rate=-5 | 1 | must lie within 0..100000: -5",
        "lanes set acme-paused --paused=perhaps | 2 | --paused cannot be \"perhaps\"",
        "lanes set | 2 | LANE is missing"
      })
  void refusesLanesThatAreNotThereAndAbsurdValues(String words, int exit, String expected) {
    assertThat(shell.reel(words.split(" "))).isEqualTo(exit);

    assertThat(shell.errors()).contains(expected);
  }

  @Test
  void copiesTheDataFolderAndBringsItBack() throws IOException {
    var copy = folder.resolve("copy").toString();
    try (var data = DataFolder.open(shell.data());
        var server = Database.sqlite(data.database())) {
      assertThat(server).isNotNull();
      assertThat(shell.reel("backup", copy, "--json")).as(shell.errors()).isZero();
    }
    assertThat(shell.events("backup").getFirst().path("files").asInt()).isPositive();
    assertThat(shell.reel("backup", copy)).isEqualTo(1);
    assertThat(shell.errors()).contains("there is a folder " + copy + " already");

    var other = new Shell(folder.resolve("other"));
    assertThat(other.reel("restore", copy)).as(other.errors()).isZero();
    assertThat(other.said()).contains("Restored");
    assertThat(other.reel("decisions", "--json")).isZero();
    assertThat(other.events("decision").getFirst().path("attempt").asText())
        .isEqualTo(there.attempt().value());
    assertThat(other.reel("restore", copy)).as("only into an empty folder").isEqualTo(1);
    assertThat(other.reel("restore", folder.toString())).isEqualTo(1);
    assertThat(other.errors()).contains("is no whole backup");
  }

  @Test
  void theDoctorComparesDatabaseAndFiles() throws IOException {
    assertThat(shell.reel("doctor")).as(shell.said()).isZero();
    assertThat(shell.said()).contains("1 files, 0 MB");

    Files.delete(shell.data().resolve("blobs/2c/f2").resolve(BLOB));
    assertThat(shell.reel("doctor", "--json")).isEqualTo(1);

    assertThat(shell.events("finding"))
        .anySatisfy(
            finding -> {
              assertThat(finding.path("subject").asText()).isEqualTo("content");
              assertThat(finding.path("grade").asText()).isEqualTo("BROKEN");
              assertThat(finding.path("advice").asText()).isNotEmpty();
            });
    assertThat(shell.reel("backup", folder.resolve("poor").toString())).isEqualTo(1);
    assertThat(shell.said()).contains("1 files are missing or damaged");
  }
}
