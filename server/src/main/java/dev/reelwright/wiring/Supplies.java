package dev.reelwright.wiring;

import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.font.Fonts;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// What the built-in studio draws with. Reading it takes a tenth of a second, which a start spends
/// beside the opening of the database.
record Supplies(MotifLibrary motifs, Fonts fonts) {
  /// Begins to read; `HeadlessGraphics` must be prepared before.
  static Future<Supplies> reading() {
    var task = new FutureTask<>(() -> new Supplies(MotifLibrary.bundled(), Fonts.withInstalled()));
    Thread.ofPlatform().daemon().name("supplies").start(task);
    return task;
  }

  static Supplies of(Future<Supplies> reading) throws InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("this build lacks its pictures or fonts", e.getCause());
    }
  }
}
