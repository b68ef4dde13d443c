package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the ffmpeg processes that a killed server left running. Safe beside running servers that
/// share the folder: the children of a living process are not touched, nor is any process that only
/// got a recorded number by chance.
public final class OrphanReaper {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanReaper.class);
  private static final Duration FOREIGN_RECORDS_KEPT = Duration.ofDays(1);

  private final Path childrenFolder;
  private final InstantSource clock;

  /// @param childrenFolder the folder that was given to [FfmpegRunner]
  public OrphanReaper(Path childrenFolder, InstantSource clock) {
    this.childrenFolder = childrenFolder;
    this.clock = clock;
  }

  /// @return how many processes were ended
  public int reap() throws IOException {
    int ended = 0;
    for (var file : ChildRecord.files(childrenFolder)) {
      try {
        if (reap(file)) {
          ended++;
        }
      } catch (NoSuchFileException e) {
        LOG.debug("record {} was removed by another process", file.getFileName());
      }
    }
    return ended;
  }

  private boolean reap(Path file) throws IOException {
    var entry = ChildRecord.read(file);
    if (entry.isEmpty()) {
      Files.deleteIfExists(file);
      return false;
    }
    if (!entry.get().owner().system().equals(ProcessStamp.currentSystem())) {
      // Another container or an earlier boot. Its processes cannot be seen from here.
      if (changed(file).isBefore(clock.instant().minus(FOREIGN_RECORDS_KEPT))) {
        Files.deleteIfExists(file);
      }
      return false;
    }
    if (entry.get().owner().isRunning()) {
      return false;
    }
    boolean ended = end(entry.get());
    Files.deleteIfExists(file);
    return ended;
  }

  private static Instant changed(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  private static boolean end(ChildRecord entry) {
    var child = entry.child();
    var process = ProcessHandle.of(child.pid());
    if (process.isEmpty() || !child.isRunning()) {
      return false;
    }
    boolean sameProgram =
        process.get().info().commandLine().filter(it -> it.contains(entry.program())).isPresent();
    if (!sameProgram) {
      return false;
    }
    LOG.info("ending ffmpeg process {} that a killed server left running", child.pid());
    ProcessTree.end(process.get());
    return true;
  }
}
