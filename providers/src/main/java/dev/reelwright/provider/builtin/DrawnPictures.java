package dev.reelwright.provider.builtin;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.media.animatic.SceneSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers which pictures of which scenes were drawn here lately, so that a clip that begins with
/// one of them need not look at it. What is forgotten is looked at. Thread-safe.
public final class DrawnPictures {
  private static final int MOST = 200;

  private record Drawn(SceneSpec spec, double moment) {}

  private final Map<BlobHash, Drawn> drawn =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BlobHash, Drawn> eldest) {
          return size() > MOST;
        }
      };

  void remember(Path picture, SceneSpec spec, double moment) throws IOException {
    var hash = hash(picture);
    synchronized (drawn) {
      drawn.put(hash, new Drawn(spec, moment));
    }
  }

  /// Whether it is known to show this scene at that moment.
  boolean shows(BlobHash picture, SceneSpec spec, double moment) {
    synchronized (drawn) {
      return new Drawn(spec, moment).equals(drawn.get(picture));
    }
  }

  private static BlobHash hash(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return new BlobHash(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
