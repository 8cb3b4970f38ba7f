package org.wasl.border.setup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Draft;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.Outbox;
import org.wasl.border.Transactions;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Book;
import org.wasl.border.auditing.TiledAuditTrail;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.exchange.PeerLine.Standing;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.handing.HandOver;
import org.wasl.border.keeping.Bell;
import org.wasl.border.keeping.Bells;
import org.wasl.border.keeping.DiskRoom;
import org.wasl.border.keeping.Epochs;
import org.wasl.border.keeping.LinkStore;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Alarms;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Auditor;
import org.wasl.border.linking.Control;
import org.wasl.border.linking.Histories;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.mirroring.Mirror;
import org.wasl.border.mirroring.Staging;
import org.wasl.border.mirroring.Submissions;
import org.wasl.border.proving.Receipt;
import org.wasl.border.recovering.StartGuard;
import org.wasl.border.reopening.NextEpoch;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.sending.Absences;
import org.wasl.border.sending.Carrier;
import org.wasl.border.sending.Courier;
import org.wasl.border.sending.Drafting;
import org.wasl.border.sending.Sequencer;
import org.wasl.terms.DataClass;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Refusal;

/// One node's border: everything that crosses, in one object without threads. Each activity is a
/// `step` that does a little and says whether there was anything to do; a node runs them on
/// threads, the twin runs them one by one.
public final class BorderNode {
  private static final int FETCH_ENTRIES = 1_000;
  private static final long FETCH_BYTES = 8L << 20;

  private final NodeId node;
  private final Stores stores;
  private final Anchor own;
  private final Histories histories;
  private final KeyHistory history;
  private final NextEpoch epochs;
  private final DiskRoom room = new DiskRoom();
  private final Bells bells = new Bells();
  private final Drafting drafting;
  private final TiledAuditTrail audit;
  private final Approvals approvals;
  private final Alarms alarms;
  private final Mirror mirror;
  private final Staging staging;
  private final Submissions submissions;
  private final Carrier carrier;
  private final Sequencer sequencer;
  private final Courier courier;
  private final StartGuard guard;
  private final HandOver handOver;
  private final Control control;
  private final List<Lane> lanes;
  private final Set<MessageKind> kinds;

  /// What a border is made of.
  ///
  /// @param own this node's anchor
  /// @param lanes the services' lanes; `ctl` is always there
  public record Parts(
      Anchor own,
      NodeKeys keys,
      Stores stores,
      Gate gate,
      List<Lane> lanes,
      PeerLine line,
      InstantSource clock,
      SecureRandom random,
      Supplier<UUID> ids) {}

  private final Parts parts;

  public BorderNode(Parts parts) {
    this(parts, _ -> List.of());
  }

  /// @param services makes the services' handlers; they may already submit through the border
  public BorderNode(Parts parts, Services services) {
    this.parts = parts;
    this.node = parts.own().node();
    this.stores = parts.stores();
    this.own = parts.own();
    this.lanes = new ArrayList<>(parts.lanes());
    this.lanes.addFirst(Lane.CTL);
    this.histories = new Histories(stores.link());
    this.history = stores.transactions().within(() -> histories.own(own));
    NodeKeys keys = parts.keys().of(history.speakingAt(parts.clock().instant()));
    this.alarms = new Alarms(stores.transactions(), stores.link(), parts.clock());
    this.drafting =
        new Drafting(
            node, stores, parts.gate(), parts.clock(), parts.random(), parts.ids(), room, bells);
    this.audit = new TiledAuditTrail(node, stores, parts.clock());
    this.approvals =
        new Book(
            stores.transactions(),
            stores.proposals(),
            audit,
            parts.clock(),
            parts.ids(),
            this::hold);
    this.epochs = new NextEpoch(node, stores, new Opened());
    this.control =
        new Control(own, stores, drafting::submitUnchecked, parts.gate(), parts.clock(), epochs);
    this.staging = new Staging(stores.staging(), parts.clock());
    this.mirror = new Mirror(stores, keys, parts.gate(), staging, alarms, parts.clock(), bells);
    this.submissions = new Submissions(stores, mirror, staging, parts.clock(), parts.random());
    this.carrier = new Carrier(stores, parts.line());
    this.sequencer = new Sequencer(stores, keys, parts.clock());
    Absences absences = new Absences(stores, control, parts.clock());
    this.courier =
        new Courier(stores, keys, absences, carrier, parts.line(), alarms, parts.clock());
    List<MessageHandler> handlers = new ArrayList<>(services.handlers(this));
    this.kinds =
        handlers.stream()
            .flatMap(handler -> handler.kinds().stream())
            .collect(Collectors.toUnmodifiableSet());
    handlers.add(control);
    this.handOver = new HandOver(stores, drafting, parts.gate(), alarms, parts.clock(), handlers);
    this.guard = new StartGuard(stores, parts.line(), alarms, history, parts.clock(), handOver);
    peers().forEach(this::openLanes);
    stores
        .transactions()
        .within(() -> {
          for (Anchor peer : peers()) {
            control.announceKeys(peer, history);
            control.announce(peer, kinds);
          }
        });
  }

