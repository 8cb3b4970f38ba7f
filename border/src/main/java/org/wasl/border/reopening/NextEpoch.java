package org.wasl.border.reopening;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.wasl.border.Entry;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.keeping.Epochs;
import org.wasl.border.keeping.LinkStore;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.keeping.Stores;
import org.wasl.border.log.Hash;
import org.wasl.terms.Sha256;

/// Opens the next epoch of a lane once both sides stated the same [Reopening]. Messages behind the
/// common size, and those that wait, are sent again in the new epoch with the same ids, so that
/// what was handed over before is recognised. The old epoch stays readable for ever.
public final class NextEpoch {
  private static final int BATCH = 1_000;
  private static final long BATCH_BYTES = 8L << 20;

  private final NodeId node;
  private final Stores stores;
  private final Opening opening;

  /// What else a node does when an epoch opens.
  public interface Opening {
    /// Queues the first entry of the new epoch, on the side that writes the lane.
    void queue(Reopening agreed);

    /// What stood still on the old epoch does so no more.
    void ended(Origin old);
  }

  public NextEpoch(NodeId node, Stores stores, Opening opening) {
    this.node = node;
    this.stores = stores;
    this.opening = opening;
  }

  /// The reopening that this node can propose: up to what was countersigned here.
  public Reopening proposal(Origin origin) {
    LogState state = stores.logs().find(origin.text()).orElseThrow();
    long size = state.cosignedSize();
    return new Reopening(
        origin, size, StoredTree.rootAt(stores.logs(), state, size), conflict(origin));
  }

  private String conflict(Origin origin) {
    LinkStore link = stores.link();
    Optional<String> held = link.value("fork/" + origin + "/held");
    Optional<String> received = link.value("fork/" + origin + "/received");
    if (held.isEmpty() || received.isEmpty()) {
      return "none";
    }
    byte[] both = (held.get() + "\n" + received.get()).getBytes(StandardCharsets.UTF_8);
    return Hash.of(Sha256.start().digest(both)).base64();
  }

  /// Why this node cannot agree to a reopening, or nothing.
  public Optional<String> flaw(Reopening wanted) {
    Optional<LogState> state = stores.logs().find(wanted.origin().text());
    Origin present =
        Epochs.origin(
            stores.link(), wanted.origin().from(), wanted.origin().to(), wanted.origin().lane());
    if (state.isEmpty() || state.get().role() == LogRole.AUDIT) {
      return Optional.of("there is no such log");
    }
    if (!present.equals(wanted.origin())) {
      return Optional.of("epoch " + wanted.origin().epoch() + " is not the present one");
    }
    boolean common =
        wanted.size() <= state.get().size()
            && StoredTree.rootAt(stores.logs(), state.get(), wanted.size()).equals(wanted.root());
    return common ? Optional.empty() : Optional.of("size and root are not held here");
  }

  /// Remembers what one side stated; opens the epoch when the other stated the same before.
  ///
  /// @param own whether this side stated it
  /// @return whether the epoch opened
  public boolean stated(Reopening reopening, boolean own) {
    LinkStore link = stores.link();
    link.setValue("reopen/" + (own ? "own/" : "peer/") + reopening.origin(), reopening.text());
    Optional<String> other = link.value("reopen/" + (own ? "peer/" : "own/") + reopening.origin());
    boolean agreed = other.filter(reopening.text()::equals).isPresent();
    if (agreed) {
      open(reopening);
    }
    return agreed;
  }

  private void open(Reopening agreed) {
    Origin next = agreed.next();
    boolean outgoing = agreed.origin().from().equals(node);
    stores
        .link()
        .setValue(
            "epoch/" + next.from() + "/" + next.to() + "/" + next.lane(),
            Integer.toString(next.epoch()));
    stores.link().setValue("opening/" + next, agreed.text());
    stores.logs().open(next.text(), outgoing ? LogRole.OUTGOING : LogRole.MIRROR);
    stores.logs().freeze(agreed.origin().text(), "reopened as epoch " + next.epoch());
    opening.ended(agreed.origin());
    if (outgoing) {
      opening.queue(agreed);
      queueAgain(agreed, next);
      moveWaiting(agreed.origin(), next);
    }
  }

  private void queueAgain(Reopening agreed, Origin next) {
    String old = agreed.origin().text();
    long size = stores.logs().find(old).orElseThrow().size();
    long at = agreed.size();
    while (at < size) {
      List<StoredEntry> entries = stores.logs().entries(old, at, BATCH, BATCH_BYTES);
      for (StoredEntry each : entries) {
        if (each.body() instanceof StoredEntry.Body.Held(byte[] salt, byte[] body)) {
          Entry entry = Entry.read(old, each.entry());
          stores.outbox().add(next.text(), entry.id(), each.entry(), salt, body);
        }
      }
      at += entries.size();
    }
  }

  /// Brings messages that were queued for an earlier epoch into the present one.
  ///
  /// @return whether there were any
  public boolean moveWaiting(Origin from, Origin to) {
    return stores.outbox().move(from.text(), to.text()) > 0;
  }
}
