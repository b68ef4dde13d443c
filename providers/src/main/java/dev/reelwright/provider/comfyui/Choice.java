package dev.reelwright.provider.comfyui;

import dev.reelwright.provider.comfyui.Renderer.OutputFile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which of the files that a workflow made is the one it was run for. What it only shows in passing
/// (`temp`) never is.
final class Choice {
  private static final Set<String> PICTURES = Set.of(".png", ".jpg", ".jpeg", ".webp");
  private static final Set<String> CLIPS = Set.of(".mp4", ".webm", ".mov", ".mkv");

  private Choice() {}

  /// The first picture.
  static Optional<OutputFile> picture(List<OutputFile> files) {
    var kept = kept(files);
    return kept.stream()
        .filter(file -> PICTURES.contains(file.extension()))
        .findFirst()
        .or(() -> kept.stream().findFirst());
  }

  /// The first clip of the first of the preferred nodes that has one, else the first clip. ComfyUI
  /// lists clips among the images, so the name's ending tells; if no name does, all are clips.
  static Optional<OutputFile> clip(List<OutputFile> files, List<String> nodes) {
    var kept = kept(files);
    var clips = kept.stream().filter(file -> CLIPS.contains(file.extension())).toList();
    return (clips.isEmpty() ? kept : clips)
        .stream().min(Comparator.comparingInt(file -> rank(file.node(), nodes)));
  }

  private static int rank(String node, List<String> nodes) {
    int rank = nodes.indexOf(node);
    return rank < 0 ? nodes.size() : rank;
  }

  private static List<OutputFile> kept(List<OutputFile> files) {
    return files.stream().filter(file -> !file.type().equals("temp")).toList();
  }
}
