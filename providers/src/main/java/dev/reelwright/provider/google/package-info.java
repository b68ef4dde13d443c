/// Google's models behind the ports: Gemini plans storyboards and draws, Imagen draws, Veo and the
/// Gemini video models film; through the Gemini API with a key, or through Vertex with a service
/// account. Every paid request is sent once; what became of it is reported, never guessed. What the
/// models can do, cost and how long they live is data in `google/models.json`.
@NullMarked
package dev.reelwright.provider.google;

import org.jspecify.annotations.NullMarked;
