/// What productions share: clients and their campaigns, character sheets, style and plan templates.
/// It promises that what is stored is complete and comes back as it was; what the attributes mean
/// is known where they are used.
@NullMarked
package dev.reelwright.library;

import org.jspecify.annotations.NullMarked;
