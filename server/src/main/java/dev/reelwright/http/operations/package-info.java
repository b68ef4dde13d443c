/// What an operator and a curious browser look at: health, metrics, documents, the first page.
@NullMarked
package dev.reelwright.http.operations;

import org.jspecify.annotations.NullMarked;
