package org.wasl.border;

import java.util.function.Supplier;

/// One unit of work on the node's store: all of it or none. Nested calls join the open one.
public interface Transactions {
  <T> T within(Supplier<T> work);

  default void within(Runnable work) {
    within(() -> {
      work.run();
      return true;
    });
  }

  /// Runs `work` after the open transaction commits; not at all if it does not.
  void afterCommit(Runnable work);

  /// Whether the calling thread stands inside a unit of work.
  boolean isOpen();
}
