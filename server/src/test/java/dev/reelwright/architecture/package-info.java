/// The rules of the house as tests. Each is run on the real code, where it must hold, and on the
/// tree `planted`, where it must find the mistake that was put there for it.
package dev.reelwright.architecture;
