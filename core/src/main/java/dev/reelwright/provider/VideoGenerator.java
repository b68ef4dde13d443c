package dev.reelwright.provider;

/// Makes one clip, H.264 in MP4 or whatever the provider delivers, from a prompt and optional
/// frames.
public interface VideoGenerator extends Generator<VideoRequest, MediaResult> {}
