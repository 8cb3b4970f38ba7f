package org.wasl.border.mirroring;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Entry;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.Origin;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.Bells;
import org.wasl.border.keeping.Erased;
import org.wasl.border.keeping.Growth;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Alarms;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Histories;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.border.seal.SignedNote;
import org.wasl.terms.json.MalformedJsonException;

/// The mirror of a peer's logs (C2SP `tlog-mirror`): it takes only what extends its copy, makes
/// entries and bodies durable, and only then cosigns. Only a correctly signed conflicting
/// checkpoint freezes a lane, never noise; both notes are kept.
public final class Mirror {
  private final Stores stores;
  private final NodeKeys keys;
  private final Gate gate;
  private final Staging staging;
  private final Erased erased;
  private final Histories histories;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Bells bells;

  public Mirror(
      Stores stores,
      NodeKeys keys,
      Gate gate,
      Staging staging,
      Alarms alarms,
      InstantSource clock,
      Bells bells) {
    this.stores = stores;
    this.keys = keys;
    this.gate = gate;
    this.staging = staging;
    this.erased = new Erased(stores.logs());
    this.histories = new Histories(stores.link());
    this.alarms = alarms;
    this.clock = clock;
    this.bells = bells;
  }

  /// Takes an update of an authenticated peer.
  ///
  /// @param peer the anchor of who is at the other end of the line
  public Reply receive(Anchor peer, Update update) {
    Optional<LogState> found = stores.logs().find(update.origin());
    if (found.isEmpty() || found.get().role() != LogRole.MIRROR || !isOf(peer, update.origin())) {
      return new Reply.Refused("unknown-log", update.origin());
    }
    LogState state = found.get();
    if (state.frozen().isPresent()) {
      return new Reply.Refused("frozen", state.frozen().get());
    }
    if (state.paused()) {
      return new Reply.Refused("paused", update.origin());
    }
    return checkNote(peer, update, state);
  }

  private static boolean isOf(Anchor peer, String origin) {
    return origin.startsWith("wasl/" + peer.node() + "/");
  }

  private Reply checkNote(Anchor peer, Update update, LogState state) {
    SignedNote note;
    Checkpoint checkpoint;
    try {
      note = SignedNote.read(update.checkpoint());
      checkpoint = Checkpoint.read(note.text());
    } catch (MalformedNoteException e) {
      alarms.raise(Alarms.BAD_SIGNATURE, update.origin(), String.valueOf(e.getMessage()));
      return new Reply.Refused("malformed", "checkpoint: " + e.getMessage());
    }
    KeyHistory history = histories.of(peer);
    if (!(history.checkLog(note, clock.instant()) instanceof KeyRing.Verdict.Good)) {
      String code = history.knowsAnyLineOf(note) ? Alarms.BAD_SIGNATURE : Alarms.UNKNOWN_KEY;
      alarms.raise(code, update.origin(), "checkpoint of size " + checkpoint.size());
      return new Reply.Refused("bad-signature", "the checkpoint is not signed by every key");
    }
    if (!checkpoint.origin().equals(update.origin()) || checkpoint.size() != update.end()) {
      return new Reply.Refused("malformed", "the checkpoint is not of the end of these entries");
    }
    alarms.clear(Alarms.BAD_SIGNATURE, update.origin());
    alarms.clear(Alarms.UNKNOWN_KEY, update.origin());
    return place(peer, update, state, checkpoint);
  }

  private Reply place(Anchor peer, Update update, LogState state, Checkpoint checkpoint) {
    if (update.start() > state.size()) {
      return new Reply.StandsAt(state.size());
    }
    if (checkpoint.size() <= state.size()) {
      return repeated(update, state, checkpoint);
    }
    int known = (int) (state.size() - update.start());
    if (!prefixIsKnown(update, known)) {
      return fork(update, state, "entries before " + state.size() + " differ from those held");
    }
    return extend(peer, update, state, checkpoint, known);
  }

  private Reply repeated(Update update, LogState state, Checkpoint checkpoint) {
    if (!StoredTree.rootAt(stores.logs(), state, checkpoint.size()).equals(checkpoint.root())) {
      return fork(update, state, "another root of size " + checkpoint.size());
    }
    if (checkpoint.size() > state.checkpointSize()) {
      if (!leadsFromFloor(update.origin(), state, checkpoint)) {
        return fork(update, state, "not what was cosigned before the restore");
      }
      // the entries came before their checkpoint, package by package
      stores
          .transactions()
          .within(() ->
              stores.logs().checkpoint(update.origin(), checkpoint.size(), update.checkpoint()));
    }
    return cosign(update.origin());
  }

