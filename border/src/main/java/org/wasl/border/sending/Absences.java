package org.wasl.border.sending;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Entry;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Control;

/// The bodies that will never come to the peer: erased here before they were delivered, expired
/// before that, or not acceptable to the peer's policy. Each absence is stated in `ctl` before the
/// entry goes without its body, so that a mirror never cosigns over a gap that nobody signed for.
public final class Absences {
  private static final byte[] EXPIRY = "\"exp\":".getBytes(StandardCharsets.US_ASCII);

  private final Stores stores;
  private final Control control;
  private final InstantSource clock;

  public Absences(Stores stores, Control control, InstantSource clock) {
    this.stores = stores;
    this.control = control;
    this.clock = clock;
  }

  /// The entries as they go to the peer; what expired is stated absent on the way.
  List<StoredEntry> apply(Anchor peer, String origin, List<StoredEntry> entries) {
    Map<String, String> stated = stores.link().values(Control.absentKey(origin));
    return entries.stream().map(each -> applied(peer, origin, each, stated)).toList();
  }

  private StoredEntry applied(
      Anchor peer, String origin, StoredEntry stored, Map<String, String> stated) {
    String reason = stated.get(Control.absentKey(origin) + stored.index());
    if (reason != null) {
      return without(stored, AbsenceReason.valueOf(reason));
    }
    if (stored.body() instanceof StoredEntry.Body.Absent(AbsenceReason erased)) {
      state(peer, origin, stored, erased);
      return stored;
    }
    if (isExpired(origin, stored)) {
      state(peer, origin, stored, AbsenceReason.EXPIRED);
      return without(stored, AbsenceReason.EXPIRED);
    }
    return stored;
  }

  private boolean isExpired(String origin, StoredEntry stored) {
    return contains(stored.entry(), EXPIRY)
        && Entry.read(origin, stored.entry()).expiry().filter(clock.instant()::isAfter).isPresent();
  }

  private void state(Anchor peer, String origin, StoredEntry stored, AbsenceReason reason) {
    MessageId id = Entry.read(origin, stored.entry()).id();
    stores
        .transactions()
        .within(() -> control.stateAbsent(peer, origin, stored.index(), id, reason));
  }

  /// The peer's policy does not let a body in: it goes without.
  ///
  /// @return whether the message stands in this log
  boolean refusedByPolicy(Anchor peer, String origin, String message) {
    MessageId id = MessageId.parse(message);
    Optional<LogStore.Place> place =
        stores.logs().findMessage(id).filter(each -> each.origin().equals(origin));
    place.ifPresent(each ->
        stores
            .transactions()
            .within(() ->
                control.stateAbsent(
                    peer, origin, each.index(), id, AbsenceReason.REFUSED_BY_POLICY)));
    return place.isPresent();
  }

  private static StoredEntry without(StoredEntry stored, AbsenceReason reason) {
    return new StoredEntry(
        stored.index(), stored.entry(), new StoredEntry.Body.Absent(reason), stored.storedAt());
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int i = 0; i + part.length <= text.length; i++) {
      int n = 0;
      while (n < part.length && text[i + n] == part[n]) {
        n++;
      }
      if (n == part.length) {
        return true;
      }
    }
    return false;
  }
}
