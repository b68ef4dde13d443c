package dev.reelwright.provider;

import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectSettings;

/// What to plan. Both are the project's own.
public record StoryboardRequest(Brief brief, ProjectSettings settings) {}
