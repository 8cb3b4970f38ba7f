package org.wasl.border.proving;

import java.util.List;
import java.util.Optional;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.SignedNote;

/// The hourly commitment that fixes an entry in time across lanes: a `ctl` message that names size
/// and root of the entry's log, with its own proof. A key that leaks later cannot back-date what a
/// commitment under other keys already names.
///
/// @param entry of the `ctl` message
/// @param salt of its body's commitment
/// @param body names the logs with their sizes and roots
/// @param proof that the `ctl` message stands in its log
/// @param path from the receipt's entry to the root that the body names
public record Anchoring(byte[] entry, byte[] salt, byte[] body, Proof proof, List<Hash> path) {
  public Anchoring {
    path = List.copyOf(path);
  }

  /// The earliest commitment to an entry that is itself countersigned.
  static Optional<Anchoring> of(LogStore logs, String origin, long index) {
    return logs.anchoring(origin, index)
        .flatMap(anchored ->
            logs.findMessage(anchored.by())
                .flatMap(place -> at(logs, origin, index, anchored.size(), place)));
  }

  private static Optional<Anchoring> at(
      LogStore logs, String origin, long index, long size, LogStore.Place place) {
    Optional<LogState> ctl = logs.find(place.origin());
    boolean countersigned =
        ctl.isPresent()
            && ctl.get().cosigned().isPresent()
            && ctl.get().cosignedSize() > place.index()
            && logs.find(origin).orElseThrow().size() >= size;
    if (!countersigned) {
      return Optional.empty();
    }
    StoredEntry stored = logs.entries(place.origin(), place.index(), 1, Long.MAX_VALUE).getFirst();
    if (!(stored.body() instanceof StoredEntry.Body.Held(byte[] salt, byte[] body))) {
      return Optional.empty();
    }
    SignedNote note = SignedNote.read(ctl.get().cosigned().orElseThrow());
    long ctlSize = Checkpoint.read(note.text()).size();
    List<Hash> ctlPath =
        new StoredTree(logs, place.origin()).tree().inclusion(place.index(), ctlSize);
    return Optional.of(
        new Anchoring(
            stored.entry(),
            salt,
            body,
            new Proof(place.index(), ctlPath, note),
            new StoredTree(logs, origin).tree().inclusion(index, size)));
  }
}
