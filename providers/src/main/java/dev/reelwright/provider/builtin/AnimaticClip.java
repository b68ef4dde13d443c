package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.Footage;
import dev.reelwright.media.animatic.PictureFrame;
import dev.reelwright.provider.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The frames of one clip, rendered on a few threads and written in order.
final class AnimaticClip {
  private static final int MOST_THREADS = 4;

  private final Footage scene;
  private final int frames;
  private final int dissolve;
  private final byte @Nullable [] first;
  private final byte @Nullable [] last;

  /// @param dissolve length of a dissolve in frames
  /// @param first picture of another scene to begin on
  /// @param last picture of another scene to end on
  AnimaticClip(
      Footage scene, int frames, int dissolve, byte @Nullable [] first, byte @Nullable [] last) {
    this.scene = scene;
    this.frames = frames;
    this.dissolve = dissolve;
    this.first = first;
    this.last = last;
  }

  /// @param out takes planar yuv420p frames
  void write(OutputStream out, Call call) throws IOException, InterruptedException {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    try (ExecutorService renderers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("animatic-", 0).daemon().factory())) {
      try {
        write(out, call, renderers, threads + 1);
      } finally {
        renderers.shutdownNow();
      }
    }
    call.progress().progressed(1, "rendered " + frames + " frames");
  }

  private void write(OutputStream out, Call call, ExecutorService renderers, int ahead)
      throws IOException, InterruptedException {
    var coming = new ArrayDeque<Future<byte[]>>();
    var buffers = new ArrayDeque<byte[]>();
    int ordered = 0;
    for (int index = 0; index < frames; index++) {
      while (ordered < frames && ordered < index + ahead) {
        int next = ordered++;
        byte[] spare = buffers.poll();
        byte[] buffer = spare == null ? new byte[scene.frameBytes()] : spare;
        coming.add(renderers.submit(() -> render(next, buffer)));
      }
      // Throwing, not returning: ffmpeg would make a whole file of the frames it has.
      call.cancel().check();
      byte[] frame = finished(coming.remove());
      out.write(frame);
      buffers.add(frame);
      if (index % 6 == 0) {
        call.progress()
            .progressed(
                index / (double) frames, "rendering frame " + (index + 1) + " of " + frames);
      }
    }
  }

  private static byte[] finished(Future<byte[]> frame) throws InterruptedException {
    try {
      return frame.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private byte[] render(int index, byte[] frame) {
    scene.renderYuv(frames == 1 ? 0 : index / (double) (frames - 1), frame);
    if (first != null && index < dissolve) {
      PictureFrame.mix(frame, first, share(index));
    }
    int left = frames - 1 - index;
    if (last != null && left < dissolve && frames > 1) {
      PictureFrame.mix(frame, last, share(left));
    }
    return frame;
  }

  private double share(int away) {
    double passed = away / (double) dissolve;
    return 1 - passed * passed * (3 - 2 * passed);
  }
}
