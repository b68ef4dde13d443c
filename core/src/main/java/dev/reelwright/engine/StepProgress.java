package dev.reelwright.engine;

import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;

/// How far a step of this process is. Never stored.
///
/// @param shotNumber 1-based place of the shot in the film, 0 for work on the whole film
/// @param fraction done so far, 0..1
/// @param doing what is being done, for people; may be empty
public record StepProgress(
    ProjectId projectId,
    RunId runId,
    StepId stepId,
    StepKind kind,
    SlotRole role,
    int shotNumber,
    double fraction,
    String doing) {}
