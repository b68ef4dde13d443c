package dev.reelwright.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every blob store promises.
public abstract class BlobStoreContract {
  private static final String HASH_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  protected abstract BlobStore store();

  @Test
  void namesBytesByTheirHash() throws IOException {
    var store = store();

    var stored = store.put(stream("abc"));

    assertThat(stored).isEqualTo(new BlobStore.Stored(new BlobHash(HASH_OF_ABC), 3, true));
    assertThat(store.contains(stored.hash())).isTrue();
    assertThat(store.localFile(stored.hash())).hasContent("abc");
  }

  @Test
  void storesTheSameBytesOnce() throws IOException {
    var store = store();
    var first = store.put(stream("abc"));

    var again = store.put(stream("abc"));

    assertThat(again.hash()).isEqualTo(first.hash());
    assertThat(again.isNew()).isFalse();
  }

  @Test
  void storesAFileAndLeavesItAlone() throws IOException {
    var store = store();
    var bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    var file = Files.write(folder.resolve("source"), bytes);

    var stored = store.put(file);

    assertThat(file).hasBinaryContent(bytes);
    assertThat(stored.size()).isEqualTo(bytes.length);
    assertThat(store.localFile(stored.hash())).hasBinaryContent(bytes);
  }

  @Test
  void storesAnEmptyFile() throws IOException {
    var store = store();

    var stored = store.put(stream(""));

    assertThat(stored.size()).isZero();
    assertThat(store.localFile(stored.hash())).isEmptyFile();
  }

  @Test
  void storesNothingWhenTheSourceBreaks() {
    var store = store();
    var broken = new SequenceInputStream(stream("x".repeat(100_000)), new CutLine());

    assertThatThrownBy(() -> store.put(broken)).hasMessageContaining("the line was cut");

    assertThat(store.contains(hashOf("x".repeat(100_000)))).isFalse();
  }

  @Test
  void forgetsWhatIsDeletedAndTakesItAgain() throws IOException {
    var store = store();
    var hash = store.put(stream("abc")).hash();

    store.delete(hash);
    store.delete(hash);

    assertThat(store.contains(hash)).isFalse();
    assertThatThrownBy(() -> store.localFile(hash)).isInstanceOf(NoSuchFileException.class);
    assertThat(store.put(stream("abc")).isNew()).isTrue();
  }

  @Test
  void showsWhatIsOlderThanAMomentAndNothingElse() throws IOException {
    var store = store();
    var abc = store.put(stream("abc")).hash();
    var empty = store.put(stream("")).hash();
    store.delete(store.put(stream("gone")).hash());

    var old = new ArrayList<BlobStore.Found>();
    store.eachOlderThan(Instant.parse("3000-01-01T00:00:00Z"), old::add);
    var ancient = new ArrayList<BlobStore.Found>();
    store.eachOlderThan(Instant.EPOCH, ancient::add);

    assertThat(old)
        .containsExactlyInAnyOrder(new BlobStore.Found(abc, 3), new BlobStore.Found(empty, 0));
    assertThat(ancient).isEmpty();
  }

  @Test
  void takesTheSameBytesFromManyThreadsAtOnce() throws Exception {
    var store = store();
    var text = "same bytes ".repeat(50_000);
    var barrier = new CyclicBarrier(8);
    var hashes = Collections.synchronizedList(new ArrayList<BlobHash>());
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      barrier.await();
                      hashes.add(store.put(stream(text)).hash());
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  }));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(hashes).hasSize(8).containsOnly(hashOf(text));
    assertThat(store.localFile(hashOf(text))).hasContent(text);
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static BlobHash hashOf(String text) {
    try {
      return new MemoryBlobStore().put(stream(text)).hash();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class CutLine extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the line was cut");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }
}
