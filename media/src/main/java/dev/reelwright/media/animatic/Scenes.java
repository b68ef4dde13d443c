package dev.reelwright.media.animatic;

import dev.reelwright.media.font.Fonts;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Paints scenes and keeps the last few: the first picture, the last picture and the clip of a shot
/// show the same one. Painted layers take up to some tens of megabytes, so few are kept, and none
/// when memory is short. Thread-safe; a scene that two threads ask for at once is painted by one of
/// them.
public final class Scenes {
  private static final int KEPT = 3;

  private final MotifLibrary motifs;
  private final Fonts fonts;
  private final FrameFinish.Shelf finishes = new FrameFinish.Shelf();
  private final Map<SceneSpec, SoftReference<CompletableFuture<AnimaticScene>>> kept =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<SceneSpec, SoftReference<CompletableFuture<AnimaticScene>>> eldest) {
          return size() > KEPT;
        }
      };

  public Scenes(MotifLibrary motifs, Fonts fonts) {
    this.motifs = motifs;
    this.fonts = fonts;
  }

  /// The scene of a spec; waits while another thread paints it.
  public AnimaticScene of(SceneSpec spec) {
    CompletableFuture<AnimaticScene> scene;
    boolean isOurs;
    synchronized (kept) {
      var known = known(spec);
      isOurs = known == null;
      scene = known == null ? new CompletableFuture<>() : known;
      if (isOurs) {
        kept.put(spec, new SoftReference<>(scene));
      }
    }
    if (isOurs) {
      paint(spec, scene);
    }
    try {
      return scene.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Makes room, once nobody is likely to ask for a scene again. Who has it keeps it.
  public void forget(SceneSpec spec) {
    synchronized (kept) {
      kept.remove(spec);
    }
  }

  private @Nullable CompletableFuture<AnimaticScene> known(SceneSpec spec) {
    var reference = kept.get(spec);
    return reference == null ? null : reference.get();
  }

  private void paint(SceneSpec spec, CompletableFuture<AnimaticScene> scene) {
    try {
      scene.complete(AnimaticScene.of(spec, motifs, fonts, finishes));
    } catch (RuntimeException | Error e) {
      synchronized (kept) {
        kept.remove(spec);
      }
      scene.completeExceptionally(e);
    }
  }
}
