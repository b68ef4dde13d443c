/// Running ffmpeg and ffprobe as owned processes: found, checked, fed with argument lists, watched,
/// ended.
@NullMarked
package dev.reelwright.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
