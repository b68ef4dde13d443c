package dev.reelwright.provider;

import dev.reelwright.asset.BlobHash;
import java.nio.file.Path;

/// A file that goes into a call: where to read it, and what it is.
public record InputFile(BlobHash hash, Path file, String mediaType) {}
