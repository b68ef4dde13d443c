package dev.reelwright.provider;

/// Makes one still picture (PNG, JPEG or WebP) of exactly the requested size.
public interface ImageGenerator extends Generator<ImageRequest, MediaResult> {}
