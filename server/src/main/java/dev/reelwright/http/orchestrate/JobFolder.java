package dev.reelwright.http.orchestrate;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Puts the files of a run where people and tools look for them. Each is written under another name
/// and then put in its place; links are replaced, never followed. Used by one thread at a time.
final class JobFolder {
  private static final String PART = ".part-";
  private static final Pattern OURS = Pattern.compile("img_\\d{3,}\\.png|vid_\\d{3,}\\.mp4");

  private final Path base;
  private final Path folder;

  private JobFolder(Path base, Path folder) {
    this.base = base;
    this.folder = folder;
  }

  /// What goes into a file.
  sealed interface Content {
    record Copy(Path of) implements Content {}

    record Text(String text) implements Content {}
  }

  /// The folder of a run; made when it is missing.
  ///
  /// @throws IOException when it cannot be made, or leads out of the base
  static JobFolder open(RunFolder run) throws IOException {
    var base = Files.createDirectories(run.base());
    var folder = base.resolve(run.runId());
    if (Files.isSymbolicLink(folder)) {
      throw new IOException("the folder of run " + run.runId() + " is a link; remove it");
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("a file is in the way of the folder of run " + run.runId(), e);
      }
    }
    var found = new JobFolder(base, folder);
    found.demandInside();
    found.removeParts();
    return found;
  }

  /// Whether a film of this name was finished before, whose files stay until the next one is.
  boolean holdsAFilm() {
    return Files.exists(folder.resolve(RunFolder.FINAL), LinkOption.NOFOLLOW_LINKS);
  }

  /// A voice-over that somebody has put there.
  Optional<Path> voiceover() {
    return RunFolder.VOICES.stream()
        .map(folder::resolve)
        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        .findFirst();
  }

  /// Whether a file of that name and size is there.
  boolean has(String name, long size) throws IOException {
    var file = folder.resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == size;
  }

  /// Puts files in place, all of them written before the first is.
  void put(Map<String, Content> files) throws IOException {
    demandInside();
    var written = new LinkedHashMap<Path, Path>();
    try {
      for (var file : files.entrySet()) {
        var part = folder.resolve(PART + file.getKey());
        switch (file.getValue()) {
          case Content.Copy(var of) -> Files.copy(of, part, StandardCopyOption.REPLACE_EXISTING);
          case Content.Text(var text) -> Files.writeString(part, text);
        }
        written.put(part, folder.resolve(file.getKey()));
      }
      for (var file : written.entrySet()) {
        Files.move(
            file.getKey(),
            file.getValue(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      removeParts();
    }
  }

  /// Takes away what an earlier film of the same name had and this one has not.
  ///
  /// @param kept names of files of this one
  void removeOthers(Set<String> kept, boolean isVoiceOurs) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        var isOld =
            OURS.matcher(name).matches()
                || name.equals(RunFolder.FINAL)
                || name.equals(RunFolder.STITCHED)
                || name.equals(RunFolder.SUBTITLES)
                || (isVoiceOurs && RunFolder.VOICES.contains(name));
        if (isOld && !kept.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  private void demandInside() throws IOException {
    if (!folder.toRealPath().startsWith(base.toRealPath())) {
      throw new IOException("the folder of the run leads out of the data folder");
    }
  }

  private void removeParts() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (file.getFileName().toString().startsWith(PART)) {
          Files.delete(file);
        }
      }
    }
  }
}
