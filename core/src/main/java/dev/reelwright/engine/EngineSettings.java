package dev.reelwright.engine;

import dev.reelwright.project.ModelChoice;
import java.time.Duration;

/// How an engine runs.
///
/// @param node name of this process among all that share the database, 1..32 of `a-z 0-9 . _ -`; a
///   process that takes the name of a dead one carries its work on at once
/// @param lightCapacity light local steps at a time
/// @param heavyCapacity heavy local steps (encoders) at a time
/// @param callCapacity calls at a time to one provider whose lane nobody has configured
/// @param defaultModel provider and model of a role for which a project names none
/// @param shutdownWait how long running steps may take to end when the engine closes
/// @param longestJob how long a provider may work on one job before somebody has to look
public record EngineSettings(
    String node,
    int lightCapacity,
    int heavyCapacity,
    int callCapacity,
    ModelChoice defaultModel,
    Duration shutdownWait,
    Duration longestJob) {
  private static final Duration LONGEST_JOB = Duration.ofHours(24);

  public EngineSettings {
    if (!node.matches("[a-z0-9._-]{1,32}")) {
      throw new IllegalArgumentException("node must be 1..32 of a-z 0-9 . _ -: " + node);
    }
    if (lightCapacity < 1 || heavyCapacity < 1 || callCapacity < 1) {
      throw new IllegalArgumentException(
          "capacities must be positive: %d, %d, %d"
              .formatted(lightCapacity, heavyCapacity, callCapacity));
    }
  }

  public EngineSettings(
      String node,
      int lightCapacity,
      int heavyCapacity,
      int callCapacity,
      ModelChoice defaultModel,
      Duration shutdownWait) {
    this(node, lightCapacity, heavyCapacity, callCapacity, defaultModel, shutdownWait, LONGEST_JOB);
  }

  /// For the only process of one machine.
  public static EngineSettings ofOneMachine(int processors) {
    return ofOneMachine(processors, Math.max(1, processors / 2));
  }

  /// For a process that makes one film and answers nobody meanwhile. Two heavy steps on a small
  /// machine: while one waits for the disk or for its encoder to end, the other goes on.
  public static EngineSettings ofOneFilm(int processors) {
    return ofOneMachine(processors, Math.max(Math.clamp(processors, 1, 2), processors / 2));
  }

  private static EngineSettings ofOneMachine(int processors, int heavyCapacity) {
    return new EngineSettings(
        "local",
        Math.max(1, processors),
        heavyCapacity,
        8,
        ModelChoice.BUILTIN,
        Duration.ofSeconds(5));
  }
}
