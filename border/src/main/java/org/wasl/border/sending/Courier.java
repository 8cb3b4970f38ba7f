package org.wasl.border.sending;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.wasl.border.MessageId;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.OutboxStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Alarms;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Histories;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.border.seal.SignedNote;

/// Brings a log to the peer's mirror, batch by batch, and keeps the cosigned checkpoint that comes
/// back: the receipt of everything below it.
public final class Courier {
  private static final int SKEW_SECONDS = 30;

  private final Stores stores;
  private final NodeKeys keys;
  private final Histories histories;
  private final Absences absences;
  private final Carrier carrier;
  private final PeerLine line;
  private final Alarms alarms;
  private final InstantSource clock;

  public Courier(
      Stores stores,
      NodeKeys keys,
      Absences absences,
      Carrier carrier,
      PeerLine line,
      Alarms alarms,
      InstantSource clock) {
    this.stores = stores;
    this.keys = keys;
    this.histories = new Histories(stores.link());
    this.absences = absences;
    this.carrier = carrier;
    this.line = line;
    this.alarms = alarms;
    this.clock = clock;
  }

  /// What one attempt came to.
  public enum Result {
    NOTHING_TO_DO,
    DELIVERED,
    TRY_LATER
  }

  /// Sends the next batch of one log.
  public Result step(Anchor peer, String origin) {
    LogState state = stores.logs().find(origin).orElseThrow();
    if (state.frozen().isPresent() || state.paused()) {
      return Result.NOTHING_TO_DO;
    }
    Optional<LogStore.Signed> next = stores.logs().nextCheckpoint(origin, state.cosignedSize());
    if (next.isEmpty()) {
      return Result.NOTHING_TO_DO;
    }
    return send(peer, state, next.get(), state.cosignedSize());
  }

  private Result send(Anchor peer, LogState state, LogStore.Signed next, long start) {
    int count = (int) Math.min(Update.MAX_ENTRIES, next.size() - start);
    List<StoredEntry> entries =
        absences.apply(
            peer,
            state.origin(),
            stores.logs().entries(state.origin(), start, count, Long.MAX_VALUE));
    Update update =
        new Update(
            state.origin(),
            start,
            signedByAll(next.note()),
            entries.stream().map(Courier::part).toList());
    Reply reply;
    try {
      reply = line.send(peer, update);
    } catch (PeerLine.UnreachableException e) {
      alarms.raise(Alarms.UNREACHABLE, peer.node().value(), String.valueOf(e.getMessage()));
      return Result.TRY_LATER;
    }
    alarms.clear(Alarms.UNREACHABLE, peer.node().value());
    return switch (reply) {
      case Reply.Cosigned cosigned -> keep(peer, state, cosigned);
      case Reply.StandsAt(long size) -> resume(peer, state, next, start, size);
      case Reply.Refused refused -> refused(peer, state, refused);
    };
  }

  /// Large bodies were brought before their entries were sequenced.
  private static Update.Part part(StoredEntry stored) {
    return stored.body() instanceof StoredEntry.Body.Held held
            && held.bytes().length > OutboxStore.LARGE
        ? new Update.Part(stored.entry(), Optional.empty())
        : new Update.Part(stored.entry(), stored.body());
  }

  /// A checkpoint that waited through a change of keys gets the lines of the present ones; text and
  /// root stay what they were.
  private byte[] signedByAll(byte[] stored) {
    SignedNote note = SignedNote.read(stored);
    boolean complete =
        keys.logVerifiers().stream().allMatch(key -> note.lines().stream().anyMatch(key::claims));
    return complete
        ? stored
        : note.with(keys.sign(note.text(), clock.instant().getEpochSecond()).lines()).bytes();
  }

  private Result resume(Anchor peer, LogState state, LogStore.Signed next, long start, long size) {
    if (size >= start || size < 0) {
      return Result.TRY_LATER;
    }
    // The mirror was restored and stands before our cursor: bring it what it lost, one checkpoint
    // at
    // a time.
    Optional<LogStore.Signed> earlier = stores.logs().nextCheckpoint(state.origin(), size);
    return earlier.isPresent() && earlier.get().size() <= next.size()
        ? send(peer, state, earlier.get(), size)
        : Result.TRY_LATER;
  }

  private Result keep(Anchor peer, LogState state, Reply.Cosigned cosigned) {
    Optional<String> flaw = flaw(peer, state, cosigned);
    if (flaw.isPresent()) {
      alarms.raise(Alarms.BAD_SIGNATURE, state.origin(), flaw.get());
      return Result.TRY_LATER;
    }
    stores
        .transactions()
        .within(() -> stores.logs().cosigned(state.origin(), cosigned.size(), cosigned.note()));
    alarms.clear(Alarms.REFUSED, state.origin());
    alarms.clear(Alarms.BAD_SIGNATURE, state.origin());
    return Result.DELIVERED;
  }

  /// The cosignature must be over our own (size, root) and carry every required line.
  private Optional<String> flaw(Anchor peer, LogState state, Reply.Cosigned cosigned) {
    try {
      SignedNote note = SignedNote.read(cosigned.note());
      Checkpoint checkpoint = Checkpoint.read(note.text());
      Optional<LogStore.Signed> ours =
          stores.logs().nextCheckpoint(state.origin(), cosigned.size() - 1);
      boolean same =
          ours.isPresent() && SignedNote.read(ours.get().note()).text().equals(note.text());
      if (!same || checkpoint.size() != cosigned.size()) {
        return Optional.of("the cosignature is not over our checkpoint");
      }
      return switch (histories.of(peer).checkMirror(note, clock.instant())) {
        case KeyRing.Verdict.Bad bad -> Optional.of(bad.reason());
        case KeyRing.Verdict.Good(long time) -> {
          compareClocks(peer, time);
          yield Optional.empty();
        }
      };
    } catch (MalformedNoteException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Clocks decide nothing; a difference is shown. A stored cosignature is older, never younger.
  private void compareClocks(Anchor peer, long time) {
    long ahead = time - clock.instant().getEpochSecond();
    if (ahead > SKEW_SECONDS) {
      alarms.raise(Alarms.CLOCK_SKEW, peer.node().value(), ahead + " s ahead of this node");
    } else {
      alarms.clear(Alarms.CLOCK_SKEW, peer.node().value());
    }
  }

  private boolean bringAgain(Anchor peer, LogState state, String message) {
    return stores
        .logs()
        .findMessage(MessageId.parse(message))
        .filter(place -> place.origin().equals(state.origin()))
        .map(place -> stores.logs().entries(state.origin(), place.index(), 1, Long.MAX_VALUE))
        .filter(found -> carrier.bringAgain(peer, state.origin(), found.getFirst()))
        .isPresent();
  }

  private Result refused(Anchor peer, LogState state, Reply.Refused refused) {
    if (refused.code().equals(Reply.BODY_NOT_ACCEPTABLE)) {
      return absences.refusedByPolicy(peer, state.origin(), refused.detail())
          ? Result.DELIVERED
          : Result.TRY_LATER;
    }
    if (refused.code().equals(Reply.BODY_MISSING)) {
      return bringAgain(peer, state, refused.detail()) ? Result.DELIVERED : Result.TRY_LATER;
    }
    String code = refused.code().equals("fork") ? Alarms.FORK : Alarms.REFUSED;
    if (!refused.code().equals("paused") && !refused.code().equals(Reply.ABSENCE_UNSTATED)) {
      alarms.raise(code, state.origin(), refused.code() + ": " + refused.detail());
    }
    return Result.TRY_LATER;
  }
}
