package dev.reelwright.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/// Keeps files by content. Thread-safe. A hash that was returned by `put` can be read until
/// `delete`, across crashes; a file that is not whole is never visible under a hash.
public interface BlobStore {
  /// Stores a file by reading it once; the file itself is left alone.
  Stored put(Path file) throws IOException;

  /// Stores a stream, hashing while it is written. The caller closes the stream.
  Stored put(InputStream bytes) throws IOException;

  boolean contains(BlobHash hash);

  /// A readable local file with the blob's bytes, valid while the blob lives. Callers never write
  /// to it.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is no such blob
  Path localFile(BlobHash hash) throws IOException;

  /// Removes the bytes; nothing happens when there are none.
  void delete(BlobHash hash) throws IOException;

  /// Shows every blob whose bytes have been there since before `end`, in no particular order. Blobs
  /// that come or go meanwhile may be shown or not.
  void eachOlderThan(Instant end, Consumer<Found> action) throws IOException;

  /// What was stored.
  ///
  /// @param size in bytes
  /// @param isNew false when the same bytes were there before
  record Stored(BlobHash hash, long size, boolean isNew) {}

  /// What lies in the store.
  ///
  /// @param size in bytes
  record Found(BlobHash hash, long size) {}
}
