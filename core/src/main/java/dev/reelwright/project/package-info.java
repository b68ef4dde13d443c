/// What a production is about and how it should look: the brief, the settings, and the project that
/// carries both. It promises that a stored project is complete and valid; it does not know how
/// anything is made.
@NullMarked
package dev.reelwright.project;

import org.jspecify.annotations.NullMarked;
