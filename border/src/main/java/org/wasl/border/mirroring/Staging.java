package org.wasl.border.mirroring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.wasl.border.Draft;
import org.wasl.border.Entry;
import org.wasl.border.NodeId;
import org.wasl.border.keeping.StagingStore;
import org.wasl.border.keeping.StoredEntry;

/// Takes bodies that a peer brings before their entries, within its quota; what is not used within
/// [#KEPT] is removed.
public final class Staging {
  static final Duration KEPT = Duration.ofDays(7);

  private final StagingStore store;
  private final InstantSource clock;

  public Staging(StagingStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public long received(NodeId peer, String commitment) {
    return store.received(peer.value(), commitment);
  }

  /// Takes the next part of a body.
  ///
  /// @return how much of it is here now; not more than before when the part does not fit here or
  ///   the quota is used up
  public long take(NodeId peer, String commitment, long offset, byte[] part) {
    String name = peer.value();
    long held = store.received(name, commitment);
    boolean fits =
        part.length > 0
            && offset == held
            && offset + part.length <= Draft.MAX_BODY + (long) Entry.SALT_BYTES
            && store.bytes(name) + part.length <= StagingStore.QUOTA
            && (held > 0 || store.bodies(name) < StagingStore.MOST);
    return fits && store.add(name, commitment, offset, part, clock.instant())
        ? offset + part.length
        : held;
  }

  /// The body of an entry, if the whole of it is here and is the committed one.
  Optional<StoredEntry.Body.Held> find(NodeId peer, Entry entry) {
    long whole = entry.length() + Entry.SALT_BYTES;
    if (store.received(peer.value(), entry.commitment()) != whole) {
      return Optional.empty();
    }
    Optional<StoredEntry.Body.Held> body =
        store
            .find(peer.value(), entry.commitment())
            .map(bytes ->
                new StoredEntry.Body.Held(
                    Arrays.copyOf(bytes, Entry.SALT_BYTES),
                    Arrays.copyOfRange(bytes, Entry.SALT_BYTES, bytes.length)))
            .filter(held -> entry.commitsTo(held.salt(), held.bytes()));
    if (body.isEmpty()) {
      store.remove(peer.value(), entry.commitment());
    }
    return body;
  }

  /// The body stands beside its entry now.
  void used(NodeId peer, Entry entry) {
    store.remove(peer.value(), entry.commitment());
  }

  void used(NodeId peer, byte[] entry, String origin) {
    used(peer, Entry.read(origin, entry));
  }

  /// Removes what was never used.
  public int clean() {
    return store.removeBefore(clock.instant().minus(KEPT));
  }
}
