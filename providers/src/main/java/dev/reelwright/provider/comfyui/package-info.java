/// ComfyUI behind the ports: any workflow that somebody exported in API format draws or films once
/// its texts, pictures and numbers are marked as slots. One server or several; each call goes to
/// one of them and stays there. What it makes costs nothing by our books.
@NullMarked
package dev.reelwright.provider.comfyui;

import org.jspecify.annotations.NullMarked;
