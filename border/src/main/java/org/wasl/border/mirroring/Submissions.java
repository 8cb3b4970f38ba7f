package org.wasl.border.mirroring;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.Growth;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Histories;
import org.wasl.border.log.Hash;
import org.wasl.border.log.Proofs;
import org.wasl.border.log.Tree;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.SignedNote;

/// The update process of C2SP `tlog-mirror`: `add-checkpoint` moves the pending checkpoint,
/// `add-entries` brings entries in packages aligned at 256, each authenticated by a subtree
/// consistency proof. Bodies are staged before, by their commitments; an entry whose body is
/// neither staged nor stated absent is not taken. The cosignature is the same as for an [Update].
public final class Submissions {
  /// Entries of a full package.
  public static final int PACKAGE = 256;

  private static final int MAX_EXCESS = 8 * PACKAGE;

  private final Stores stores;
  private final Mirror mirror;
  private final Staging staging;
  private final Histories histories;
  private final InstantSource clock;
  private final byte[] ticketKey = new byte[32];

  public Submissions(
      Stores stores, Mirror mirror, Staging staging, InstantSource clock, SecureRandom random) {
    this.stores = stores;
    this.mirror = mirror;
    this.staging = staging;
    this.histories = new Histories(stores.link());
    this.clock = clock;
    random.nextBytes(ticketKey);
  }

  /// What a submission came to, in the specification's statuses.
  public sealed interface Outcome {
    /// 200 with cosignature lines, none for a pending checkpoint.
    record Done(byte[] lines) implements Outcome {}

    /// 202: a prefix was taken; go on at `next`.
    record Partial(Standing standing) implements Outcome {}

    /// 409 with where the mirror stands.
    record Conflict(Standing standing) implements Outcome {}

    /// 409 of `add-checkpoint`: the size that `old` must name.
    record OtherSize(long size) implements Outcome {}

    /// 400, 403, 404 or 422.
    record Refused(int status, String reason) implements Outcome {}
  }

  /// @param pending a valid `upload_end`
  /// @param next the next entry
  /// @param ticket to be sent back
  public record Standing(long pending, long next, byte[] ticket) {}

  /// One package: entries of one aligned interval with the proof that they belong to the
  /// checkpoint.
  public record EntryPackage(List<byte[]> entries, List<Hash> proof) {
    public EntryPackage {
      entries = List.copyOf(entries);
      proof = List.copyOf(proof);
    }
  }

  /// Where packages come from while the request is read.
  @FunctionalInterface
  public interface Packages {
    /// @param entries how many the package holds
    /// @return nothing when the request ends before the package does
    Optional<EntryPackage> next(int entries);
  }

  /// `add-checkpoint`: moves the pending checkpoint if the proof leads from the one before.
  public synchronized Outcome addCheckpoint(
      Anchor peer, long old, List<Hash> proof, byte[] noteBytes) {
    SignedNote note = SignedNote.read(noteBytes);
    Checkpoint fresh = Checkpoint.read(note.text());
    Optional<LogState> state = mirrorOf(peer, fresh.origin());
    if (state.isEmpty()) {
      return new Outcome.Refused(404, "unknown log");
    }
    if (!isSigned(peer, note)) {
      return new Outcome.Refused(403, "the checkpoint is not signed by every key of the log");
    }
    if (old > fresh.size()) {
      return new Outcome.Refused(400, "the old size is above the new one");
    }
    Optional<Checkpoint> pending = pending(fresh.origin(), state.get());
    long known = pending.map(Checkpoint::size).orElse(0L);
    if (old != known) {
      return new Outcome.OtherSize(known);
    }
    Hash knownRoot = pending.map(Checkpoint::root).orElse(Hash.EMPTY);
    Optional<Proofs.Flaw> flaw =
        Proofs.consistencyFlaw(old, knownRoot, fresh.size(), fresh.root(), proof);
    if (flaw.isPresent()) {
      return new Outcome.Refused(422, flaw.get().text().en());
    }
    String text = new String(noteBytes, StandardCharsets.UTF_8);
    stores.transactions().within(() -> stores.link().setValue(key(fresh.origin()), text));
    return new Outcome.Done(new byte[0]);
  }

