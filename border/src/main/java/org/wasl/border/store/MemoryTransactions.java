package org.wasl.border.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Transactions;

/// Units of work for stores in memory: each change hands in how to undo it, and an unfinished unit
/// is undone backwards. One thread at a time, which the monitor enforces. A twin may have a unit
/// end badly just before or after it commits, and may take back committed units, the newest first,
/// as a power cut takes back what was not on the disk and an old backup takes back days.
public final class MemoryTransactions implements Transactions {
  private final Moment beforeCommit;
  private final Moment afterCommit;
  private final int remembered;
  private final Deque<Deque<Runnable>> history = new ArrayDeque<>();
  private @Nullable Deque<Runnable> undo;
  private List<Runnable> after = new ArrayList<>();

  /// A moment at which a machine may stop; it then throws.
  @FunctionalInterface
  public interface Moment {
    void pass();
  }

  public MemoryTransactions() {
    this(() -> {}, () -> {}, 0);
  }

  /// @param remembered how many of the newest units can be taken back
  public MemoryTransactions(Moment beforeCommit, Moment afterCommit, int remembered) {
    this.beforeCommit = beforeCommit;
    this.afterCommit = afterCommit;
    this.remembered = remembered;
  }

  @Override
  public synchronized <T> T within(Supplier<T> work) {
    if (undo != null) {
      return work.get();
    }
    undo = new ArrayDeque<>();
    T result;
    try {
      result = work.get();
      beforeCommit.pass();
    } catch (Throwable failure) {
      rollBack();
      throw failure;
    }
    commit();
    List<Runnable> due = after;
    after = new ArrayList<>();
    afterCommit.pass();
    due.forEach(Runnable::run);
    return result;
  }

  private void commit() {
    if (remembered > 0 && undo != null && !undo.isEmpty()) {
      history.push(undo);
      if (history.size() > remembered) {
        history.removeLast();
      }
    }
    undo = null;
  }

  /// Takes back the newest committed units that changed something.
  ///
  /// @return how many were taken back; fewer when fewer are remembered
  public synchronized int takeBack(int units) {
    if (undo != null) {
      throw new IllegalStateException("a unit is open");
    }
    int taken = 0;
    while (taken < units && !history.isEmpty()) {
      history.pop().forEach(Runnable::run);
      taken++;
    }
    return taken;
  }

  /// Nothing before this moment is taken back.
  public synchronized void keepForGood() {
    history.clear();
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