  /// Why nothing that binds the country may be decided yet: the node was restored, and the other
  /// party has not shown what was sent since.
  public Optional<Refusal> hold() {
    return guard.hold(() ->
        peers().stream()
            .flatMap(peer ->
                lanes.stream()
                    .flatMap(lane ->
                        Stream.of(
                            origin(node, peer.node(), lane), origin(peer.node(), node, lane))))
            .collect(Collectors.toSet()));
  }

  /// The services of a node, made once the border they send through is there.
  @FunctionalInterface
  public interface Services {
    List<MessageHandler> handlers(BorderNode border);
  }

  public NodeId node() {
    return node;
  }

  public Anchor anchor() {
    return own;
  }

  public Outbox outbox() {
    return drafting;
  }

  public TiledAuditTrail auditTrail() {
    return audit;
  }

  /// The checkpoint of an export of the audit log, signed with this node's log keys.
  public byte[] signAudit(TiledAuditTrail.Export export) {
    return parts
        .keys()
        .of(List.of(own))
        .sign(export.checkpoint().text(), parts.clock().instant().getEpochSecond())
        .bytes();
  }

  public Approvals approvals() {
    return approvals;
  }

  public Transactions transactions() {
    return stores.transactions();
  }

  public Stores stores() {
    return stores;
  }

  /// Makes a peer of the node whose anchor this is. Two persons decided it before.
  ///
  /// @throws IllegalArgumentException when the anchor is not signed by its officers
  public void pair(Anchor peer) {
    if (peer.node().equals(node) || !peer.isSignedBy(peer.identity())) {
      throw new IllegalArgumentException("not a signed anchor of another node: " + peer.node());
    }
    stores
        .transactions()
        .within(() -> {
          histories.pair(peer);
          histories.told(peer.node(), history.anchors().size());
        });
    openLanes(peer);
    stores.transactions().within(() -> control.announce(peer, kinds));
    bells.ringAll();
  }

  public List<Anchor> peers() {
    return histories.peers();
  }

  /// Takes the next anchor of a known peer from a file, for when the link is down or a key leaked.
  ///
  /// @return false when the peer's officers did not introduce it; an alarm is then raised
  public boolean follow(Anchor next) {
    boolean taken = stores.transactions().within(() -> histories.follow(next).isPresent());
    if (taken) {
      alarms.clear(Alarms.UNKNOWN_KEY, next.node().value());
    } else {
      alarms.raise(
          Alarms.UNKNOWN_KEY,
          next.node().value(),
          "an anchor that the peer's officers did not introduce");
    }
    return taken;
  }

  /// This node's own anchors, oldest first.
  public KeyHistory history() {
    return history;
  }

  public KeyHistory historyOf(Anchor peer) {
    return histories.of(peer);
  }

  /// Whether a peer has taken every anchor of this node, so that it knows the newest TLS key.
  public boolean keysAreKnownTo(Anchor peer) {
    return histories.told(peer.node()) == history.anchors().size()
        && lanesOf(peer).stream()
            .filter(lane -> lane.outgoing() && lane.origin().lane().equals(Lane.CTL))
            .allMatch(lane -> lane.waiting() + lane.unconfirmed() == 0);
  }

  /// The peer whose TLS key this is, now or in an overlap.
  public Optional<Anchor> peerOfPin(String pin) {
    Instant now = parts.clock().instant();
    return peers().stream()
        .filter(peer -> histories.of(peer).tlsPins(now).contains(pin))
        .findFirst();
  }

  /// Lets an auditor read; two persons decided it before.
  public void admit(Auditor auditor) {
    String text = new String(auditor.bytes(), StandardCharsets.UTF_8);
    stores.transactions().within(() -> stores.link().setValue("auditor/" + auditor.tlsPin(), text));
  }

  public List<Auditor> auditors() {
    return stores.link().values("auditor/").values().stream().map(BorderNode::auditor).toList();
  }