  /// `add-entries`: takes packages one by one, each durable before the next, and cosigns when the
  /// last one is there.
  public Outcome addEntries(
      Anchor peer, String origin, long start, long end, byte[] ticket, Packages packages) {
    Optional<LogState> found = mirrorOf(peer, origin);
    if (found.isEmpty()) {
      return new Outcome.Refused(404, "unknown log");
    }
    LogState state = found.get();
    Optional<SignedNote> newest = pendingNote(origin, state);
    if (newest.isEmpty()) {
      return new Outcome.Refused(422, "no checkpoint is pending");
    }
    if (start > end) {
      return new Outcome.Refused(400, "the upload ends before it starts");
    }
    Optional<SignedNote> target = target(origin, end, ticket, newest.get());
    boolean fits =
        target.isPresent()
            && end >= state.checkpointSize()
            && start <= state.size()
            && Math.min(end, state.size()) - start <= MAX_EXCESS;
    if (!fits) {
      return new Outcome.Conflict(standing(newest.get(), state));
    }
    return take(peer, origin, start, end, target.get(), packages);
  }

  private Outcome take(
      Anchor peer, String origin, long start, long end, SignedNote target, Packages packages) {
    Checkpoint checkpoint = Checkpoint.read(target.text());
    boolean any = false;
    long at = start;
    while (at < end) {
      long aligned = at - at % PACKAGE;
      long stop = Math.min(end, aligned + PACKAGE);
      Optional<EntryPackage> next = packages.next((int) (stop - at));
      if (next.isEmpty()) {
        return any
            ? new Outcome.Partial(standing(target, state(origin)))
            : new Outcome.Refused(400, "the request ends inside its first package");
      }
      Optional<Outcome> flaw = takeOne(peer, origin, at, stop, checkpoint, next.get());
      if (flaw.isPresent()) {
        return flaw.get();
      }
      any = true;
      at = stop;
    }
    Reply reply =
        mirror.receive(peer, new Update(origin, checkpoint.size(), target.bytes(), List.of()));
    return switch (reply) {
      case Reply.Cosigned(long _, byte[] note) -> new Outcome.Done(cosignatures(note, target));
      case Reply.StandsAt(long _) -> new Outcome.Conflict(standing(target, state(origin)));
      case Reply.Refused(String code, String detail) ->
          new Outcome.Refused(422, code + ": " + detail);
    };
  }

  private Optional<Outcome> takeOne(
      Anchor peer, String origin, long from, long stop, Checkpoint checkpoint, EntryPackage each) {
    long aligned = from - from % PACKAGE;
    List<Hash> leaves =
        new ArrayList<>(stores.logs().leaves(origin, aligned, (int) (from - aligned)));
    each.entries().forEach(entry -> leaves.add(Hash.leaf(entry)));
    Hash subtree =
        new Tree((height, index) -> height == 0 ? leaves.get((int) index) : null)
            .hash(0, leaves.size());
    Optional<Proofs.Flaw> flaw =
        Proofs.subtreeFlaw(
            aligned, stop, subtree, checkpoint.size(), checkpoint.root(), each.proof());
    if (flaw.isPresent()) {
      return Optional.of(new Outcome.Refused(422, flaw.get().text().en()));
    }
    return append(peer, origin, from, each.entries());
  }

