package dev.reelwright.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.engine.Lanes;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.BudgetScope;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Makes the fixture of the schema that this version has: a data folder with a film that is half
/// made and paid. Not a part of the tests; run it by name once a schema is released, before the
/// next migration is begun:
///
///     mvn -pl core test -Dtest=FixtureMaker
///
/// and name the new file in `UpgradeContract`.
class FixtureMaker {
  private static final Path FIXTURES = Path.of("src/test/resources/upgrade");

  @TempDir private Path folder;

  @Test
  void keepsAFilmThatIsHalfMade() throws Exception {
    var data = folder.resolve("data");
    var scratch = Files.createDirectories(folder.resolve("scratch"));
    var blobs = new FolderBlobStore(data.resolve("blobs"), InstantSource.system());
    String schema;
    try (var database = Database.sqlite(data.resolve("reelwright.db"))) {
      prepare(database);
      var studio = HalfMade.studio();
      try (var engine = HalfMade.engine(database, blobs, studio, scratch)) {
        engine.start();
        var finished = engine.start(HalfMade.FINISHED, RunGoal.FINAL);
        assertThat(engine.await(finished, Duration.ofMinutes(2)).state()).isEqualTo(RunState.DONE);
        // Two pictures are made; within the next minute there is room for three more, and four are
        // needed. Clips are jobs from here on, of which one ends.
        Lanes.beside(database, InstantSource.system())
            .configure("images-lane", new Lanes.Change(null, null, null, 5, null, null, null));
        studio.videos.worksInJobs();
        engine.start(HalfMade.UNFINISHED, RunGoal.FINAL);
        await(database, "provider_job = 'videos job 2' AND state = 'ACCEPTED'", 1);
        studio.videos.finishes("videos job 1");
        await(database, "provider_job = 'videos job 1' AND state = 'BOOKED'", 1);
        await(database, "model = 'images' AND state = 'BOOKED'", 3);
      }
      schema =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history")
                      .mapTo(String.class)
                      .one());
    }
    zip(data, FIXTURES.resolve("half-made-schema-%s.zip".formatted(schema)));
  }

  private static void prepare(Database database) {
    database.update(
        handle -> {
          var projects = new ProjectStore();
          projects.insert(
              handle,
              HalfMade.project(
                  HalfMade.FINISHED, HalfMade.FINISHED_PROMPT, HalfMade.FINISHED_SEED));
          projects.insert(
              handle, HalfMade.project(HalfMade.UNFINISHED, HalfMade.UNFINISHED_PROMPT, 23));
          var caps = new BudgetCaps();
          caps.ensureDaily(handle, Money.usd("100"), Instant.now());
          caps.set(
              handle,
              BudgetScope.PROJECT,
              HalfMade.UNFINISHED.value(),
              Money.USD,
              10_000_000L,
              null,
              Instant.now());
        });
  }

  /// Waits for calls of the unfinished film.
  private static void await(Database database, String which, long count)
      throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    var nobody = new CountDownLatch(1);
    while (calls(database, which) != count) {
      assertThat(System.nanoTime()).as(which).isLessThan(deadline);
      var _ = nobody.await(20, TimeUnit.MILLISECONDS);
    }
  }

  private static long calls(Database database, String which) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT COUNT(*) FROM attempt WHERE project_id = ? AND " + which)
                .bind(0, HalfMade.UNFINISHED.value())
                .mapTo(Long.class)
                .one());
  }

  private static void zip(Path folder, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (var files = Files.walk(folder);
        var zip = new ZipOutputStream(Files.newOutputStream(target))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