  private boolean leadsFromFloor(String origin, LogState state, Checkpoint checkpoint) {
    Optional<Checkpoint> before =
        stores
            .link()
            .value("floor/" + origin)
            .map(Checkpoint::read)
            .filter(floor -> floor.size() <= checkpoint.size());
    return before.isEmpty()
        || StoredTree.rootAt(stores.logs(), state, before.get().size()).equals(before.get().root());
  }

  private boolean prefixIsKnown(Update update, int known) {
    List<Hash> held =
        known == 0 ? List.of() : stores.logs().leaves(update.origin(), update.start(), known);
    for (int i = 0; i < known; i++) {
      if (!Hash.leaf(update.entries().get(i).entry()).equals(held.get(i))) {
        return false;
      }
    }
    return true;
  }

  private Reply extend(
      Anchor peer, Update update, LogState state, Checkpoint checkpoint, int known) {
    List<LogStore.NewEntry> fresh = new ArrayList<>();
    List<Entry> staged = new ArrayList<>();
    Instant now = clock.instant();
    for (Update.Part part : update.entries().subList(known, update.entries().size())) {
      switch (take(peer, update.origin(), part, now)) {
        case Taken.Flawed(Reply reply) -> {
          return reply;
        }
        case Taken.Fit(LogStore.NewEntry entry, Entry read) -> {
          fresh.add(kept(update.origin(), state.size() + fresh.size(), entry));
          if (part.body().isEmpty()) {
            staged.add(read);
          }
        }
      }
    }
    Growth growth = Growth.of(state.frontier(), fresh);
    if (!growth.frontier().root().equals(checkpoint.root())) {
      return fork(update, state, "the entries do not lead to the signed root");
    }
    Optional<Reply> conflict = conflictWithFloor(update, state, growth);
    if (conflict.isPresent()) {
      return conflict.get();
    }
    Reply reply = keep(update, state, fresh, growth);
    staged.forEach(each -> staging.used(peer.node(), each));
    return reply;
  }

  LogStore.NewEntry kept(String origin, long index, LogStore.NewEntry entry) {
    return new LogStore.NewEntry(
        entry.entry(),
        entry.leaf(),
        entry.id(),
        erased.kept(origin, index, entry.body()),
        entry.at());
  }

  /// What became of one received entry.
  sealed interface Taken {
    record Fit(LogStore.NewEntry entry, Entry read) implements Taken {}

    record Flawed(Reply reply) implements Taken {}
  }

  Taken take(Anchor peer, String origin, Update.Part part, Instant now) {
    Entry entry;
    try {
      entry = Entry.read(origin, part.entry());
    } catch (MalformedJsonException e) {
      return flawed("malformed", "entry: " + e.getMessage());
    }
    Optional<StoredEntry.Body> body =
        part.body().or(() -> staging.find(peer.node(), entry).map(held -> held));
    if (body.isEmpty()) {
      return flawed(Reply.BODY_MISSING, entry.id().toString());
    }
    return switch (body.get()) {
      case StoredEntry.Body.Held(byte[] salt, byte[] bytes) when !entry.commitsTo(salt, bytes) ->
          flawed("malformed", "the body of " + entry.id() + " is another");
      case StoredEntry.Body.Held _ when bodyIsForbidden(origin, entry) ->
          flawed(Reply.BODY_NOT_ACCEPTABLE, entry.id().toString());
      case StoredEntry.Body.Absent _ when !isStatedAbsent(entry) ->
          flawed(Reply.ABSENCE_UNSTATED, entry.id().toString());
      case StoredEntry.Body held ->
          new Taken.Fit(
              new LogStore.NewEntry(
                  part.entry(), Hash.leaf(part.entry()), Optional.of(entry.id()), held, now),
              entry);
    };
  }

  private boolean isStatedAbsent(Entry entry) {
    return stores.link().value("absent/" + entry.id()).isPresent();
  }

