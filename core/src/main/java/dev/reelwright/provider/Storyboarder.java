package dev.reelwright.provider;

/// Turns a prompt or script into a structured storyboard.
public interface Storyboarder extends Generator<StoryboardRequest, StoryboardPlan> {}
