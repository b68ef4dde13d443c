package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of `docs/api.md`, in their order.
@QuarkusTest
class ReferenceTest {
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void everyCommandOfTheReferenceWorks(@TempDir Path folder) throws Exception {
    var script =
        COMMANDS
            .matcher(Files.readString(reference()))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n", "set -eux\n", ""));
    var process = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
    process.environment().put("REEL", "http://127.0.0.1:" + port);
    var output = folder.resolve("output");
    var running = process.redirectErrorStream(true).redirectOutput(output.toFile()).start();

    var isOver = running.waitFor(120, TimeUnit.SECONDS);
    running.destroyForcibly();

    assertThat(isOver).as(Files.readString(output)).isTrue();
    assertThat(running.exitValue()).as(Files.readString(output)).isZero();
  }

  private static Path reference() throws IOException {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      var page = folder.resolve("docs/api.md");
      if (Files.exists(page)) {
        return page;
      }
    }
    throw new IOException("docs/api.md is not part of this checkout");
  }
}
