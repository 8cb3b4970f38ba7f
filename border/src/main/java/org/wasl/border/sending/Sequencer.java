package org.wasl.border.sending;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.Growth;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.OutboxStore.Waiting;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.seal.Checkpoint;

/// Moves messages from the outbox into their log, in batches: entries first, committed; then the
/// checkpoint, signed and stored. So no signature exists over an entry that a crash could take
/// back, and one size has one root for ever.
public final class Sequencer {
  /// How many batches may stand in the log before the peer has countersigned them.
  static final int AHEAD = 4;

  private final Stores stores;
  private final NodeKeys keys;
  private final InstantSource clock;

  public Sequencer(Stores stores, NodeKeys keys, InstantSource clock) {
    this.stores = stores;
    this.keys = keys;
    this.clock = clock;
  }

  /// Does one batch of one log.
  ///
  /// @return whether there was anything to do
  public boolean step(String origin) {
    LogState state = stores.logs().find(origin).orElseThrow();
    if (state.frozen().isPresent() || state.paused()) {
      return false;
    }
    if (state.checkpointSize() < state.size()) {
      sign(state);
      return true;
    }
    boolean full = state.size() - state.cosignedSize() >= (long) AHEAD * Update.MAX_ENTRIES;
    return !full && append(origin);
  }

  private boolean append(String origin) {
    Optional<LogState> grown =
        stores
            .transactions()
            .within(() -> {
              List<Waiting> batch =
                  stores.outbox().next(origin, Update.MAX_ENTRIES, Update.MAX_BATCH_BYTES);
              return batch.isEmpty() ? Optional.<LogState>empty() : append(origin, batch);
            });
    grown.ifPresent(this::sign);
    return grown.isPresent();
  }

  private Optional<LogState> append(String origin, List<Waiting> batch) {
    LogState state = stores.logs().find(origin).orElseThrow();
    Instant now = clock.instant();
    List<LogStore.Queued> entries =
        batch.stream().map(each -> new LogStore.Queued(each.row(), each.leaf(), now)).toList();
    Growth growth = Growth.of(state.frontier(), entries);
    boolean done =
        stores.logs().append(origin, state.size(), entries, growth.subtrees(), growth.frontier());
    if (!done) {
      throw new IllegalStateException("a second sequencer wrote to " + origin);
    }
    return stores.logs().find(origin);
  }

  private void sign(LogState state) {
    Checkpoint checkpoint = new Checkpoint(state.origin(), state.size(), state.frontier().root());
    byte[] note = keys.sign(checkpoint.text(), clock.instant().getEpochSecond()).bytes();
    stores
        .transactions()
        .within(() -> stores.logs().checkpoint(state.origin(), state.size(), note));
  }
}