  /// The auditor whose TLS key this is, within the dates of their admission.
  public Optional<Auditor> auditorOfPin(String pin) {
    Instant now = parts.clock().instant();
    return stores
        .link()
        .value("auditor/" + pin)
        .map(BorderNode::auditor)
        .filter(each -> !now.isBefore(each.from()) && now.isBefore(each.until()));
  }

  private static Auditor auditor(String text) {
    return Auditor.read("auditor", text.getBytes(StandardCharsets.UTF_8));
  }

  /// The state of a log that an auditor may read now.
  public Optional<LogState> readable(Auditor auditor, String origin) {
    return stores
        .logs()
        .find(origin)
        .filter(state -> state.role() != LogRole.AUDIT)
        .filter(_ -> auditor.mayRead(Origin.parse(origin).lane(), parts.clock().instant()));
  }

  /// The state of a log between us and a peer.
  public Optional<LogState> readable(Anchor peer, String origin) {
    return between(peer, origin);
  }

  /// The reopening that this node can propose for a lane that stands still.
  public Reopening proposeReopening(String origin) {
    return epochs.proposal(Origin.parse(origin));
  }

  /// What the peer stated about a log and this side did not yet.
  public List<Reopening> statedByPeer() {
    return stores.link().values("reopen/peer/").values().stream()
        .map(Reopening::read)
        .filter(each -> stores.link().value("reopen/own/" + each.origin()).isEmpty())
        .toList();
  }

  /// States what two persons of this side decided; when both sides stated the same, the next epoch
  /// opens. Inside the transaction of their decision.
  ///
  /// @return why not, or nothing
  public Optional<String> reopen(Reopening reopening) {
    Optional<String> flaw = epochs.flaw(reopening);
    if (flaw.isPresent()) {
      return flaw;
    }
    NodeId other =
        reopening.origin().from().equals(node)
            ? reopening.origin().to()
            : reopening.origin().from();
    control.stateReopening(findPeer(other).orElseThrow(), reopening);
    epochs.stated(reopening, true);
    return Optional.empty();
  }

  private final class Opened implements NextEpoch.Opening {
    @Override
    public void queue(Reopening agreed) {
      drafting.forget();
      Origin next = agreed.next();
      Anchor peer = findPeer(next.to()).orElseThrow();
      drafting.submitUnchecked(
          Draft.plain(
              next.to(),
              new MessageKind(next.lane().value(), HandOver.OPENING, 1),
              new OrganisationId(own.party() + ".node"),
              new OrganisationId(peer.party() + ".node"),
              DataClass.BUSINESS,
              "text/plain",
              agreed.bytes()),
          next.lane());
    }

    @Override
    public void ended(Origin old) {
      Alarms.CODES.forEach(code -> alarms.clear(code, old.text()));
    }
  }

  public Optional<Anchor> findPeer(NodeId id) {
    return peers().stream().filter(peer -> peer.node().equals(id)).findFirst();
  }

  private void openLanes(Anchor peer) {
    stores
        .transactions()
        .within(() -> {
          for (Lane lane : lanes) {
            stores.logs().open(origin(node, peer.node(), lane), LogRole.OUTGOING);
            stores.logs().open(origin(peer.node(), node, lane), LogRole.MIRROR);
          }
        });
  }

  private String origin(NodeId from, NodeId to, Lane lane) {
    return present(from, to, lane).text();
  }

  private Origin present(NodeId from, NodeId to, Lane lane) {
    return Epochs.origin(stores.link(), from, to, lane);
  }

  private static Origin earlier(Origin origin) {
    return new Origin(origin.from(), origin.to(), origin.lane(), origin.epoch() - 1);
  }

  /// One round over all lanes of a peer: sequence, deliver, hand over. Lanes take turns, so that a
  /// backlog of one never holds up another.
  ///
  /// @return whether anything moved
  public boolean step(Anchor peer) {
    boolean moved = false;
    for (Lane lane : lanes) {
      moved |= send(peer, lane);
      moved |= handOver(peer, lane);
    }
    return moved;
  }

  /// Sequences and delivers one batch of one lane.
  public boolean send(Anchor peer, Lane lane) {
    String origin = origin(node, peer.node(), lane);
    String mirrored = origin(peer.node(), node, lane);
    if (!guard.isOpen(mirrored) && guard.tryOpen(peer, mirrored)) {
      return true;
    }
    if (!guard.isOpen(origin)) {
      // what this side had answered is needed to go through what it had sent
      return (guard.isOpen(mirrored) || hold().isEmpty()) && guard.tryOpen(peer, origin);
    }
    return carrier.step(peer, origin)
        | sequence(peer, lane)
        | deliver(peer, lane) == Courier.Result.DELIVERED;
  }

