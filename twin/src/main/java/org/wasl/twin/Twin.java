package org.wasl.twin;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Lane;
import org.wasl.border.NodeId;
import org.wasl.border.SharedLane;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.recovering.Erasures;
import org.wasl.border.recovering.StartGuard;
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
import org.wasl.numbering.store.MemoryPortingStore;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CorrectionDesk;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.EdiDesk;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.keeping.DeclarationStore;
import org.wasl.post.keeping.InquiryPeopleStore;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.setup.PostSetup;
import org.wasl.post.store.MemoryDeclarationStore;
import org.wasl.post.store.MemoryInquiryPeopleStore;
import org.wasl.post.store.MemoryInterchangeStore;
import org.wasl.post.store.MemoryPostStore;
import org.wasl.post.store.MemorySerialStore;
import org.wasl.post.store.MemoryStepStore;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.UuidV7;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.exchange.Autopilot;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.store.MemoryDetectionStore;
import org.wasl.voice.store.MemoryVoiceStore;

/// Two nodes and the line between them. The line loses requests, loses answers, repeats requests,
/// delivers old ones late and is cut for a while. Nodes crash before or after any commit and start
/// again on what was committed; a node is restored from an old backup; clocks jump. Everything
/// comes from one seed.
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
  private boolean running;
  private final Map<String, Long> receipted = new TreeMap<>();
  private final Map<Fault, Integer> came = new EnumMap<>(Fault.class);

  private static final int REMEMBERED = 4_000;
  private static final int LATE = 8;

  /// How often what happens, in ten-thousandths.
  ///
  /// @param late of a line call: an earlier request arrives once more, after newer ones
  /// @param crash of a commit: the machine stops just before it or just after it
  /// @param restored of a step: the node is brought back from a backup of some time ago
  /// @param clockJump of a step: the node's clock is set hours before or after the true time
  public record Faults(
      int lostRequest,
      int lostAnswer,
      int repeated,
      int late,
      int cut,
      int crash,
      int restored,
      int clockJump) {
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0);
    public static final Faults ROUGH = new Faults(300, 300, 300, 200, 40, 15, 8, 20);
  }

  /// How often each fault came, so that a test can require that it came at all.
  public enum Fault {
    LOST_REQUEST,
    LOST_ANSWER,
    REPEATED,
    LATE,
    CUT,
    CRASH_BEFORE_COMMIT,
    CRASH_AFTER_COMMIT,
    RESTORED,
    CLOCK_JUMP
  }

  /// A machine stopped; what it had committed stays.
  private static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Side side;

    CrashException(Side side) {
      super("the machine stopped");
      this.side = side;
    }
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
    private final MemoryPortingStore ported;
    private final MemoryJournal journal;
    private final MemoryDetectionStore detectionStore;
    private final MemoryPostStore postStore;
    private final MemoryStepStore postSteps;
    private final MemoryInterchangeStore interchanges;
    private final MemoryDeclarationStore declarations;
    private final MemoryInquiryPeopleStore inquiryPeople;
    private final MemorySerialStore serialNumbers;
    private final MemoryTransactions transactions;
    private final List<LogStore.Erasure> ledger = new ArrayList<>();
    private final Deque<Update> sent = new ArrayDeque<>();
    private final long seed;
    private Duration clockOffset = Duration.ZERO;
    private @Nullable BorderNode border;
    private @Nullable VoiceDesk desk;
    private @Nullable NumberingDesk numbering;
    private @Nullable DetectionDesk detection;
    private @Nullable PostDesk post;
    private @Nullable AccountDesk accounts;
    private @Nullable EdiDesk edi;
    private @Nullable ConsignmentDesk consignments;
    private @Nullable CorrectionDesk corrections;
    private @Nullable CustomsDesk customs;
    private @Nullable InquiryDesk inquiries;
    private @Nullable SerialDesk serials;
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
      this.transactions =
          new MemoryTransactions(
              () -> mayCrash(Fault.CRASH_BEFORE_COMMIT),
              () -> mayCrash(Fault.CRASH_AFTER_COMMIT),
              faults.restored() == 0 ? 0 : REMEMBERED);
      this.stores = MemoryStores.make(transactions);
      this.voiceStore = new MemoryVoiceStore(transactions);
      this.planStore = new MemoryPlanStore(transactions);
      this.ported = new MemoryPortingStore(transactions);
      this.journal = new MemoryJournal(transactions);
      this.detectionStore = new MemoryDetectionStore(transactions);
      this.postStore =
          new MemoryPostStore(
              transactions, PostSetup.between(countries, party, countries.party(peer)));
      this.postSteps = new MemoryStepStore(transactions);
      this.interchanges = new MemoryInterchangeStore(transactions);
      this.declarations = new MemoryDeclarationStore(transactions);
      this.inquiryPeople = new MemoryInquiryPeopleStore(transactions);
      this.serialNumbers = new MemorySerialStore(transactions);
    }

    private void mayCrash(Fault fault) {
      if (running && happens(faults.crash(), fault)) {
        throw new CrashException(this);
      }
    }

    /// Brings the node back as it was some committed units ago, as a backup does, with the ledger
    /// of erasures, which is kept apart.
    void restore() {
      running = false;
      int units = 1 + random.nextInt(REMEMBERED / 4);
      if (transactions.takeBack(units) > 0) {
        stores.transactions().within(() -> StartGuard.restored(stores.link()));
        Erasures.replay(keys.node(), stores, ledger);
      }
      open();
      running = true;
    }

    private void keepErasures() {
      List<LogStore.Erasure> all = border().erasures();
      all.stream().filter(each -> !ledger.contains(each)).forEach(ledger::add);
    }

    /// Starts, or starts again after a crash, on what the stores hold.
    void start() {
      boolean before = running;
      running = false;
      open();
      running = before;
    }

    private void open() {
      InstantSource clock = () -> now.plus(clockOffset);
      SeededRandom secrets = new SeededRandom(seed ^ ticks ^ random.nextLong());
      UuidV7 ids = new UuidV7(clock, secrets);
      BorderNode.Parts parts =
          new BorderNode.Parts(
              anchor,
              keys,
              stores,
              new PolicyGate(party.policy()),
              List.of(VoiceDesk.VOICE, NumberingDesk.NUMBERING, PostDesk.POST),
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
                NumberingDesk numbers = NumberingSetup.desk(around, planStore, journal, ported);
                numbering = numbers;
                VoiceDesk voice = VoiceSetup.desk(around, voiceStore, numbers.strays());
                desk = voice;
                detection = VoiceSetup.detection(around, detectionStore, voice);
                PostDesk postal = PostSetup.desk(around, postStore);
                post = postal;
                SerialDesk numbered = PostSetup.serials(around, postal, serialNumbers);
                serials = numbered;
                CustomsDesk declared = PostSetup.customs(around, postal, numbered, declarations);
                customs = declared;
                InquiryDesk asked =
                    PostSetup.inquiries(around, postal, declared, postStore, inquiryPeople);
                inquiries = asked;
                AccountDesk postalAccounts =
                    PostSetup.accounts(around, postStore, asked, postSteps);
                accounts = postalAccounts;
                ConsignmentDesk consigning = PostSetup.consignments(postal);
                consignments = consigning;
                corrections = PostSetup.corrections(around, postal, consigning);
                edi = PostSetup.edi(around, postal, consigning, declared, interchanges);
                return List.of(
                    new SharedLane(VoiceDesk.VOICE, List.of(voice, detection)),
                    numbers,
                    PostSetup.lane(postal, postalAccounts, declared, asked));
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

    public DetectionDesk detection() {
      if (detection == null) {
        throw new IllegalStateException("the side has not started");
      }
      return detection;
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

    public PostDesk post() {
      if (post == null) {
        throw new IllegalStateException("the node is down");
      }
      return post;
    }

    public AccountDesk accounts() {
      if (accounts == null) {
        throw new IllegalStateException("the node is down");
      }
      return accounts;
    }

    public ConsignmentDesk consignments() {
      if (consignments == null) {
        throw new IllegalStateException("the node is down");
      }
      return consignments;
    }

    public CorrectionDesk corrections() {
      if (corrections == null) {
        throw new IllegalStateException("the node is down");
      }
      return corrections;
    }

    public EdiDesk edi() {
      if (edi == null) {
        throw new IllegalStateException("the node is down");
      }
      return edi;
    }

    public DeclarationStore declarations() {
      return declarations;
    }

    public SerialDesk serials() {
      if (serials == null) {
        throw new IllegalStateException("the node is down");
      }
      return serials;
    }

    public CustomsDesk customs() {
      if (customs == null) {
        throw new IllegalStateException("the node is down");
      }
      return customs;
    }

    public InquiryDesk inquiries() {
      if (inquiries == null) {
        throw new IllegalStateException("the node is down");
      }
      return inquiries;
    }

    public PostStore postStore() {
      return postStore;
    }

    public InquiryPeopleStore inquiryPeople() {
      return inquiryPeople;
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
        boolean isCut = ticks < cutUntil || happens(faults.lostRequest(), Fault.LOST_REQUEST);
        if (happens(faults.cut(), Fault.CUT)) {
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
        Reply reply = receive(reached, carried);
        if (happens(faults.repeated(), Fault.REPEATED)) {
          reply = receive(reached, carried);
        }
        if (!sent.isEmpty() && happens(faults.late(), Fault.LATE)) {
          receive(reached, sent.getFirst());
        }
        sent.addLast(carried);
        if (sent.size() > LATE) {
          sent.removeFirst();
        }
        if (happens(faults.lostAnswer(), Fault.LOST_ANSWER)) {
          throw new UnreachableException("the answer was lost");
        }
        return Frames.readReply(Frames.reply(reply));
      }

      private Reply receive(BorderNode reached, Update update) {
        return served(() -> reached.receive(anchor, update));
      }

      /// The peer may stop while it serves; the asking side sees a line without an answer.
      private <T> T served(Supplier<T> work) {
        try {
          return work.get();
        } catch (CrashException crash) {
          if (crash.side != counterpart()) {
            throw crash;
          }
          crash.side.start();
          throw new UnreachableException("the peer stopped");
        }
      }

      @Override
      public Standing standing(Anchor to, String origin) {
        BorderNode reached = reach();
        return served(
            () -> reached.standing(anchor, origin).orElse(new Standing(0, Optional.empty())));
      }

      @Override
      public long staged(Anchor to, String commitment) {
        BorderNode reached = reach();
        return served(() -> reached.staged(anchor, commitment));
      }

      @Override
      public long stage(Anchor to, String commitment, long offset, byte[] part) {
        BorderNode reached = reach();
        return served(() -> reached.stage(anchor, commitment, offset, part));
      }

      @Override
      public List<StoredEntry> fetch(Anchor to, String origin, long from) {
        BorderNode reached = reach();
        return served(() -> reached.fetch(anchor, origin, from));
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
    backUp();
    running = true;
  }

  public Instant now() {
    return now;
  }

  /// Lets time pass in which nothing is done.
  public void forward(Duration time) {
    now = now.plus(time);
  }

  public Side one() {
    return one;
  }

  public Side other() {
    return other;
  }

  private boolean happens(int tenThousandths, Fault fault) {
    boolean now = random.nextInt(10_000) < tenThousandths;
    if (now) {
      came.merge(fault, 1, Integer::sum);
    }
    return now;
  }

  /// No backup is older than this moment: pairing is over and the call records are loaded.
  public void backUp() {
    one.transactions.keepForGood();
    other.transactions.keepForGood();
  }

  /// How often each fault came so far.
  public Map<Fault, Integer> came() {
    return Map.copyOf(came);
  }

  /// One step of one side, chosen by the seed; now and then a crash before it.
  ///
  /// @return whether anything moved
  public boolean step() {
    ticks++;
    now = now.plusSeconds(1 + random.nextInt(5));
    Side side = random.nextBoolean() ? one : other;
    if (happens(faults.restored(), Fault.RESTORED)) {
      side.restore();
    }
    if (happens(faults.clockJump(), Fault.CLOCK_JUMP)) {
      side.clockOffset = Duration.ofSeconds(random.nextInt(-20_000, 20_000));
    }
    boolean moved = act(() -> move(side));
    requireAgreement();
    one.keepErasures();
    other.keepErasures();
    return moved;
  }

  /// Does something at one side, which may crash and is then started again.
  ///
  /// @return what it answered; true when it crashed
  public boolean act(BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (CrashException crash) {
      crash.side.start();
      return true;
    }
  }

  private boolean move(Side side) {
    Side peer = side.counterpart();
    boolean moved = false;
    for (Lane lane : side.border().lanes()) {
      moved |= side.border().send(peer.anchor, lane);
      moved |= side.border().handOver(peer.anchor, lane);
    }
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
        requireRest();
        return;
      }
    }
    throw new IllegalStateException("the nodes do not come to rest");
  }

  /// What must hold after every step: no lane is frozen, and log and mirror are the same as far as
  /// both reach, whatever was restored in between.
  public void requireAgreement() {
    requireMirrors(one, other);
    requireMirrors(other, one);
  }

  private void requireMirrors(Side sender, Side receiver) {
    for (LogState log : sender.stores().logs().states()) {
      Optional<LogState> mirror = receiver.stores().logs().find(log.origin());
      if (log.role() != LogRole.OUTGOING || mirror.isEmpty()) {
        continue;
      }
      long both = Math.min(log.size(), mirror.get().size());
      boolean well =
          log.frozen().isEmpty()
              && mirror.get().frozen().isEmpty()
              && mirror.get().handedOver() <= mirror.get().size()
              && StoredTree.rootAt(sender.stores().logs(), log, both)
                  .equals(StoredTree.rootAt(receiver.stores().logs(), mirror.get(), both));
      if (!well) {
        throw new IllegalStateException("log and mirror disagree: " + log.origin());
      }
      receipted.merge(log.origin(), log.cosignedSize(), Math::max);
    }
  }

  /// What must hold at rest: everything that was ever countersigned is there, arrived and handed
  /// over; and each side holds the accounts that the other side sent, to the last unit.
  private void requireRest() {
    for (Side sender : List.of(one, other)) {
      LogStore mirrors = sender.counterpart().stores().logs();
      for (LogState log : sender.stores().logs().states()) {
        Optional<LogState> mirror = mirrors.find(log.origin());
        boolean well =
            log.role() != LogRole.OUTGOING
                || (mirror.isPresent()
                    && log.size() >= receipted.getOrDefault(log.origin(), 0L)
                    && log.cosignedSize() == log.size()
                    && mirror.get().size() == log.size()
                    && mirror.get().handedOver() == log.size());
        if (!well) {
          throw new IllegalStateException("not all arrived at rest: " + log.origin());
        }
      }
    }
    one.desk()
        .months()
        .forEach(each -> requireBalance(each, one.desk().month(each), other.desk().month(each)));
    one.accounts()
        .months()
        .forEach(
            each -> requireBalance(each, one.accounts().month(each), other.accounts().month(each)));
  }

  private static void requireBalance(YearMonth period, MonthCase here, MonthCase there) {
    Optional<Comparison> ours = here.comparison();
    Optional<Comparison> theirs = there.comparison();
    boolean balanced =
        ours.isPresent() == theirs.isPresent()
            && (ours.isEmpty()
                || (ours.get().ours().equals(theirs.get().theirs())
                    && ours.get().theirs().equals(theirs.get().ours())));
    if (!balanced) {
      throw new IllegalStateException("the books of " + period + " do not balance");
    }
  }
}
