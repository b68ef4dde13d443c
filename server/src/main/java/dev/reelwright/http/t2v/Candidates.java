package dev.reelwright.http.t2v;

import dev.reelwright.take.Slot;
import dev.reelwright.take.Take;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Which candidate of a shot's clip slot is what on this surface, and the file names that follow.
final class Candidates {
  /// The final render of a shot: a slot of its own behind all previews, so that finalizing replaces
  /// no preview and can be repeated.
  static final int FINAL = 3;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private Candidates() {}

  /// How many previews a quality mode makes of each shot.
  static int perShot(@Nullable String qualityMode) {
    return switch (qualityMode) {
      case "fast" -> 1;
      case "high" -> 3;
      case null, default -> 2;
    };
  }

  static boolean isFinal(Take take) {
    return take.slot().candidate() == FINAL;
  }

  /// The promised address below the static root, `vedios` spelled as clients know it.
  static String videoAddress(Take take, int shotNumber) {
    return "/static/vedios/%s.mp4".formatted(stem(take, shotNumber));
  }

  static String audioAddress(Take take, int shotNumber) {
    return "/static/audio/%s.mp3".formatted(stem(take, shotNumber));
  }

  private static String stem(Take take, int shotNumber) {
    return "%s/%s_shot_%d%s"
        .formatted(DAY.format(take.createdAt()), take.slot().projectId(), shotNumber, suffix(take));
  }

  private static String suffix(Take take) {
    Slot slot = take.slot();
    if (isFinal(take)) {
      return slot.generation() == 0 ? "_final" : "_final_" + (slot.generation() + 1);
    }
    if (slot.generation() > 0) {
      return "_regen_" + take.createdAt().getEpochSecond();
    }
    return slot.candidate() == 0 ? "" : "_c" + (slot.candidate() + 1);
  }
}
