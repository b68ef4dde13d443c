package dev.reelwright.upgrade;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.finish.FakeFinisher;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.FakeMedia;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// What the maker of a fixture and the tests of an upgrade agree on: two films, their providers and
/// prices. A fixture keeps what an older version made of them, so nothing here is changed after the
/// first one; what a later version needs beside it gets films of its own.
final class HalfMade {
  static final String OWNER = "ann";
  static final Money PICTURE = Money.usd("0.04");
  static final Money CLIP = Money.usd("0.50");

  /// Three shots. Made: the pictures of the first two, the first clip. At the provider: the second
  /// clip. Not ordered yet: the last picture and clip, the cut.
  static final ProjectId UNFINISHED = new ProjectId("0197a3c0-0000-7000-8000-00000000000a");

  /// One shot, finished.
  static final ProjectId FINISHED = new ProjectId("0197a3c0-0000-7000-8000-00000000000b");

  static final String UNFINISHED_PROMPT = "A lamp flares. A ship turns. A gull cries";
  static final String FINISHED_PROMPT = "A fox crosses the snow";
  static final long FINISHED_SEED = 11;

  private HalfMade() {}

  static FakeStudio studio() {
    var studio = new FakeStudio();
    studio.images.costs(PICTURE);
    studio.videos.costs(CLIP);
    return studio;
  }

  static Engine engine(Database database, BlobStore blobs, FakeStudio studio, Path scratch) {
    return new Engine(
        database,
        new EnginePorts(studio, blobs, new FakeMedia(), new FakeFinisher(), scratch),
        new EngineSettings(
            "local", 2, 1, 2, new ModelChoice("fake", "fake"), Duration.ofSeconds(2)),
        InstantSource.system());
  }

  static Project project(ProjectId id, String prompt, long seed) {
    return new Project(
        id,
        OWNER,
        "cli",
        "prompt-film",
        "",
        Brief.ofPrompt(prompt),
        new ProjectSettings(
            Format.ofAspect("16:9"), null, null, null, seed, true, true, true, Map.of(), null),
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        Map.of("note", "kept"),
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
