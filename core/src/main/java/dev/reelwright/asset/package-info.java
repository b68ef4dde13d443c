/// Files by content: blobs with their hash, and assets, which give a blob an owner, a type and a
/// name.
@NullMarked
package dev.reelwright.asset;

import org.jspecify.annotations.NullMarked;
