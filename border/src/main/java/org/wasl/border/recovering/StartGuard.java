package org.wasl.border.recovering;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wasl.border.Entry;
import org.wasl.border.Origin;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.exchange.PeerLine.Standing;
import org.wasl.border.handing.HandOver;
import org.wasl.border.keeping.Erased;
import org.wasl.border.keeping.Growth;
import org.wasl.border.keeping.LinkStore;
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
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.border.seal.SignedNote;
import org.wasl.terms.Refusal;

/// Keeps every lane shut after a start until the peer has shown its newest notes of it: they carry
/// this node's own signature, so a node that was restored from an old backup learns what it had
/// signed, fetches the entries that it lost, and only then signs again. A log can so never fork by
/// a restore.
public final class StartGuard {
  private static final int FETCHES = 100_000;
  private static final String RESTORED = "restored";

  private final Stores stores;
  private final PeerLine line;
  private final Alarms alarms;
  private final KeyHistory own;
  private final Histories histories;
  private final Erased erased;
  private final InstantSource clock;
  private final HandOver services;
  private volatile boolean complete;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  public StartGuard(
      Stores stores,
      PeerLine line,
      Alarms alarms,
      KeyHistory own,
      InstantSource clock,
      HandOver services) {
    this.stores = stores;
    this.line = line;
    this.alarms = alarms;
    this.own = own;
    this.histories = new Histories(stores.link());
    this.erased = new Erased(stores.logs());
    this.clock = clock;
    this.services = services;
  }

  /// Notes, when a backup was brought back, that nothing binds this country until the peer has
  /// shown what was sent since: what is decided on a forgotten past could contradict it.
  public static void restored(LinkStore link) {
    link.setValue(RESTORED, "waiting");
  }

  /// Why nothing may be decided yet.
  ///
  /// @param origins the logs that must be open before; asked only until they are
  public Optional<Refusal> hold(Supplier<Set<String>> origins) {
    if (complete) {
      return Optional.empty();
    }
    boolean waits =
        stores.link().value(RESTORED).filter(each -> each.equals("waiting")).isPresent();
    if (!waits || open.containsAll(origins.get())) {
      if (waits) {
        stores.transactions().within(() -> stores.link().setValue(RESTORED, "done"));
      }
      complete = true;
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of(
            "border.restored",
            "استُعيدت هذه العقدة من نسخة احتياطية؛ يُعتمد ما يُلزم البلد بعد أن يعرض الطرف الآخر ما"
                + " أُرسل منذ النسخة. انتظر عودة الخط",
            "this node was restored from a backup; what binds the country is approved once the other"
                + " party has shown what was sent since. Wait for the link"));
  }

  public boolean isOpen(String origin) {
    return open.contains(origin);
  }