  public boolean sequence(Anchor peer, Lane lane) {
    Origin origin = present(node, peer.node(), lane);
    if (origin.epoch() > 1) {
      stores.transactions().within(() -> epochs.moveWaiting(earlier(origin), origin));
    }
    return guard.isOpen(origin.text()) && sequencer.step(origin.text());
  }

  public Courier.Result deliver(Anchor peer, Lane lane) {
    String origin = origin(node, peer.node(), lane);
    return guard.isOpen(origin) ? courier.step(peer, origin) : Courier.Result.TRY_LATER;
  }

  /// Hands over one batch of what came. After a restore nothing is handed over until this side's
  /// own messages are back, which what came may answer; on a full disk nothing is, since what a
  /// service would send because of it could not be queued.
  public boolean handOver(Anchor peer, Lane lane) {
    if (room.isFull() || hold().isPresent()) {
      return false;
    }
    Origin origin = present(peer.node(), node, lane);
    return (origin.epoch() > 1 && handOver.step(earlier(origin).text()))
        || handOver.step(origin.text());
  }

  public List<Lane> lanes() {
    return List.copyOf(lanes);
  }

  /// Rings when there may be something to send on a lane.
  public Bell sendingBell(Lane lane) {
    return bells.sending(lane);
  }

  /// Rings when there may be something to hand over on a lane.
  public Bell handingBell(Lane lane) {
    return bells.handing(lane);
  }

  /// Ends every wait for a bell.
  public void wake() {
    bells.ringAll();
  }

  // What a peer asks over the line; the line says who it is.

  public Reply receive(Anchor peer, Update update) {
    boolean theirs =
        between(peer, update.origin())
            .filter(state -> Origin.parse(state.origin()).from().equals(peer.node()))
            .isPresent();
    if (!theirs) {
      return new Reply.Refused("unknown-log", update.origin());
    }
    if (room.isFull()) {
      return new Reply.Refused("disk-full", "this node takes nothing until there is room");
    }
    if (!guard.isOpen(update.origin()) && !guard.tryOpen(peer, update.origin())) {
      return new Reply.Refused("guarded", "this node has just started and asks first");
    }
    return mirror.receive(peer, update);
  }

  /// How much of a body that the peer brings before its entry is here.
  public long staged(Anchor peer, String commitment) {
    return staging.received(peer.node(), commitment);
  }

  /// Takes the next part of a body that the peer brings before its entry.
  public long stage(Anchor peer, String commitment, long offset, byte[] part) {
    return staging.take(peer.node(), commitment, offset, part);
  }

  /// Removes staged bodies that were never used.
  public int cleanStaging() {
    return staging.clean();
  }

  /// The update process of C2SP `tlog-mirror`, for a peer that speaks it.
  public Submissions submissions() {
    return submissions;
  }

  /// Where a log between us and the asking peer stands here.
  public Optional<Standing> standing(Anchor peer, String origin) {
    return between(peer, origin)
        .map(state -> new Standing(state.size(), state.cosigned().or(state::checkpoint)));
  }

  /// Entries of a log between us and the asking peer.
  public List<StoredEntry> fetch(Anchor peer, String origin, long from) {
    return between(peer, origin)
        .map(_ -> stores.logs().entries(origin, from, FETCH_ENTRIES, FETCH_BYTES))
        .orElse(List.of());
  }

  private Optional<LogState> between(Anchor peer, String origin) {
    return stores
        .logs()
        .find(origin)
        .filter(state -> state.role() != LogRole.AUDIT)
        .filter(state -> {
          Origin parsed = Origin.parse(state.origin());
          return parsed.from().equals(peer.node()) || parsed.to().equals(peer.node());
        });
  }

  // What the console shows.

  /// One direction of one lane.
  ///
  /// @param waiting messages that wait in the outbox
  /// @param unconfirmed entries in the log without a cosignature
  /// @param unhanded entries received and not yet handed over
  /// @param guarded shut since the start until the peer was asked
  public record LaneView(
      Origin origin,
      boolean outgoing,
      long size,
      long cosignedSize,
      long waiting,
      long unconfirmed,
      long unhanded,
      boolean paused,
      Optional<String> frozen,
      boolean guarded) {}