  private static Taken flawed(String code, String detail) {
    return new Taken.Flawed(new Reply.Refused(code, detail));
  }

  private Reply keep(Update update, LogState state, List<LogStore.NewEntry> fresh, Growth growth) {
    boolean appended =
        stores
            .transactions()
            .within(() -> {
              boolean done =
                  stores
                      .logs()
                      .append(
                          update.origin(),
                          state.size(),
                          fresh,
                          growth.subtrees(),
                          growth.frontier());
              if (done) {
                stores.logs().checkpoint(update.origin(), update.end(), update.checkpoint());
              }
              return done;
            });
    return appended ? cosign(update.origin()) : new Reply.StandsAt(size(update.origin()));
  }

  /// A body that this node's policy forbids is not even stored; the sender states its absence.
  private boolean bodyIsForbidden(String origin, Entry entry) {
    return entry.dataClass().needsLegalBasis()
        && !Origin.parse(origin).lane().equals(Lane.CTL)
        && gate.refusesToAccept(entry.kind(), entry.dataClass(), entry.ground()).isPresent();
  }

  /// A node restored from a backup learned from its peer which (size, root) it had cosigned before;
  /// nothing else may be cosigned at that size.
  private Optional<Reply> conflictWithFloor(Update update, LogState state, Growth growth) {
    Optional<String> floor = stores.link().value("floor/" + update.origin());
    if (floor.isEmpty()) {
      return Optional.empty();
    }
    Checkpoint before = Checkpoint.read(floor.get());
    if (before.size() > update.end() || before.size() <= state.size()) {
      return Optional.empty();
    }
    Growth part =
        before.size() == update.end()
            ? growth
            : Growth.of(state.frontier(), freshUntil(update, state, before.size()));
    return part.frontier().root().equals(before.root())
        ? Optional.empty()
        : Optional.of(fork(update, state, "not what was cosigned before the restore"));
  }

  private static List<LogStore.NewEntry> freshUntil(Update update, LogState state, long size) {
    return update
        .entries()
        .subList((int) (state.size() - update.start()), (int) (size - update.start()))
        .stream()
        .map(part ->
            new LogStore.NewEntry(
                part.entry(),
                Hash.leaf(part.entry()),
                Optional.empty(),
                new StoredEntry.Body.Absent(AbsenceReason.ERASED),
                Instant.EPOCH))
        .toList();
  }

  /// Cosigns what is durable now, once a size.
  private Reply cosign(String origin) {
    LogState state = stores.logs().find(origin).orElseThrow();
    if (state.cosignedSize() == state.checkpointSize() && isCosigned(state)) {
      return new Reply.Cosigned(state.cosignedSize(), state.cosigned().orElseThrow());
    }
    SignedNote note = SignedNote.read(state.checkpoint().orElseThrow());
    long time = clock.instant().getEpochSecond();
    byte[] cosigned = note.with(keys.cosign(note.text(), time)).bytes();
    long size = state.checkpointSize();
    stores.transactions().within(() -> stores.logs().cosigned(origin, size, cosigned));
    bells.handing(Origin.parse(origin).lane()).ring();
    return new Reply.Cosigned(size, cosigned);
  }

  /// Whether every present mirror key stands under the newest note; after a change of keys it does
  /// not, and the same size is cosigned once more.
  private boolean isCosigned(LogState state) {
    return state
        .cosigned()
        .map(SignedNote::read)
        .filter(note ->
            keys.mirrorVerifiers().stream()
                .allMatch(key -> note.lines().stream().anyMatch(key::claims)))
        .isPresent();
  }

  private long size(String origin) {
    return stores.logs().find(origin).orElseThrow().size();
  }

  private Reply fork(Update update, LogState state, String reason) {
    stores
        .transactions()
        .within(() -> {
          stores.logs().freeze(update.origin(), reason);
          String ours = state.cosigned().or(state::checkpoint).map(Mirror::text).orElse("");
          stores.link().setValue("fork/" + update.origin() + "/held", ours);
          stores
              .link()
              .setValue("fork/" + update.origin() + "/received", text(update.checkpoint()));
        });
    alarms.raise(Alarms.FORK, update.origin(), reason);
    return new Reply.Refused("fork", reason);
  }

  private static String text(byte[] note) {
    return new String(note, StandardCharsets.UTF_8);
  }
}
