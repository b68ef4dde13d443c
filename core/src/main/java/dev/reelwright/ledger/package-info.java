/// Money: attempts, quotes, holds, charges, budgets. Every provider call is written down here
/// before it is made.
@NullMarked
package dev.reelwright.ledger;

import org.jspecify.annotations.NullMarked;
