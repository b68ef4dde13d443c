package dev.reelwright.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blobs as files: `ab/cd/abcd…`, named by their hash. A file is written to `incoming/` under a
/// name of its own, brought to the disk, then renamed; so a crash at any moment leaves at most a
/// nameless piece there, which goes after a day. Any number of processes may share the folder.
public final class FolderBlobStore implements BlobStore {
  private static final Logger LOG = LoggerFactory.getLogger(FolderBlobStore.class);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final Path root;
  private final Path incoming;

  /// Creates the folder if need be and removes what crashes left behind a day ago.
  public FolderBlobStore(Path root, InstantSource clock) throws IOException {
    this.root = root;
    this.incoming = Files.createDirectories(root.resolve("incoming"));
    removeLeftovers(FileTime.from(clock.instant().minus(LEFTOVER_AGE)));
  }

  @Override
  public Stored put(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return put(in);
    }
  }

  @Override
  public Stored put(InputStream bytes) throws IOException {
    var piece = incoming.resolve(UUID.randomUUID().toString());
    try {
      var written = write(bytes, piece);
      var target = path(written.hash());
      if (isWhole(target, written.size())) {
        return new Stored(written.hash(), written.size(), false);
      }
      moveIn(piece, written.hash());
      return written;
    } finally {
      Files.deleteIfExists(piece);
    }
  }

  @Override
  public boolean contains(BlobHash hash) {
    return Files.isRegularFile(path(hash));
  }

  @Override
  public Path localFile(BlobHash hash) throws IOException {
    var file = path(hash);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such blob");
    }
    return file;
  }

  @Override
  public void delete(BlobHash hash) throws IOException {
    Files.deleteIfExists(path(hash));
  }

  @Override
  public void eachOlderThan(Instant end, Consumer<Found> action) throws IOException {
    var limit = FileTime.from(end);
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(limit) < 0) {
              hashOf(file).ifPresent(hash -> action.accept(new Found(hash, attributes.size())));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // Another process may move or delete it while we look.
            if (!(failure instanceof NoSuchFileException)) {
              LOG.warn("looking through the blob folder, skipped what cannot be read", failure);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Path path(BlobHash hash) {
    return inner(hash).resolve(hash.value());
  }

  /// The blob that a file is; empty for what somebody else put into the folder, and for pieces.
  private Optional<BlobHash> hashOf(Path file) {
    var name = file.getFileName().toString();
    return BlobHash.isHash(name) && file.equals(path(new BlobHash(name)))
        ? Optional.of(new BlobHash(name))
        : Optional.empty();
  }

  private Path inner(BlobHash hash) {
    return outer(hash).resolve(hash.value().substring(2, 4));
  }

  private Path outer(BlobHash hash) {
    return root.resolve(hash.value().substring(0, 2));
  }

  private static Stored write(InputStream bytes, Path piece) throws IOException {
    var sha256 = sha256();
    long size = 0;
    try (var out =
        FileChannel.open(piece, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = new byte[BUFFER_BYTES];
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        sha256.update(buffer, 0, count);
        writeFully(out, ByteBuffer.wrap(buffer, 0, count), piece);
        size += count;
      }
      out.force(true);
    }
    return new Stored(new BlobHash(HexFormat.of().formatHex(sha256.digest())), size, true);
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes, Path piece) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new IOException(
          "Writing to the blob folder %s failed, nothing was stored: %s. Check the space and rights there."
              .formatted(piece.getParent(), e.getMessage()),
          e);
    }
  }

  /// A file of the wrong length was damaged behind our back; it is written anew.
  private static boolean isWhole(Path target, long size) throws IOException {
    try {
      return Files.size(target) == size;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private void moveIn(Path piece, BlobHash hash) throws IOException {
    var inner = inner(hash);
    var isNewFolder = !Files.isDirectory(inner);
    Files.createDirectories(inner);
    Files.move(piece, path(hash), StandardCopyOption.ATOMIC_MOVE);
    sync(inner);
    if (isNewFolder) {
      sync(outer(hash));
      sync(root);
    }
  }

  /// Brings the names in a folder to the disk. Windows keeps them with the file and opens no
  /// folder.
  private static void sync(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private void removeLeftovers(FileTime end) throws IOException {
    try (var pieces = Files.newDirectoryStream(incoming)) {
      for (var piece : pieces) {
        if (Files.getLastModifiedTime(piece).compareTo(end) < 0 && Files.deleteIfExists(piece)) {
          LOG.info("removed a piece of a file that was never stored whole: {}", piece);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
