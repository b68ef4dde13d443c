package dev.reelwright.http.studio;

import dev.reelwright.project.ModelChoice;

/// What of the server's set-up is shown.
///
/// @param host address it listens on
/// @param asksForKey whether callers need a key
/// @param maxBodyBytes most that a body without a file may have
/// @param maxFileBytes most that a body with a file may have
/// @param maxPicturePixels most that an uploaded picture may have
/// @param node name of this process among all that share the database
/// @param defaultModel makes what a project names no model for
public record StudioSettings(
    String host,
    boolean asksForKey,
    long maxBodyBytes,
    long maxFileBytes,
    long maxPicturePixels,
    String node,
    ModelChoice defaultModel) {}
