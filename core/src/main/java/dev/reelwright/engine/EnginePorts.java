package dev.reelwright.engine;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.finish.Finisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.provider.Studio;
import java.nio.file.Path;

/// What the engine works with outside its database.
///
/// @param scratch an existing folder for work in progress; each step makes and removes its own
///   folder in it
public record EnginePorts(
    Studio studio, BlobStore blobs, Prober prober, Finisher finisher, Path scratch) {}
