package dev.reelwright.provider.simulated;

import dev.reelwright.store.CommitWatch;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Names the engine's commits after the code that makes them, and cuts the power at one of them:
/// from then on nobody can read or write. One watch is one life of a process.
final class CommitPoints implements CommitWatch {
  /// The power is gone. No `Exception`, so that nobody tries to go on.
  static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;

    PowerCut() {
      super("the power is cut", null, false, false);
    }
  }

  // They write for others; the point is named after whoever asked them to.
  private static final Set<String> CLERKS =
      Set.of(
          "Ledger.write",
          "Conclusions.update",
          "DatabaseClock.adjust",
          "Sweep.each",
          "Persistence.untilWritten");

  private final Predicate<String> isWished;
  private final CountDownLatch cut = new CountDownLatch(1);
  private volatile @Nullable String where;

  /// @param isWished whether to cut at a point, such as `before Ledger.book of CLIP`
  CommitPoints(Predicate<String> isWished) {
    this.isWished = isWished;
  }

  CountDownLatch cut() {
    return cut;
  }

  @Override
  public void entered() {
    if (where != null) {
      throw new PowerCut();
    }
  }

  @Override
  public void committing() {
    pass("before");
  }

  @Override
  public void committed() {
    pass("after");
  }

  private synchronized void pass(String moment) {
    entered();
    var name = Thread.currentThread().getName();
    // What the test itself writes is no part of the process that dies.
    if (!name.startsWith("work-") && !name.startsWith("control-") && !name.startsWith("engine-")) {
      return;
    }
    var point = moment + " " + point();
    if (isWished.test(point)) {
      where = point;
      cut.countDown();
      throw new PowerCut();
    }
  }

  private static String point() {
    var frames =
        StackWalker.getInstance()
            .walk(
                stack ->
                    stack
                        .filter(frame -> frame.getClassName().startsWith("dev.reelwright.engine."))
                        .map(CommitPoints::name)
                        .distinct()
                        .collect(Collectors.toList()));
    var writer =
        frames.stream().filter(frame -> !CLERKS.contains(frame)).findFirst().orElse("nobody");
    var work =
        frames.stream()
            .map(frame -> frame.substring(0, frame.indexOf('.')))
            .filter(type -> type.endsWith("Work"))
            .findFirst()
            .map(type -> " of " + type)
            .orElse("");
    return writer + work;
  }

  /// `Ledger.book` for a lambda in it, too.
  private static String name(StackWalker.StackFrame frame) {
    var type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    var method = frame.getMethodName();
    if (method.startsWith("lambda$")) {
      method = method.substring("lambda$".length(), method.lastIndexOf('$'));
    }
    return type + "." + method;
  }
}
