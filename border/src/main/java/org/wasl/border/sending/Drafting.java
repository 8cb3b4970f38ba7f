package org.wasl.border.sending;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.wasl.border.Draft;
import org.wasl.border.Entry;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Outbox;
import org.wasl.border.keeping.Bells;
import org.wasl.border.keeping.DiskRoom;
import org.wasl.border.keeping.Epochs;
import org.wasl.border.keeping.Stores;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;

/// Takes drafts into the outbox, in the service's own transaction: policy of this node, accept list
/// of the peer, room in the queue; then id, time, salt and commitment.
public final class Drafting implements Outbox {
  /// How many messages may wait on one lane.
  public static final long MAX_WAITING = 2_000_000;

  private static final Duration MEMORY = Duration.ofSeconds(1);

  private final Map<NodeId, Accepts> accepts = new ConcurrentHashMap<>();
  private final Map<Way, Standing> standings = new ConcurrentHashMap<>();
  private final NodeId node;
  private final Stores stores;
  private final Gate gate;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Supplier<UUID> ids;
  private final DiskRoom room;
  private final Bells bells;

  public Drafting(
      NodeId node,
      Stores stores,
      Gate gate,
      InstantSource clock,
      SecureRandom random,
      Supplier<UUID> ids,
      DiskRoom room,
      Bells bells) {
    this.node = node;
    this.stores = stores;
    this.gate = gate;
    this.clock = clock;
    this.random = random;
    this.ids = ids;
    this.room = room;
    this.bells = bells;
  }

  @Override
  public Submission submit(Draft draft) {
    Optional<Refusal> refusal =
        noRoom()
            .or(() -> gate.refusesToSend(draft.kind(), draft.dataClass(), draft.ground()))
            .or(() -> unwanted(draft));
    return refusal.isPresent()
        ? new Submission.Refused(refusal.get())
        : submitUnchecked(draft, new Lane(draft.kind().service()));
  }

  @Override
  public OptionalInt version(NodeId peer, String service, String type, Set<Integer> known) {
    Optional<Set<String>> wanted = accepts(peer);
    if (wanted.isEmpty()) {
      return known.stream().mapToInt(each -> each).min();
    }
    String kind = service + "." + type + "/";
    return wanted.get().stream()
        .filter(line -> line.startsWith(kind))
        .mapToInt(line -> Integer.parseInt(line.substring(kind.length(), line.indexOf(' '))))
        .filter(known::contains)
        .max();
  }

  /// For the border's own answers and control messages, which no policy can forbid.
  public Submission submitUnchecked(Draft draft, Lane lane) {
    if (!stores.transactions().isOpen()) {
      throw new IllegalStateException("a message is submitted inside the service's transaction");
    }
    Standing standing = standing(draft.peer(), lane);
    String origin = standing.origin();
    if (!standing.open()) {
      return new Submission.Refused(
          Refusal.of(
              "border.no-lane",
              "لا قناة إلى هذا النظير: " + origin,
              "there is no lane to this peer: " + origin));
    }
    MessageId id =
        draft
            .inReplyTo()
            .map(other -> answerId(other, draft.kind()))
            .orElseGet(() -> new MessageId(ids.get()));
    if (draft.inReplyTo().isPresent() && !answered(draft.peer(), lane, Set.of(id)).isEmpty()) {
      return new Submission.AlreadyAnswered(id);
    }
    return queue(origin, lane, id, draft);
  }

  /// Those of some answers that were given before; a restored service may answer again.
  public Set<MessageId> answered(NodeId peer, Lane lane, Set<MessageId> answers) {
    String origin = standing(peer, lane).origin();
    Set<MessageId> known = new HashSet<>(stores.logs().known(origin, answers));
    known.addAll(stores.outbox().known(origin, answers));
    return known;
  }

  /// The border's answer to a message, which [#answered] does not know.
  public void answer(Draft draft, Lane lane) {
    MessageId id = answerId(draft.inReplyTo().orElseThrow(), draft.kind());
    queue(standing(draft.peer(), lane).origin(), lane, id, draft);
  }

