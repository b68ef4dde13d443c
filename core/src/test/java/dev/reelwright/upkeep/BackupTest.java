package dev.reelwright.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder that a server works in, its copy, and what can be wrong with either.
class BackupTest {
  @TempDir private Path folder;
  private Path data;
  private Database database;
  private FolderBlobStore blobs;
  private final InstantSource clock = InstantSource.system();
  private final Backup backup = new Backup(clock);

  @BeforeEach
  void serve() throws IOException {
    data = folder.resolve("data");
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets/url-signing.key"), "secret");
    database = Database.sqlite(data.resolve("reelwright.db"));
    blobs = new FolderBlobStore(data.resolve("blobs"), clock);
  }

  @AfterEach
  void end() {
    database.close();
  }

  @Test
  void copiesWhatAServerIsJustWritingAndBringsItBack() throws IOException {
    var kept = asset("a lamp");

    var made = backup.make(data, folder.resolve("copy"));
    asset("written after the copy");
    var restored = backup.restore(folder.resolve("copy"), folder.resolve("other"));

    assertThat(made).isEqualTo(restored).isEqualTo(new Backup.Made(1, 6, List.of()));
    var files = new FolderBlobStore(folder.resolve("other/blobs"), clock);
    assertThat(Files.readString(files.localFile(kept.blob()))).isEqualTo("a lamp");
    assertThat(folder.resolve("other/secrets/url-signing.key")).hasContent("secret");
    try (var copy = Database.sqlite(folder.resolve("other/reelwright.db"))) {
      assertThat(new DataCheck(copy, files).run().findings()).isEmpty();
      assertThat(
              copy.<Boolean>read(
                  handle -> new AssetStore(files).find(handle, kept.id()).isPresent()))
          .isTrue();
    }
  }

  @Test
  void namesTheFilesThatAreMissingOrDamaged() throws IOException {
    var lost = asset("lost");
    var broken = asset("broken");
    blobs.delete(lost.blob());
    Files.writeString(blobs.localFile(broken.blob()), "brokem");

    var made = backup.make(data, folder.resolve("copy"));

    assertThat(made.files()).isZero();
    assertThat(made.damaged()).containsExactlyInAnyOrder(lost.blob(), broken.blob());
  }

  @Test
  void overwritesNothing() throws IOException {
    var copy = folder.resolve("copy");
    backup.make(data, copy);

    assertThatThrownBy(() -> backup.make(data, copy))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> backup.restore(copy, data))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> backup.restore(folder.resolve("nothing"), folder.resolve("other")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> backup.make(folder.resolve("nothing"), folder.resolve("second")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no database");
    assertThat(folder.resolve("second")).doesNotExist();
  }

  @Test
  void neverShowsACopyThatWasCutOff() throws IOException {
    Files.createDirectories(folder.resolve("copy.part"));
    Files.writeString(folder.resolve("copy.part/reelwright.db"), "half");

    backup.make(data, folder.resolve("copy"));

    assertThat(folder.resolve("copy.part")).doesNotExist();
    assertThatThrownBy(() -> backup.restore(folder.resolve("copy.part"), folder.resolve("other")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void findsWhatDoesNotAgree() throws IOException {
    var lost = asset("lost");
    var broken = asset("broken");
    asset("well");
    blobs.delete(lost.blob());
    Files.writeString(blobs.localFile(broken.blob()), "brokem");
    var stray = blobs.put(bytes("stray")).hash();
    database.update(
        handle ->
            handle.execute(
                """
                INSERT INTO budget (id, scope, subject, currency, held_micros, updated_at)
                VALUES ('b', 'OWNER', 'ann', 'USD', 5, 0)
                """));

    var report = new DataCheck(database, blobs).run();

    assertThat(report.files()).isEqualTo(2);
    assertThat(report.findings())
        .containsExactlyInAnyOrder(
            finding(DataCheck.Kind.FILE_MISSING, lost.blob().value()),
            finding(DataCheck.Kind.FILE_DAMAGED, broken.blob().value()),
            finding(DataCheck.Kind.FILE_UNKNOWN, stray.value()),
            finding(DataCheck.Kind.HOLDS_DIFFER, "b"));
    assertThat(report.findings())
        .filteredOn(finding -> !finding.isHarmful())
        .extracting(DataCheck.Finding::kind)
        .containsExactly(DataCheck.Kind.FILE_UNKNOWN);
  }

  private static DataCheck.Finding finding(DataCheck.Kind kind, String example) {
    return new DataCheck.Finding(kind, 1, List.of(example));
  }

  private Asset asset(String text) throws IOException {
    var project = Samples.project("ann");
    BlobHash hash = blobs.put(bytes(text)).hash();
    var asset =
        new Asset(
            AssetId.fresh(),
            "ann",
            project.id(),
            hash,
            text.length(),
            "text/plain",
            "sample",
            MediaFacts.NONE,
            List.of(),
            AssetOrigin.GENERATED,
            null,
            Samples.CREATED);
    database.update(
        handle -> {
          new ProjectStore().insert(handle, project);
          new AssetStore(blobs).insert(handle, asset);
        });
    return asset;
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
