package dev.reelwright.engine;

import dev.reelwright.project.Project;
import dev.reelwright.storyboard.Shot;

/// A shot and the project it belongs to.
record Scope(Project project, Shot shot) {}
