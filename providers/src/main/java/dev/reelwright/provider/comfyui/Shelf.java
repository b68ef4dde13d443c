package dev.reelwright.provider.comfyui;

import dev.reelwright.provider.Craft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workflows there are, by name: those with a file of their own, those of the user's folder,
/// those that come with this adapter. A file that was changed is read again. Thread-safe.
final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  /// A workflow, or why it cannot be used.
  sealed interface Found {
    record Usable(Template template) implements Found {}

    record Broken(String why) implements Found {}
  }

  private record Read(FileTime changed, long size, Found found) {}

  static final Set<String> SHIPPED =
      Set.of("text-to-image", "image-to-video", "upscale", "default", "crayon_drawing", "anime");

  private static final String ENDING = ".json";

  private final @org.jspecify.annotations.Nullable Path folder;
  private final Map<String, Path> named;
  private final Map<Path, Read> read = new ConcurrentHashMap<>();
  private final Map<String, Found> shipped = new ConcurrentHashMap<>();

  Shelf(ComfySettings settings) {
    this.folder = settings.templates();
    this.named = settings.named();
  }

  Set<String> names() {
    var names = new TreeSet<>(SHIPPED);
    names.addAll(named.keySet());
    if (folder != null && Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.endsWith(ENDING))
            .forEach(name -> names.add(name.substring(0, name.length() - ENDING.length())));
      } catch (IOException e) {
        LOG.warn("the folder of workflows {} cannot be read", folder, e);
      }
    }
    return names;
  }

  /// @return empty when there is none of that name, or it makes something else
  Optional<Found> find(String name, Craft craft) {
    return find(name)
        .filter(
            found -> !(found instanceof Found.Usable(var template)) || template.craft() == craft);
  }

  private Optional<Found> find(String name) {
    var own = named.get(name);
    if (own != null) {
      return Optional.of(of(name, own));
    }
    if (folder != null && name.matches("[\\w][\\w .-]{0,127}")) {
      var file = folder.resolve(name + ENDING);
      if (Files.isRegularFile(file)) {
        return Optional.of(of(name, file));
      }
    }
    return SHIPPED.contains(name)
        ? Optional.of(shipped.computeIfAbsent(name, Shelf::bundled))
        : Optional.empty();
  }

  private Found of(String name, Path file) {
    try {
      var changed = Files.getLastModifiedTime(file);
      long size = Files.size(file);
      var known = read.get(file);
      if (known != null && known.changed().equals(changed) && known.size() == size) {
        return known.found();
      }
      var found = parsed(name, Files.readString(file));
      read.put(file, new Read(changed, size, found));
      return found;
    } catch (NoSuchFileException _) {
      return new Found.Broken("there is no file " + file + " for the workflow " + name);
    } catch (IOException e) {
      LOG.warn("the workflow {} cannot be read", file, e);
      return new Found.Broken(
          "the file %s of the workflow %s cannot be read: %s"
              .formatted(file, name, e.getMessage()));
    }
  }

  private static Found bundled(String name) {
    try (InputStream in = Shelf.class.getResourceAsStream(name + ENDING)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the workflow " + name);
      }
      return parsed(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("this build's workflow " + name + " cannot be read", e);
    }
  }

  private static Found parsed(String name, String json) {
    try {
      return new Found.Usable(Template.read(name, json));
    } catch (Template.Unfilled e) {
      return new Found.Broken(String.valueOf(e.getMessage()));
    }
  }
}
