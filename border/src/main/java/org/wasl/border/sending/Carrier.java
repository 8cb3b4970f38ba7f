package org.wasl.border.sending;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.wasl.border.Entry;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.keeping.OutboxStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Anchor;

/// Brings large bodies to the peer part by part, before their entries are sequenced. After a cut it
/// goes on where the peer stands.
public final class Carrier {
  /// The most bytes of one part.
  public static final int PART = 1 << 20;

  private final Stores stores;
  private final PeerLine line;

  public Carrier(Stores stores, PeerLine line) {
    this.stores = stores;
    this.line = line;
  }

  /// Brings one part of the first large body that waits.
  ///
  /// @return whether there was anything to do and the peer took it
  public boolean step(Anchor peer, String origin) {
    Optional<OutboxStore.Large> next = stores.outbox().nextLarge(origin);
    if (next.isEmpty()) {
      return false;
    }
    OutboxStore.Large row = next.get();
    String commitment = Entry.read(origin, row.entry()).commitment();
    try {
      boolean moved = bring(peer, commitment, whole(row.salt(), row.body()));
      if (line.staged(peer, commitment) == Entry.SALT_BYTES + row.body().length) {
        stores.transactions().within(() -> stores.outbox().carried(origin, row.row()));
        return true;
      }
      return moved;
    } catch (PeerLine.UnreachableException _) {
      return false;
    }
  }

  /// Brings the whole body of an entry that the peer lost, after it was restored.
  boolean bringAgain(Anchor peer, String origin, StoredEntry stored) {
    if (!(stored.body() instanceof StoredEntry.Body.Held(byte[] salt, byte[] body))) {
      return false;
    }
    String commitment = Entry.read(origin, stored.entry()).commitment();
    byte[] whole = whole(salt, body);
    try {
      for (int parts = whole.length / PART + 1; parts > 0; parts--) {
        if (!bring(peer, commitment, whole)) {
          return line.staged(peer, commitment) == whole.length;
        }
      }
      return true;
    } catch (PeerLine.UnreachableException _) {
      return false;
    }
  }

  private boolean bring(Anchor peer, String commitment, byte[] whole) {
    long held = line.staged(peer, commitment);
    if (held >= whole.length) {
      return false;
    }
    int end = (int) Math.min(whole.length, held + PART);
    byte[] part = Arrays.copyOfRange(whole, (int) held, end);
    return line.stage(peer, commitment, held, part) >= end;
  }

  private static byte[] whole(byte[] salt, byte[] body) {
    return ByteBuffer.allocate(salt.length + body.length).put(salt).put(body).array();
  }
}
