package dev.reelwright.http.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedUrlsTest {
  @TempDir Path folder;

  @Test
  void opensOnePathUntilItsTimeIsOver() throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    var file = folder.resolve("secrets/key");
    var signed = SignedUrls.keptIn(file, now::get).sign("/a/b", Duration.ofMinutes(1));
    var exp = signed.replaceAll(".*exp=(\\d+).*", "$1");
    var sig = signed.replaceAll(".*sig=", "");
    var again = SignedUrls.keptIn(file, now::get);

    assertThat(again.opens("/a/b", exp, sig)).isTrue();
    assertThat(again.opens("/a/c", exp, sig)).isFalse();
    assertThat(again.opens("/a/b", "9" + exp, sig)).isFalse();
    assertThat(again.opens("/a/b", exp, null)).isFalse();
    now.set(now.get().plusSeconds(60));
    assertThat(again.opens("/a/b", exp, sig)).isFalse();
  }

  @Test
  void keepsItsKeyToTheOwnerOfTheFolder() throws Exception {
    var file = folder.resolve("key");
    SignedUrls.keptIn(file, Instant::now);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
