package org.wasl.twin;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Lane;
import org.wasl.border.NodeId;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.setup.PolicyGate;
import org.wasl.border.setup.Surroundings;
import org.wasl.border.store.MemoryStores;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.border.wire.Frames;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.setup.NumberingSetup;
import org.wasl.numbering.store.MemoryJournal;
import org.wasl.numbering.store.MemoryPlanStore;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.UuidV7;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;
import org.wasl.voice.exchange.Autopilot;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.store.MemoryVoiceStore;

/// Two nodes and the line between them. The line loses requests, loses answers, repeats requests
/// and is cut for a while; nodes crash between any two steps and start again on what was committed,
/// or on an empty store that is rebuilt from the peer. Everything comes from one seed.
public final class Twin {
  private final CountriesFolder countries;
  private final SplittableRandom random;
  private final Faults faults;
  private final Path folder;
  private final Side one;
  private final Side other;
  private Instant now = Instant.parse("2026-10-05T06:00:00Z");
  private long cutUntil;
  private long ticks;

  /// How often what happens, in ten-thousandths of a line call or step.
  public record Faults(int lostRequest, int lostAnswer, int repeated, int cut, int crash) {
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0);
    public static final Faults ROUGH = new Faults(300, 300, 300, 40, 60);
  }

  /// One country in the twin.
  public final class Side {
    private final Party party;
    private final PartyId peer;
    private final NodeKeys keys;
    private final Anchor anchor;
    private final Stores stores;
    private final MemoryVoiceStore voiceStore;
    private final MemoryPlanStore planStore;
    private final MemoryJournal journal;
    private final long seed;
    private @Nullable BorderNode border;
    private @Nullable VoiceDesk desk;
    private @Nullable NumberingDesk numbering;
    private @Nullable Autopilot autopilot;

    Side(PartyId id, PartyId peer, long seed) {
      this.party = countries.party(id);
      this.peer = peer;
      this.seed = seed;
      SeededRandom secrets = new SeededRandom(seed);
      this.keys = NodeKeys.make(new NodeId(party.nodeName()), secrets);
      Officer officer = Officer.make(secrets);
      this.anchor =
          officer.sign(
              new Anchor(
                  keys.node(),
                  id,
                  "twin:" + id,
                  "",
                  keys.logVerifiers(),
                  keys.mirrorVerifiers(),
                  now,
                  new Anchor.Identity(1, List.of(officer.publicKey())),
                  List.of()));
      MemoryTransactions transactions = new MemoryTransactions();
      this.stores = MemoryStores.make(transactions);
      this.voiceStore = new MemoryVoiceStore(transactions);
      this.planStore = new MemoryPlanStore(transactions);
      this.journal = new MemoryJournal(transactions);
    }

    /// Starts, or starts again after a crash, on what the stores hold.
    void start() {
      InstantSource clock = () -> now;
      SeededRandom secrets = new SeededRandom(seed ^ ticks ^ random.nextLong());
      UuidV7 ids = new UuidV7(clock, secrets);
      BorderNode.Parts parts =
          new BorderNode.Parts(
              anchor,
              keys,
              stores,
              new PolicyGate(party.policy()),
              List.of(VoiceDesk.VOICE, NumberingDesk.NUMBERING),
              new Line(),
              clock,
              secrets,
              ids);
      border =
          new BorderNode(
              parts,
              made -> {
                Surroundings around =
                    new Surroundings(
                        countries,
                        party.id(),
                        peer,
                        made,
                        folder.resolve(party.id().value()),
                        clock,
                        secrets,
                        ids);
                desk = VoiceSetup.desk(around, voiceStore);
                numbering = NumberingSetup.desk(around, planStore, journal);
                return List.of(desk, numbering);
              });
      OrganisationId gateway = desk().agreement().gateway(party.id());
      autopilot =
          new Autopilot(
              desk(),
              border.approvals(),
              new Person("first", gateway),
              new Person("second", gateway));
    }

    public BorderNode border() {
      if (border == null) {
        throw new IllegalStateException("the node is down");
      }
      return border;
    }

    public VoiceDesk desk() {
      if (desk == null) {
        throw new IllegalStateException("the node is down");
      }
      return desk;
    }

    public NumberingDesk numbering() {
      if (numbering == null) {
        throw new IllegalStateException("the node is down");
      }
      return numbering;
    }

    public Autopilot autopilot() {
      if (autopilot == null) {
        throw new IllegalStateException("the node is down");
      }
      return autopilot;
    }

    public Stores stores() {
      return stores;
    }

    private Side counterpart() {
      return this == one ? other : one;
    }

    private final class Line implements PeerLine {
      private BorderNode reach() {
        ticks++;
        boolean isCut = ticks < cutUntil || happens(faults.lostRequest());
        if (happens(faults.cut())) {
          cutUntil = ticks + 1 + random.nextInt(50);
        }
        if (isCut) {
          throw new UnreachableException("the line is down");
        }
        return counterpart().border();
      }

      @Override
      public Reply send(Anchor to, Update update) {
        BorderNode reached = reach();
        Update carried = Frames.readUpdate(Frames.update(update));
        Reply reply = reached.receive(anchor, carried);
        if (happens(faults.repeated())) {
          reply = reached.receive(anchor, carried);
        }
        if (happens(faults.lostAnswer())) {
          throw new UnreachableException("the answer was lost");
        }
        return Frames.readReply(Frames.reply(reply));
      }

      @Override
      public Standing standing(Anchor to, String origin) {
        return reach().standing(anchor, origin).orElse(new Standing(0, Optional.empty()));
      }

      @Override
      public long staged(Anchor to, String commitment) {
        return reach().staged(anchor, commitment);
      }

      @Override
      public long stage(Anchor to, String commitment, long offset, byte[] part) {
        return reach().stage(anchor, commitment, offset, part);
      }

      @Override
      public List<StoredEntry> fetch(Anchor to, String origin, long from) {
        return reach().fetch(anchor, origin, from);
      }
    }
  }

  public Twin(
      CountriesFolder countries,
      PartyId first,
      PartyId second,
      Path folder,
      long seed,
      Faults faults) {
    this.countries = countries;
    this.random = new SplittableRandom(seed);
    this.faults = faults;
    this.folder = folder;
    this.one = new Side(first, second, seed * 2 + 1);
    this.other = new Side(second, first, seed * 2 + 2);
    one.start();
    other.start();
    one.border().pair(other.anchor);
    other.border().pair(one.anchor);
  }

  public Instant now() {
    return now;
  }

  public Side one() {
    return one;
  }

  public Side other() {
    return other;
  }

  private boolean happens(int tenThousandths) {
    return random.nextInt(10_000) < tenThousandths;
  }

  /// One step of one side, chosen by the seed; now and then a crash before it.
  ///
  /// @return whether anything moved
  public boolean step() {
    ticks++;
    now = now.plusSeconds(1 + random.nextInt(5));
    Side side = random.nextBoolean() ? one : other;
    if (happens(faults.crash())) {
      side.start();
    }
    Side peer = side == one ? other : one;
    boolean moved = false;
    for (Lane lane : side.border().lanes()) {
      moved |= side.border().send(peer.anchor, lane);
      moved |= side.border().handOver(peer.anchor, lane);
    }
    requireAgreement();
    return moved;
  }

  /// Steps until nothing has moved for a while.
  ///
  /// @throws IllegalStateException when the nodes do not come to rest within `most` steps
  public void settle(int most) {
    int quiet = 0;
    for (int i = 0; i < most; i++) {
      quiet = step() ? 0 : quiet + 1;
      if (quiet > 80 && ticks >= cutUntil) {
        return;
      }
    }
    throw new IllegalStateException("the nodes do not come to rest");
  }

  /// What must hold after every step: no lane is frozen, and each mirror is a prefix of its log
  /// with the same root.
  public void requireAgreement() {
    requireMirrors(one, other);
    requireMirrors(other, one);
  }

  private static void requireMirrors(Side sender, Side receiver) {
    Map<String, LogState> mirrors = new TreeMap<>();
    receiver.stores().logs().states().forEach(state -> mirrors.put(state.origin(), state));
    for (LogState log : sender.stores().logs().states()) {
      LogState mirror = mirrors.get(log.origin());
      if (log.role() != LogRole.OUTGOING || mirror == null) {
        continue;
      }
      boolean well =
          log.frozen().isEmpty()
              && mirror.frozen().isEmpty()
              && mirror.size() <= log.size()
              && log.cosignedSize() <= mirror.size()
              && mirror.handedOver() <= mirror.size()
              && (mirror.size() != log.size() || mirror.frontier().equals(log.frontier()));
      if (!well) {
        throw new IllegalStateException("log and mirror disagree: " + log.origin());
      }
    }
  }
}
