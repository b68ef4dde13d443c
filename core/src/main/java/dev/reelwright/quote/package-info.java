/// What a production would cost before anything is ordered, and what it has cost: the empty slots
/// priced by the generators that would fill them, and the sums of the ledger.
@NullMarked
package dev.reelwright.quote;

import org.jspecify.annotations.NullMarked;
