/// Jobs that wait in line and are made in the order they came, so many at a time. It promises that
/// a job which was taken in is carried on after a crash until it has ended, that it ends once, and
/// that of jobs with one name only one at a time is at work. How a job is made is the engine's
/// business, what goes with it that of a `LineWork`.
@NullMarked
package dev.reelwright.line;

import org.jspecify.annotations.NullMarked;
