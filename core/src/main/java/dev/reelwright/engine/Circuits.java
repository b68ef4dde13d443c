package dev.reelwright.engine;

import dev.reelwright.provider.RejectionReason;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Learns from what comes of steps whether the lanes they went through are well. Lanes of this
/// machine's own are not judged: their failures are about the work, not about a service.
final class Circuits {
  private enum Verdict {
    WELL,
    ILL,
    GONE,
    SAYS_NOTHING
  }

  private static final Set<String> OF_PROVIDER =
      Set.of("BUSY", "PROVIDER_FAILURE", "SERVER_DOWN", "BROKEN_OFF", "UPLOAD_FAILED");

  private final Stores stores;
  private final History history;
  private final Wakes wakes;
  private final InstantSource clock;

  Circuits(Stores stores, History history, Wakes wakes, InstantSource clock) {
    this.stores = stores;
    this.history = history;
    this.wakes = wakes;
    this.clock = clock;
  }

  boolean isClosed(String lane) {
    return find(lane).map(Circuit::isClosed).orElse(true);
  }

  void learn(Step step, Outcome outcome) {
    var verdict = verdict(step, outcome);
    if (verdict == Verdict.SAYS_NOTHING || step.place().contains("@")) {
      return;
    }
    find(step.place())
        .ifPresent(
            seen -> {
              var next =
                  switch (verdict) {
                    case WELL -> Circuit.whole();
                    case GONE -> seen.broken(clock.instant());
                    case ILL, SAYS_NOTHING -> seen.failed(clock.instant());
                  };
              if (!next.equals(seen)) {
                stores.database().update(handle -> turn(handle, step, seen, next));
              }
            });
  }

  private void turn(Handle handle, Step step, Circuit seen, Circuit next) {
    if (!stores.lanes().turn(handle, step.place(), seen, next, clock.instant())
        || seen.isClosed() == next.isClosed()) {
      return;
    }
    var kind = next.isClosed() ? "lane.up" : "lane.down";
    history.ofLane(handle, kind, Map.of("lane", step.place()));
    wakes.lane(handle, step.lane());
  }

  private Optional<Circuit> find(String lane) {
    return stores.database().read(handle -> stores.lanes().circuit(handle, lane));
  }

  /// A provider that refuses what it was asked is well; one that has no time, breaks, or does not
  /// answer is not. Trouble with money, rights or our own disk says nothing about it.
  private static Verdict verdict(Step step, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> Verdict.WELL;
      case Outcome.Asleep(_, var tries, _, _) ->
          tries > step.tries() ? Verdict.ILL : tries == 0 ? Verdict.WELL : Verdict.SAYS_NOTHING;
      case Outcome.TryAgain(var error, _) ->
          error.code().equals(RejectionReason.SERVER_DOWN.name())
              ? Verdict.GONE
              : isOfProvider(error.code()) ? Verdict.ILL : Verdict.SAYS_NOTHING;
      case Outcome.Undecided _ -> Verdict.ILL;
      case Outcome.Failed(var error) ->
          switch (error.code()) {
            case "INVALID_REQUEST", "CONTENT_POLICY" -> Verdict.WELL;
            case "PROVIDER_FAILURE", "UPLOAD_FAILED", "BROKEN_OFF" -> Verdict.ILL;
            default -> Verdict.SAYS_NOTHING;
          };
      case Outcome.Blocked _, Outcome.Cancelled _, Outcome.Lost _ -> Verdict.SAYS_NOTHING;
    };
  }

  static boolean isOfProvider(String code) {
    return OF_PROVIDER.contains(code);
  }
}