  /// Appends what is not there yet; the entries were proved to belong to the log.
  private Optional<Outcome> append(Anchor peer, String origin, long from, List<byte[]> entries) {
    LogState state = state(origin);
    int known = (int) Math.min(entries.size(), Math.max(0, state.size() - from));
    List<LogStore.NewEntry> fresh = new ArrayList<>();
    Instant now = clock.instant();
    for (byte[] bytes : entries.subList(known, entries.size())) {
      switch (mirror.take(peer, origin, new Update.Part(bytes, Optional.empty()), now)) {
        case Mirror.Taken.Fit(LogStore.NewEntry entry, var _) ->
            fresh.add(mirror.kept(origin, state.size() + fresh.size(), entry));
        case Mirror.Taken.Flawed(Reply reply) -> {
          return Optional.of(new Outcome.Refused(422, reply.toString()));
        }
      }
    }
    if (!fresh.isEmpty()) {
      Growth growth = Growth.of(state.frontier(), fresh);
      stores
          .transactions()
          .within(() ->
              stores
                  .logs()
                  .append(origin, state.size(), fresh, growth.subtrees(), growth.frontier()));
      fresh.forEach(each -> staging.used(peer.node(), each.entry(), origin));
    }
    return Optional.empty();
  }

  private static byte[] cosignatures(byte[] note, SignedNote target) {
    List<SignedNote.Line> lines =
        SignedNote.read(note).lines().stream()
            .filter(line -> !target.lines().contains(line))
            .toList();
    return SignedNote.bytesOf(lines);
  }

  private Optional<LogState> mirrorOf(Anchor peer, String origin) {
    return stores
        .logs()
        .find(origin)
        .filter(state -> state.role() == LogRole.MIRROR)
        .filter(_ -> origin.startsWith("wasl/" + peer.node() + "/"))
        .filter(state -> state.frozen().isEmpty() && !state.paused());
  }

  private LogState state(String origin) {
    return stores.logs().find(origin).orElseThrow();
  }

  private boolean isSigned(Anchor peer, SignedNote note) {
    return histories.of(peer).checkLog(note, clock.instant()) instanceof KeyRing.Verdict.Good;
  }

  private Optional<Checkpoint> pending(String origin, LogState state) {
    return pendingNote(origin, state).map(note -> Checkpoint.read(note.text()));
  }

  /// The newest of what was submitted as pending and what the mirror itself reached.
  private Optional<SignedNote> pendingNote(String origin, LogState state) {
    Optional<SignedNote> submitted =
        stores
            .link()
            .value(key(origin))
            .map(text -> SignedNote.read(text.getBytes(StandardCharsets.UTF_8)));
    Optional<SignedNote> reached = state.checkpoint().map(SignedNote::read);
    boolean ahead =
        submitted.isPresent()
            && Checkpoint.read(submitted.get().text()).size() > state.checkpointSize();
    return ahead || reached.isEmpty() ? submitted : reached;
  }

  private Optional<SignedNote> target(String origin, long end, byte[] ticket, SignedNote newest) {
    if (Checkpoint.read(newest.text()).size() == end) {
      return Optional.of(newest);
    }
    return ofTicket(ticket)
        .filter(note -> Checkpoint.read(note.text()).origin().equals(origin))
        .filter(note -> Checkpoint.read(note.text()).size() == end);
  }

  private Standing standing(SignedNote pending, LogState state) {
    return new Standing(Checkpoint.read(pending.text()).size(), state.size(), ticket(pending));
  }

  /// A ticket is a pending checkpoint that this mirror had accepted, under this mirror's own mark.
  private byte[] ticket(SignedNote pending) {
    byte[] note = pending.bytes();
    byte[] mark = mark(note);
    byte[] ticket = Arrays.copyOf(mark, mark.length + note.length);
    System.arraycopy(note, 0, ticket, mark.length, note.length);
    return ticket;
  }

  private Optional<SignedNote> ofTicket(byte[] ticket) {
    if (ticket.length <= 32) {
      return Optional.empty();
    }
    byte[] note = Arrays.copyOfRange(ticket, 32, ticket.length);
    return MessageDigest.isEqual(mark(note), Arrays.copyOf(ticket, 32))
        ? Optional.of(SignedNote.read(note))
        : Optional.empty();
  }

  private byte[] mark(byte[] note) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ticketKey, "HmacSHA256"));
      return mac.doFinal(note);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String key(String origin) {
    return "pending/" + origin;
  }
}
