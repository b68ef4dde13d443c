package dev.reelwright.http.safety;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Addresses of media that open without a key for a while, for `<img>`, `<video>` and providers
/// that fetch a frame. A signature is good for reading one path until its time is over.
/// Thread-safe.
public final class SignedUrls {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final Duration LONGEST = Duration.ofDays(7);

  private final SecretKeySpec key;
  private final InstantSource clock;

  public SignedUrls(byte[] key, InstantSource clock) {
    if (key.length < KEY_BYTES) {
      throw new IllegalArgumentException("a signing key has at least " + KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.clock = clock;
  }

  /// With the key in that file, which is made at the first start, readable by its owner alone.
  ///
  /// @throws IOException when it can neither be read nor made
  public static SignedUrls keptIn(Path file, InstantSource clock) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return new SignedUrls(Files.readAllBytes(file), clock);
  }

  private static void create(Path file) throws IOException {
    var fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.write(file, fresh, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException _) {
      // Another thread was faster; its key is as good.
      return;
    }
  }

  /// The path with its signature as query.
  ///
  /// @param path as the browser will ask for it, without a query
  /// @param validity at most 7 days
  public String sign(String path, Duration validity) {
    if (path.indexOf('?') >= 0 || !path.startsWith("/")) {
      throw new IllegalArgumentException("not a plain path: " + path);
    }
    if (validity.isNegative() || validity.isZero() || validity.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("validity must be up to 7 days: " + validity);
    }
    long until = clock.instant().plus(validity).getEpochSecond();
    return path + "?exp=" + until + "&sig=" + signature(path, until);
  }

  /// Whether the signature is ours, for this path, and still valid.
  public boolean opens(String path, @Nullable String exp, @Nullable String sig) {
    if (exp == null || sig == null || !exp.matches("\\d{1,12}")) {
      return false;
    }
    long until = Long.parseLong(exp);
    var wanted = signature(path, until).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(wanted, sig.getBytes(StandardCharsets.UTF_8))
        && clock.instant().isBefore(Instant.ofEpochSecond(until));
  }

  private String signature(String path, long until) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var signed = mac.doFinal((until + "\nGET\n" + path).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
