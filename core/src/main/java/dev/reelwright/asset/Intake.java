package dev.reelwright.asset;

import dev.reelwright.finish.Prober;
import dev.reelwright.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes in files that people bring. The first bytes decide what a file is, whatever it is called:
/// pictures are decoded, films and sounds are probed. Thread-safe; blocks.
public final class Intake {
  public static final int MAX_NAME = 200;

  private final BlobStore blobs;
  private final Pictures pictures;
  private final Prober prober;
  private final InstantSource clock;

  public Intake(BlobStore blobs, Pictures pictures, Prober prober, InstantSource clock) {
    this.blobs = blobs;
    this.pictures = pictures;
    this.prober = prober;
    this.clock = clock;
  }

  /// Looks at a file and keeps its bytes. Nothing refers to them yet: the asset is to be stored.
  ///
  /// @param name for people; what a path could not be made of is left out
  /// @throws Unfit when the file is nothing we take, too large a picture, or broken
  /// @throws IOException when it cannot be read or kept
  public Asset receive(String owner, @Nullable ProjectId project, Path file, String name)
      throws IOException, InterruptedException, Unfit {
    var type = MagicBytes.of(file).orElseThrow(() -> new Unfit("a file of no type we take"));
    var probed = type.startsWith("image/") ? pictures.decode(file, type) : probed(file, type);
    var stored = blobs.put(file);
    return new Asset(
        AssetId.fresh(),
        owner,
        project,
        stored.hash(),
        stored.size(),
        type,
        readable(name),
        probed,
        List.of(),
        AssetOrigin.UPLOADED,
        null,
        Instant.ofEpochMilli(clock.millis()));
  }

  private MediaFacts probed(Path file, String type)
      throws IOException, InterruptedException, Unfit {
    Prober.Probed found;
    try {
      found = prober.probeForeign(file);
    } catch (Prober.Unplayable e) {
      throw new Unfit("the file cannot be taken: " + e.why(), e);
    } catch (IOException e) {
      if (!Files.isReadable(file)) {
        throw e;
      }
      throw new Unfit("the file is broken, or no %s we can read".formatted(type), e);
    }
    var kind = type.substring(0, type.indexOf('/') + 1);
    var hasPicture = found.facts().videoCodec() != null;
    if (kind.equals("video/") && !hasPicture) {
      throw new Unfit("the file calls itself a video and shows no picture");
    }
    return found.facts();
  }

  private static String readable(String name) {
    var plain = name.replaceAll("[\\p{Cntrl}/\\\\]", "").strip();
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
  }

  /// A file that we do not take. The message is for people.
  public static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    public Unfit(String message) {
      super(message);
    }

    public Unfit(String message, Throwable cause) {
      super(message, cause);
    }

    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /// Decodes pictures. Thread-safe.
  public interface Pictures {
    /// @return its size in pixels
    /// @throws Unfit when it is broken or has more pixels than we take, which is found before it is
    ///   decoded
    MediaFacts decode(Path file, String mediaType) throws IOException, Unfit;
  }
}
