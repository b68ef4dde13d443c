package dev.reelwright.store;

import org.jdbi.v3.core.Handle;

/// Work in one transaction that answers nothing; else as `HandleFunction`.
@FunctionalInterface
public interface HandleConsumer {
  void with(Handle handle);
}
