package dev.reelwright.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Work in one transaction that answers something. It must not keep the handle, and must not wait
/// for anything but the database.
@FunctionalInterface
public interface HandleFunction<T extends @Nullable Object> {
  T with(Handle handle);
}
