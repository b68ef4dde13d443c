/// The offline studio: every port, no key, no network. It says "Animatic" wherever its work could
/// be taken for footage.
@NullMarked
package dev.reelwright.provider.builtin;

import org.jspecify.annotations.NullMarked;
