/// Pictures that people bring: whether they can be decoded, and how large they are. Nothing is
/// decoded before its size is known.
@NullMarked
package dev.reelwright.media.picture;

import org.jspecify.annotations.NullMarked;