  /// Asks the peer and opens the lane if all is well.
  ///
  /// @return whether the lane is open now
  public boolean tryOpen(Anchor peer, String origin) {
    if (open.contains(origin)) {
      return true;
    }
    Standing standing;
    try {
      standing = line.standing(peer, origin);
      boolean well =
          role(origin) == LogRole.OUTGOING
              ? recoverOwnLog(peer, origin, standing)
              : recoverMirror(peer, origin, standing);
      if (well) {
        open.add(origin);
        alarms.clear(Alarms.UNREACHABLE, peer.node().value());
      }
      return well;
    } catch (PeerLine.UnreachableException e) {
      alarms.raise(Alarms.UNREACHABLE, peer.node().value(), String.valueOf(e.getMessage()));
      return false;
    } catch (MalformedNoteException e) {
      alarms.raise(Alarms.BAD_SIGNATURE, origin, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private LogRole role(String origin) {
    return stores.logs().find(origin).orElseThrow().role();
  }

  private boolean recoverOwnLog(Anchor peer, String origin, Standing standing) {
    if (standing.note().isEmpty()) {
      return true;
    }
    SignedNote note = SignedNote.read(standing.note().get());
    Checkpoint shown = Checkpoint.read(note.text());
    if (!(own.checkOldLog(note) instanceof KeyRing.Verdict.Good)
        || !shown.origin().equals(origin)) {
      alarms.raise(Alarms.BAD_SIGNATURE, origin, "the peer shows a checkpoint that is not ours");
      return false;
    }
    LogState state = stores.logs().find(origin).orElseThrow();
    if (shown.size() > state.size() && !fetchMissing(peer, state, shown)) {
      return false;
    }
    LogState now = stores.logs().find(origin).orElseThrow();
    Hash ours = StoredTree.rootAt(stores.logs(), now, shown.size());
    if (!ours.equals(shown.root())) {
      stores.transactions().within(() -> stores.logs().freeze(origin, "own log differs"));
      alarms.raise(Alarms.FORK, origin, "this node signed another root of size " + shown.size());
      return false;
    }
    takeNote(peer, origin, shown, note);
    return true;
  }

  private void takeNote(Anchor peer, String origin, Checkpoint shown, SignedNote note) {
    LogState state = stores.logs().find(origin).orElseThrow();
    boolean cosigned = histories.of(peer).checkOldMirror(note) instanceof KeyRing.Verdict.Good;
    stores
        .transactions()
        .within(() -> {
          if (state.checkpointSize() < shown.size()) {
            byte[] signed = new SignedNote(note.text(), own.logLinesOf(note)).bytes();
            stores.logs().checkpoint(origin, shown.size(), signed);
          }
          if (cosigned && state.cosignedSize() < shown.size()) {
            stores.logs().cosigned(origin, shown.size(), note.bytes());
          }
        });
  }

  private boolean fetchMissing(Anchor peer, LogState state, Checkpoint shown) {
    LogState now = state;
    for (int i = 0; i < FETCHES && now.size() < shown.size(); i++) {
      List<StoredEntry> copies = line.fetch(peer, state.origin(), now.size());
      if (copies.isEmpty()) {
        alarms.raise(
            Alarms.FORK, state.origin(), "the peer does not show entries from " + now.size());
        return false;
      }
      append(now, copies);
      now = stores.logs().find(state.origin()).orElseThrow();
    }
    return now.size() >= shown.size();
  }

  private void append(LogState state, List<StoredEntry> copies) {
    List<LogStore.NewEntry> entries = new ArrayList<>();
    Instant at = clock.instant();
    for (StoredEntry copy : copies) {
      Entry entry = Entry.read(state.origin(), copy.entry());
      StoredEntry.Body body =
          erased.kept(state.origin(), state.size() + entries.size(), copy.body());
      entries.add(
          new LogStore.NewEntry(
              copy.entry(), Hash.leaf(copy.entry()), Optional.of(entry.id()), body, at));
    }
    Growth growth = Growth.of(state.frontier(), entries);
    stores
        .transactions()
        .within(() -> {
          if (state.role() == LogRole.OUTGOING) {
            // what the backup still had waiting goes out no second time
            stores
                .outbox()
                .forget(
                    state.origin(),
                    entries.stream()
                        .flatMap(each -> each.id().stream())
                        .collect(Collectors.toSet()));
          }
          stores
              .logs()
              .append(state.origin(), state.size(), entries, growth.subtrees(), growth.frontier());
          if (state.role() == LogRole.OUTGOING) {
            sentBefore(state, copies, at);
          }
        });
  }

  /// A service hears of what it had sent before.
  private void sentBefore(LogState state, List<StoredEntry> copies, Instant at) {
    Origin origin = Origin.parse(state.origin());
    List<Entry> entries =
        copies.stream().map(copy -> Entry.read(state.origin(), copy.entry())).toList();
    for (int i = 0; i < entries.size(); i++) {
      long index = state.size() + i;
      StoredEntry copy = copies.get(i);
      StoredEntry.Body body = erased.kept(state.origin(), index, copy.body());
      services.recall(origin, entries.get(i), new StoredEntry(index, copy.entry(), body, at));
    }
  }

  /// What this node cosigned before it was restored stays a floor under its mirror, and what the
  /// mirror lost is fetched up to there.
  private boolean recoverMirror(Anchor peer, String origin, Standing standing) {
    if (standing.note().isEmpty()) {
      return true;
    }
    SignedNote note = SignedNote.read(standing.note().get());
    Checkpoint shown = Checkpoint.read(note.text());
    boolean ours = own.checkOldMirror(note) instanceof KeyRing.Verdict.Good;
    LogState state = stores.logs().find(origin).orElseThrow();
    if (!ours || !shown.origin().equals(origin) || shown.size() <= state.cosignedSize()) {
      return true;
    }
    stores.transactions().within(() -> stores.link().setValue("floor/" + origin, note.text()));
    if (!fetchMissing(peer, state, shown)) {
      return false;
    }
    LogState now = stores.logs().find(origin).orElseThrow();
    if (!StoredTree.rootAt(stores.logs(), now, shown.size()).equals(shown.root())) {
      stores.transactions().within(() -> stores.logs().freeze(origin, "not what was cosigned"));
      alarms.raise(Alarms.FORK, origin, "the peer shows other entries than this node cosigned");
      return false;
    }
    stores
        .transactions()
        .within(() -> {
          List<SignedNote.Line> lines = histories.of(peer).logLinesOf(note);
          stores
              .logs()
              .checkpoint(origin, shown.size(), new SignedNote(note.text(), lines).bytes());
          stores.logs().cosigned(origin, shown.size(), note.bytes());
        });
    return true;
  }
}
