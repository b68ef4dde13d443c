package dev.reelwright.production;

import dev.reelwright.engine.StepStatus;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.TakeId;
import org.jspecify.annotations.Nullable;

/// A shot of a film with the takes that it shows.
///
/// @param start picture it begins on, or null
/// @param end picture it ends on, or null
/// @param clip null while there is none
/// @param clipStep how far the work on its clip is, or null when nobody works on it; a failure of
///   an earlier run is forgotten
/// @param isTimedOut whether that work failed for want of an answer in time
public record ShotDigest(
    ShotTexts texts,
    @Nullable TakeId start,
    @Nullable TakeId end,
    @Nullable TakeId clip,
    @Nullable StepStatus clipStep,
    boolean isTimedOut) {}
