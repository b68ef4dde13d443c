/// Looks after the data of an installation: checks it, copies it while a server works on it, brings
/// a copy back, and clears away what nobody needs any more. Changes nothing that a project is made
/// of.
@NullMarked
package dev.reelwright.upkeep;

import org.jspecify.annotations.NullMarked;
