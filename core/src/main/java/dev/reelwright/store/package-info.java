/// The database: opening, migrating, locking and transactions, on SQLite and PostgreSQL. SQL itself
/// lives beside the classes that use it.
@NullMarked
package dev.reelwright.store;

import org.jspecify.annotations.NullMarked;
