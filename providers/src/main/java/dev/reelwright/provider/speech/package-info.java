/// Services of one's own that speak: one that clones a voice (`/synthesize/clone_voice`) and any
/// that speaks as OpenAI's does (`/v1/audio/speech`). Each text is sent once; nothing is tried
/// again here.
@NullMarked
package dev.reelwright.provider.speech;

import org.jspecify.annotations.NullMarked;
