package dev.reelwright.provider;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.finish.Prober;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// Small files that say of themselves what they are: `fake TYPE MILLIS`, then anything.
public final class FakeMedia implements Prober {
  private static final Pattern HEADER = Pattern.compile("fake (\\S+) (\\d+)\n");

  static MediaResult file(Call call, String type, long lengthMillis, Object content)
      throws IOException {
    var file = call.scratch().resolve("result");
    write(file, type, lengthMillis, content);
    return new MediaResult(file, Map.of());
  }

  public static void write(Path file, String type, long lengthMillis, Object content)
      throws IOException {
    Files.writeString(file, "fake %s %d\n%s".formatted(type, lengthMillis, content));
  }

  @Override
  public Probed probe(Path file) throws IOException {
    // Any bytes are characters here: workers from outside bring real pictures.
    var content = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (content.startsWith("\u0089PNG")) {
      return new Probed("image/png", new MediaFacts(1, 1, null, null, null, null, null));
    }
    var header = HEADER.matcher(content);
    if (!header.lookingAt()) {
      throw new IOException("no media: " + file);
    }
    var millis = Long.parseLong(header.group(2));
    var length = millis == 0 ? null : Duration.ofMillis(millis);
    return new Probed(header.group(1), new MediaFacts(16, 16, length, null, null, null, null));
  }
}
