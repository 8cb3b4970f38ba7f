package org.wasl.border.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Transactions;

/// Units of work for stores in memory: each change hands in how to undo it, and an unfinished unit
/// is undone backwards. One thread at a time, which the monitor enforces.
public final class MemoryTransactions implements Transactions {
  private @Nullable Deque<Runnable> undo;
  private List<Runnable> after = new ArrayList<>();

  @Override
  public synchronized <T> T within(Supplier<T> work) {
    if (undo != null) {
      return work.get();
    }
    undo = new ArrayDeque<>();
    T result;
    try {
      result = work.get();
    } catch (Throwable failure) {
      rollBack();
      throw failure;
    }
    undo = null;
    List<Runnable> due = after;
    after = new ArrayList<>();
    due.forEach(Runnable::run);
    return result;
  }

  /// A change inside the open unit and how to take it back.
  ///
  /// @throws IllegalStateException when no unit is open
  public synchronized void changed(Runnable undoing) {
    if (undo == null) {
      throw new IllegalStateException("a store was changed outside a transaction");
    }
    undo.push(undoing);
  }

  @Override
  public synchronized void afterCommit(Runnable work) {
    if (undo == null) {
      work.run();
    } else {
      after.add(work);
    }
  }

  @Override
  public synchronized boolean isOpen() {
    return undo != null;
  }

  private void rollBack() {
    Deque<Runnable> steps = undo;
    undo = null;
    after = new ArrayList<>();
    if (steps != null) {
      steps.forEach(Runnable::run);
    }
  }
}
