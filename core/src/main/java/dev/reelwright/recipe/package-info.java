/// What is still missing, per kind of production. Recipes are pure functions of a project and its
/// takes; they order nothing, know no provider and read no clock.
@NullMarked
package dev.reelwright.recipe;

import org.jspecify.annotations.NullMarked;
