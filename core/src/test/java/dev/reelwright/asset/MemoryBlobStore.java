package dev.reelwright.asset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A blob store for tests that look at rows; passes the same contract as the real ones.
public final class MemoryBlobStore implements BlobStore {
  private final Map<BlobHash, Kept> blobs = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public MemoryBlobStore() {
    this(InstantSource.system());
  }

  public MemoryBlobStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Stored put(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return put(in);
    }
  }

  @Override
  public Stored put(InputStream bytes) throws IOException {
    var content = bytes.readAllBytes();
    var hash = hash(content);
    var kept = new Kept(content, clock.instant());
    return new Stored(hash, content.length, blobs.putIfAbsent(hash, kept) == null);
  }

  @Override
  public boolean contains(BlobHash hash) {
    return blobs.containsKey(hash);
  }

  @Override
  public Path localFile(BlobHash hash) throws IOException {
    var kept = blobs.get(hash);
    if (kept == null) {
      throw new NoSuchFileException(hash.value());
    }
    var file = Files.createTempFile("blob", null);
    file.toFile().deleteOnExit();
    try (var in = new ByteArrayInputStream(kept.content())) {
      Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  @Override
  public void delete(BlobHash hash) {
    blobs.remove(hash);
  }

  @Override
  public void eachOlderThan(Instant end, Consumer<Found> action) {
    blobs.forEach(
        (hash, kept) -> {
          if (kept.since().isBefore(end)) {
            action.accept(new Found(hash, kept.content().length));
          }
        });
  }

  private static BlobHash hash(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new BlobHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(byte[] content, Instant since) {}
}
