package dev.reelwright.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.Format;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.VideoRequest;
import dev.reelwright.store.Database;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data of an older version, kept as its program left them, under this one: what is paid is never
/// ordered again. `FixtureMaker` makes the next fixture.
abstract class UpgradeContract {
  static final String FIXTURE = "half-made-schema-1.zip";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;
  private final FakeStudio studio = HalfMade.studio();
  private Database database;
  private Engine engine;

  /// Opens the old data with this version.
  abstract Database open(Path oldDatabase);

  @BeforeEach
  void upgrade() throws IOException {
    unpack();
    var scratch = Files.createDirectories(folder.resolve("scratch"));
    database = open(folder.resolve("reelwright.db"));
    BlobStore blobs = new FolderBlobStore(folder.resolve("blobs"), InstantSource.system());
    engine = HalfMade.engine(database, blobs, studio, scratch);
    // The provider has gone on meanwhile: it has the job that the old version ordered.
    studio.videos.remembers("videos job 2", aClip());
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  @Test
  void goesOnWithAHalfMadeFilmAndOrdersOnlyWhatIsMissing() throws InterruptedException {
    var before = takes(HalfMade.UNFINISHED);
    var run = engine.newest(HalfMade.UNFINISHED).orElseThrow();
    assertThat(run.recipeVersion()).isEqualTo(1);
    assertThat(run.state()).isEqualTo(RunState.PRODUCING);

    engine.start();

    var end = engine.await(run.id(), PATIENCE);
    assertThat(end.error()).isNull();
    assertThat(end.state()).isEqualTo(RunState.DONE);
    assertThat(studio.images.submissions())
        .as("the last picture of the last shot")
        .singleElement()
        .satisfies(picture -> assertThat(picture.prompt()).contains("gull"));
    assertThat(studio.videos.submissions())
        .as("the last clip")
        .singleElement()
        .satisfies(clip -> assertThat(clip.scene()).contains("gull"));
    assertThat(studio.storyboarder.submissions()).isEmpty();
    assertThat(charged(HalfMade.UNFINISHED)).isEqualTo(Money.usd("1.66"));
    assertThat(number("SELECT COUNT(*) FROM hold WHERE state = 'HELD'")).isZero();
    assertThat(number("SELECT SUM(held_micros) FROM budget")).isZero();
    assertThat(
            number(
                "SELECT spent_micros FROM budget WHERE scope = 'PROJECT' AND subject = '%s'"
                    .formatted(HalfMade.UNFINISHED)))
        .isEqualTo(Money.usd("1.66").micros());
    assertThat(takes(HalfMade.UNFINISHED)).as("every old take is still shown").containsAll(before);
  }

  @Test
  void leavesAFinishedFilmFinished() throws InterruptedException {
    var before = takes(HalfMade.FINISHED);
    engine.start();

    var again = engine.resume(HalfMade.FINISHED);

    assertThat(engine.await(again, PATIENCE).state()).isEqualTo(RunState.DONE);
    assertThat(takes(HalfMade.FINISHED)).isEqualTo(before);
    assertThat(charged(HalfMade.FINISHED)).isEqualTo(Money.usd("0.58"));
    assertThat(attemptsSince(again)).isZero();
  }

  @Test
  void findsWhatAnOlderVersionPaidByItsDigest() throws InterruptedException {
    var twin =
        HalfMade.project(ProjectId.fresh(), HalfMade.FINISHED_PROMPT, HalfMade.FINISHED_SEED);
    database.update(handle -> new ProjectStore().insert(handle, twin));
    engine.start();

    var run = engine.start(twin.id(), RunGoal.FINAL);

    assertThat(engine.await(run, PATIENCE).state()).isEqualTo(RunState.DONE);
    assertThat(charged(twin.id())).isEqualTo(Money.usd("0"));
    assertThat(takes(twin.id()))
        .filteredOn(take -> take.slot().role().name().equals("CLIP"))
        .singleElement()
        .satisfies(clip -> assertThat(clip.origin().name()).isEqualTo("INHERITED"));
  }

  @Test
  void readsWhatAnOlderVersionWroteDown() {
    var kept = database.read(handle -> new ProjectStore().find(handle, HalfMade.UNFINISHED));

    assertThat(kept.map(Project::settings))
        .contains(HalfMade.project(HalfMade.UNFINISHED, "", 23).settings());
    assertThat(kept.map(Project::extra)).contains(Map.of("note", "kept"));
    assertThat(number("SELECT COUNT(*) FROM event")).isPositive();
  }

  private List<Take> takes(ProjectId project) {
    return database.read(handle -> new TakeStore().selected(handle, project));
  }

  private Money charged(ProjectId project) {
    return database.read(handle -> new AttemptStore().charged(handle, project, Money.USD));
  }

  private long attemptsSince(RunId run) {
    return number("SELECT COUNT(*) FROM attempt WHERE run_id = '%s'".formatted(run));
  }

  private long number(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private void unpack() throws IOException {
    try (var in = UpgradeContract.class.getResourceAsStream("/upgrade/" + FIXTURE);
        var zip = new ZipInputStream(in)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }

  private static VideoRequest aClip() {
    return new VideoRequest(
        "pan",
        "A ship turns",
        "",
        "cinematic",
        Format.ofAspect("16:9"),
        null,
        null,
        3_000,
        false,
        24,
        Map.of());
  }
}