  private Submission queue(String origin, Lane lane, MessageId id, Draft draft) {
    byte[] salt = new byte[Entry.SALT_BYTES];
    random.nextBytes(salt);
    Entry entry = entry(draft, id, salt);
    stores.outbox().add(origin, id, entry.bytes(), salt, draft.body());
    stores.transactions().afterCommit(bells.sending(lane)::ring);
    return new Submission.Queued(id, entry.created());
  }

  /// A lane to a peer.
  private record Way(NodeId peer, Lane lane) {}

  /// What changes seldom is asked once a second, not once a message.
  ///
  /// @param waiting messages in the outbox
  private record Standing(String origin, boolean open, long waiting, Instant until) {}

  /// @param wanted lines of `<kind> <class>`
  private record Accepts(Set<String> wanted, Instant until) {}

  private Standing standing(NodeId peer, Lane lane) {
    Way way = new Way(peer, lane);
    Standing known = standings.get(way);
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.until())) {
      return known;
    }
    String origin = Epochs.origin(stores.link(), node, peer, lane).text();
    boolean open = stores.logs().find(origin).isPresent();
    long waiting = stores.outbox().counts().getOrDefault(origin, 0L);
    Standing fresh = new Standing(origin, open, waiting, now.plus(MEMORY));
    if (open) {
      standings.put(way, fresh);
    }
    return fresh;
  }

  /// What the peer announced that it accepts; asked again until it did.
  private Optional<Set<String>> accepts(NodeId peer) {
    Accepts known = accepts.get(peer);
    Instant now = clock.instant();
    if (known == null || !now.isBefore(known.until())) {
      Optional<String> fresh = stores.link().value("accepts/" + peer);
      if (fresh.isEmpty()) {
        return Optional.empty();
      }
      known = new Accepts(Set.copyOf(fresh.get().lines().toList()), now.plus(MEMORY));
      accepts.put(peer, known);
    }
    return Optional.of(known.wanted());
  }

  /// Asks everything again: a lane was reopened.
  public void forget() {
    standings.clear();
    accepts.clear();
  }

  private Entry entry(Draft draft, MessageId id, byte[] salt) {
    return new Entry(
        id,
        draft.kind(),
        draft.author(),
        draft.addressee(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        draft.expiry(),
        draft.inReplyTo(),
        draft.dataClass(),
        draft.ground(),
        draft.mediaType(),
        draft.body().length,
        Entry.commit(salt, draft.body()));
  }

  private Optional<Refusal> noRoom() {
    return room.isFull()
        ? Optional.of(
            Refusal.of(
                "border.disk-full",
                "القرص ممتلئ تقريباً؛ لا يُقبل جديد حتى يُفسح مكان. أبلغ مدير العقدة",
                "the disk is nearly full; nothing new is taken until there is room. Tell the node's"
                    + " administrator"))
        : Optional.empty();
  }

  private Optional<Refusal> unwanted(Draft draft) {
    Optional<Set<String>> wanted = accepts(draft.peer());
    String offered = draft.kind() + " " + draft.dataClass().word();
    if (wanted.isPresent() && !wanted.get().contains(offered)) {
      return Optional.of(
          Refusal.of(
              "border.peer-does-not-accept",
              "لا يقبل الطرف الآخر هذه الرسالة: " + offered,
              "the other party does not accept this message: " + offered));
    }
    long waiting = standing(draft.peer(), new Lane(draft.kind().service())).waiting();
    return waiting < MAX_WAITING
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "border.queue-full",
                "قائمة الانتظار ممتلئة؛ يُنتظر عودة الخط",
                "the queue is full; wait for the link"));
  }

  /// The id of an answer: derived from what it answers and its kind, so that a restored service
  /// that answers again makes a duplicate.
  public static MessageId answerId(MessageId inReplyTo, MessageKind kind) {
    var sha = Sha256.start();
    sha.update(("wasl/answer/v1\n" + inReplyTo + "\n" + kind).getBytes(StandardCharsets.UTF_8));
    ByteBuffer hash = ByteBuffer.wrap(sha.digest());
    long high = (hash.getLong() & ~0xF000L) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new MessageId(new UUID(high, low));
  }
}
