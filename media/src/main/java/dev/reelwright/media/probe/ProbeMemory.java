package dev.reelwright.media.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was read of files lately. A file is known by its place on the disk, its size and the moment
/// of its last change, so that one that was only renamed is known again. Thread-safe.
final class ProbeMemory {
  private static final int MOST = 1000;

  /// @param file what the system knows the file by, whatever its name
  record Key(Object file, long bytes, FileTime changed) {}

  private record Known(ProbedFile facts, boolean isCounted) {}

  private final Map<Key, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST;
        }
      };

  /// Empty on systems that know files by their names alone.
  static Optional<Key> key(Path file) throws IOException {
    var facts = Files.readAttributes(file, BasicFileAttributes.class);
    return Optional.ofNullable(facts.fileKey())
        .map(key -> new Key(key, facts.size(), facts.lastModifiedTime()));
  }

  /// @param counting whether the frames must have been counted
  synchronized Optional<ProbedFile> find(Key key, boolean counting) {
    return Optional.ofNullable(known.get(key))
        .filter(found -> found.isCounted() || !counting)
        .map(Known::facts);
  }

  synchronized void put(Key key, ProbedFile facts, boolean isCounted) {
    known.put(key, new Known(facts, isCounted));
  }
}
