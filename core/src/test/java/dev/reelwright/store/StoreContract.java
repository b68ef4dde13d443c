package dev.reelwright.store;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.asset.MemoryBlobStore;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.storyboard.StoryboardStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A fresh database for each test of a store. Contracts extend it; each database subclasses them.
public abstract class StoreContract {
  protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  private final Supplier<Database> source;
  protected Database database;
  protected final BlobStore blobs = new MemoryBlobStore(InstantSource.fixed(NOW));

  protected StoreContract(Supplier<Database> source) {
    this.source = source;
  }

  @BeforeEach
  void openDatabase() {
    database = source.get();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  protected Project stored(Project project) {
    database.update(handle -> new ProjectStore().insert(handle, project));
    return project;
  }

  /// A stored project with `shots` shots of two seconds in one scene.
  protected Samples.Film storedFilm(String owner, int shots) {
    var film = Samples.film(owner, shots);
    stored(film.project());
    database.update(
        handle -> new StoryboardStore().insert(handle, List.of(film.scene()), film.shots(), NOW));
    return film;
  }

  /// A stored asset whose bytes are the text.
  protected Asset storedAsset(Project project, String text) {
    var asset =
        new Asset(
            AssetId.fresh(),
            project.owner(),
            project.id(),
            put(text),
            text.length(),
            "text/plain",
            "sample",
            MediaFacts.NONE,
            List.of(),
            AssetOrigin.GENERATED,
            null,
            NOW);
    database.update(handle -> new AssetStore(blobs).insert(handle, asset));
    return asset;
  }

  protected BlobHash put(String text) {
    try {
      return blobs.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).hash();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
