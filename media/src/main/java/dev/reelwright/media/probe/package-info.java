/// What a media file is and holds, found out from its bytes, never from its name. Only formats on
/// an allow-list are opened at all, each by its own reader and without network access.
@NullMarked
package dev.reelwright.media.probe;

import org.jspecify.annotations.NullMarked;