  public List<LaneView> lanesOf(Anchor peer) {
    Map<String, Long> waiting = stores.outbox().counts();
    List<LaneView> views = new ArrayList<>();
    for (LogState state : stores.logs().states()) {
      if (state.role() != LogRole.AUDIT && between(peer, state.origin()).isPresent()) {
        boolean outgoing = state.role() == LogRole.OUTGOING;
        views.add(
            new LaneView(
                Origin.parse(state.origin()),
                outgoing,
                state.size(),
                state.cosignedSize(),
                waiting.getOrDefault(state.origin(), 0L),
                outgoing ? state.size() - state.cosignedSize() : 0,
                outgoing ? 0 : state.size() - state.handedOver(),
                state.paused(),
                state.frozen(),
                !guard.isOpen(state.origin())));
      }
    }
    return views;
  }

  public List<LinkStore.Alarm> alarms(int most) {
    return alarms.list(most);
  }

  /// Raises or ends an alarm that only the surroundings know: disk, certificate, lag, oversize.
  public void alarm(String code, String subject, Optional<String> detail) {
    if (code.equals(Alarms.DISK)) {
      room.setFull(detail.isPresent());
      bells.ringAll();
    }
    detail.ifPresentOrElse(
        text -> alarms.raise(code, subject, text), () -> alarms.clear(code, subject));
  }

  /// Holds or lets go a lane of this side.
  public void pause(String origin, boolean paused) {
    stores.transactions().within(() -> stores.logs().pause(origin, paused));
    bells.ringAll();
  }

  /// Every hour and at each key change: commits to the newest checkpoints of all lanes and of the
  /// audit log in an entry of `ctl`.
  public void anchorAll() {
    for (Anchor peer : peers()) {
      stores.transactions().within(() -> control.anchor(peer, audit.origin()));
    }
  }

  /// The body of a message, sent or received, while this side holds it.
  public Optional<byte[]> body(MessageId id) {
    return stores
        .logs()
        .findMessage(id)
        .flatMap(place ->
            stores.logs().entries(place.origin(), place.index(), 1, 1).stream().findFirst())
        .map(StoredEntry::body)
        .flatMap(body ->
            body instanceof StoredEntry.Body.Held held
                ? Optional.of(held.bytes())
                : Optional.empty());
  }

  /// Whether a message stands in a log; one that is queued does not yet.
  public boolean isLogged(MessageId id) {
    return stores.logs().findMessage(id).isPresent();
  }

  /// Whether the other node countersigned the log with a message in it: it has it for good.
  public boolean isReceipted(MessageId id) {
    return stores
        .logs()
        .findMessage(id)
        .filter(place ->
            stores
                .logs()
                .find(place.origin())
                .filter(state -> place.index() < state.cosignedSize())
                .isPresent())
        .isPresent();
  }

  /// Destroys the body of a message on this side: its key, salt and bytes go, entry and proof stay.
  public void erase(MessageId id) {
    stores
        .transactions()
        .within(() -> stores.logs().findMessage(id).ifPresent(place -> erase(place, id)));
  }

  private void erase(LogStore.Place place, MessageId id) {
    stores
        .logs()
        .erase(place.origin(), place.index(), AbsenceReason.ERASED, parts.clock().instant());
    LogState state = stores.logs().find(place.origin()).orElseThrow();
    if (state.role() == LogRole.OUTGOING && place.index() >= state.cosignedSize()) {
      Anchor peer = findPeer(Origin.parse(place.origin()).to()).orElseThrow();
      control.stateAbsent(peer, place.origin(), place.index(), id, AbsenceReason.ERASED);
    }
  }

  /// The erasures on this side so far, oldest first.
  public List<LogStore.Erasure> erasures() {
    return stores.logs().erasures();
  }

  /// The receipt of an entry, once the mirror countersigned it.
  public Optional<Receipt> receipt(String origin, long index) {
    Origin parsed = Origin.parse(origin);
    NodeId other = parsed.from().equals(node) ? parsed.to() : parsed.from();
    Anchor peer = findPeer(other).orElseThrow();
    List<Anchor> anchors = new ArrayList<>(history.anchors());
    anchors.addAll(histories.of(peer).anchors());
    return Receipt.of(stores.logs(), origin, index, anchors);
  }

  /// The roots of all logs by origin, for comparisons.
  public Map<String, String> roots() {
    Map<String, String> roots = new TreeMap<>();
    for (LogState state : stores.logs().states()) {
      roots.put(state.origin(), state.size() + " " + state.frontier().root());
    }
    return roots;
  }

  public Instant now() {
    return parts.clock().instant();
  }
}
