package org.wasl.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.SharedLane;
import org.wasl.border.setup.ServiceRoom;
import org.wasl.border.setup.Surroundings;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.drop.DropFolder;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.setup.NumberingSetup;
import org.wasl.numbering.store.PostgresJournal;
import org.wasl.numbering.store.PostgresPlanStore;
import org.wasl.numbering.store.PostgresPortingStore;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.BoardDesk;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CorrectionDesk;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.EdiDesk;
import org.wasl.post.exchange.EmptiesDesk;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.PriceDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.setup.PostSetup;
import org.wasl.post.store.PostgresDeclarationStore;
import org.wasl.post.store.PostgresInquiryPeopleStore;
import org.wasl.post.store.PostgresInterchangeStore;
import org.wasl.post.store.PostgresPostStore;
import org.wasl.post.store.PostgresSerialStore;
import org.wasl.post.store.PostgresStepStore;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.voice.Leg;
import org.wasl.voice.LegFile;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.store.PostgresDetectionStore;
import org.wasl.voice.store.PostgresVoiceStore;

/// The services that this release carries: a new one adds its room and its desk here, and is then
/// migrated, given a lane, handed its messages, backed up and found by its pages.
public final class NodeServices {
  public static final List<ServiceRoom> ROOMS =
      List.of(VoiceSetup.ROOM, NumberingSetup.ROOM, PostSetup.ROOM);

  private final List<MessageHandler> desks = new ArrayList<>();

  private final List<Runnable> unfinished = new ArrayList<>();

  private Runnable telling = () -> {};

  private Optional<EdiDesk> edi = Optional.empty();
  private Optional<FormDesk> forms = Optional.empty();
  private Optional<PriceDesk> prices = Optional.empty();

  private Optional<SerialDesk> serials = Optional.empty();
  private Optional<BoardDesk> board = Optional.empty();
  private Optional<CorrectionDesk> corrections = Optional.empty();
  private Optional<EmptiesDesk> empties = Optional.empty();
  private Optional<ConsignmentDesk> consignments = Optional.empty();

  NodeServices() {}

  /// What goes on after a stop or a failure and is looked at from time to time; each alone, so that
  /// one that fails holds up no other.
  List<Runnable> unfinished() {
    return List.copyOf(unfinished);
  }

  /// Queues what was recorded and not told yet.
  void tell() {
    telling.run();
  }

  static List<Lane> lanes() {
    return ROOMS.stream().map(ServiceRoom::lane).toList();
  }

  List<MessageHandler> open(Surroundings around, PostgresTransactions transactions) {
    NumberingDesk numbering =
        NumberingSetup.desk(
            around,
            new PostgresPlanStore(transactions),
            new PostgresJournal(transactions),
            new PostgresPortingStore(transactions));
    VoiceDesk voice =
        VoiceSetup.desk(around, new PostgresVoiceStore(transactions), numbering.strays());
    DetectionDesk detection =
        VoiceSetup.detection(around, new PostgresDetectionStore(transactions), voice);
    PostStore mail =
        new PostgresPostStore(
            transactions, PostSetup.between(around.countries(), around.ours(), around.theirs()));
    PostDesk post = PostSetup.desk(around, mail);
    SerialDesk numbers = PostSetup.serials(around, post, new PostgresSerialStore(transactions));
    serials = Optional.of(numbers);
    CustomsDesk customs =
        PostSetup.customs(around, post, numbers, new PostgresDeclarationStore(transactions));
    InquiryDesk inquiries =
        PostSetup.inquiries(
            around, post, customs, mail, new PostgresInquiryPeopleStore(transactions));
    AccountDesk accounts =
        PostSetup.accounts(around, mail, inquiries, new PostgresStepStore(transactions));
    desks.addAll(List.of(voice, detection, numbering, post, accounts, customs, inquiries));
    unfinished.add(() -> VoiceSetup.goOn(around, detection));
    unfinished.add(() -> VoiceSetup.watchFiles(around, voice));
    unfinished.add(() -> VoiceSetup.watchLegs(around));
    unfinished.add(() -> VoiceSetup.watchStatements(around, voice));
    unfinished.add(() -> VoiceSetup.watchPrices(around, voice));
    unfinished.add(() -> PostSetup.tend(around, post));
    unfinished.add(customs::forget);
    unfinished.add(() -> PostSetup.tend(around, inquiries));
    unfinished.add(() -> PostSetup.tend(around, accounts));
    unfinished.add(numbers::forget);
    BoardDesk figures = PostSetup.board(post, accounts, inquiries);
    unfinished.add(figures::tend);
    board = Optional.of(figures);
    ConsignmentDesk carried = PostSetup.consignments(post);
    unfinished.add(carried::refold);
    consignments = Optional.of(carried);
    empties = Optional.of(PostSetup.empties(post));
    corrections = Optional.of(PostSetup.corrections(around, post, carried));
    EdiDesk interchanges =
        PostSetup.edi(around, post, carried, customs, new PostgresInterchangeStore(transactions));
    edi = Optional.of(interchanges);
    unfinished.add(() -> interchanges.forget(PostSetup.outbound(around.home())));
    forms = Optional.of(PostSetup.forms(around, post, customs, accounts));
    prices = Optional.of(PostSetup.prices(around));
    telling =
        () -> {
          post.tell();
          interchanges.write(PostSetup.outbound(around.home()));
        };
    return List.of(
        new SharedLane(VoiceDesk.VOICE, List.of(voice, detection)),
        numbering,
        PostSetup.lane(post, accounts, customs, inquiries));
  }

  /// The folders of the node's home into which files are put for its services.
  List<DropFolder> drops(NodeSettings settings, Progress progress) {
    Path home = settings.home();
    VoiceDesk voice = desk(VoiceDesk.class);
    return List.of(
        new DropFolder(
            home.resolve("drop").resolve("voice"),
            (name, bytes) ->
                switch (voice.load(name, bytes, progress)) {
                  case Mediation.Outcome.Read(FileReport report, var _, var _, List<Leg> legs) ->
                      new DropFolder.Result.Taken(report.lines() + ofLegs(legs.size()));
                  case Mediation.Outcome.Refused(Refusal refusal) ->
                      new DropFolder.Result.Refused(refusal);
                }),
        new DropFolder(
            home.resolve("drop").resolve("legs"), (name, bytes) -> takeLegs(home, name, bytes)),
        DropFolder.ofNames(home.resolve("drop").resolve("edi"), this::takeInterchange));
  }

  /// The folders by which other systems of the post are taken over.
  List<DropFolder> migrations(NodeSettings settings, Progress progress) {
    Path home = settings.home();
    MigrationRun migration =
        new MigrationRun(settings, desk(PostDesk.class), desk(CustomsDesk.class), progress);
    return List.of(
        new DropFolder(
            home.resolve("drop").resolve("ips"),
            (name, bytes) -> migration.takeDump("ips", name, bytes)),
        DropFolder.ofNames(
            home.resolve("drop").resolve("cds"),
            (name, bytes) -> migration.takeDump("cds", name, bytes)),
        migration.drop());
  }

  /// The desk that speaks EDIFACT with other systems.
  ///
  /// @throws IllegalStateException before the services are open
  public EdiDesk edi() {
    return edi.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  /// The desk that fills the post's forms.
  ///
  /// @throws IllegalStateException before the services are open
  public FormDesk forms() {
    return forms.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  /// The desk that says what it costs to send.
  ///
  /// @throws IllegalStateException before the services are open
  public PriceDesk prices() {
    return prices.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  /// The desk of the serial numbers of items.
  ///
  /// @throws IllegalStateException before the services are open
  public SerialDesk serials() {
    return serials.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  /// The desk of the post's manager.
  ///
  /// @throws IllegalStateException before the services are open
  public BoardDesk board() {
    return board.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  /// The desk at which a dispatch of the post is declared anew.
  ///
  /// @throws IllegalStateException before the services are open
  public CorrectionDesk corrections() {
    return corrections.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  /// The desk that sends empty receptacles of the post back.
  ///
  /// @throws IllegalStateException before the services are open
  public EmptiesDesk empties() {
    return empties.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  /// The desk of what the post hands over to carriers.
  ///
  /// @throws IllegalStateException before the services are open
  public ConsignmentDesk consignments() {
    return consignments.orElseThrow(() -> new IllegalStateException("the services are not open"));
  }

  private DropFolder.Result takeInterchange(String name, byte[] bytes) {
    return switch (edi().take(name, bytes)) {
      case EdiDesk.Taken.Done(String report, boolean hasNames) ->
          kept(new DropFolder.Result.Taken(report), hasNames);
      case EdiDesk.Taken.Refused(Refusal refusal, boolean hasNames) ->
          kept(new DropFolder.Result.Refused(refusal), hasNames);
    };
  }

  private static DropFolder.Result kept(DropFolder.Result what, boolean hasNames) {
    return hasNames ? new DropFolder.Result.Gone(what) : what;
  }

  /// Of the records that the accounts pass over.
  private static String ofLegs(int count) {
    return count == 0 ? "" : "  legs of subscribers' records: " + count + "\n";
  }

  private DropFolder.Result takeLegs(Path home, String name, byte[] bytes) {
    try {
      LegFile file = VoiceSetup.legs(home).add(name, bytes);
      desk(DetectionDesk.class).came(file.legs());
      return new DropFolder.Result.Taken(file.report());
    } catch (IllegalArgumentException e) {
      return new DropFolder.Result.Refused(
          Refusal.of(
              "voice.legs",
              "ليس ملف سجلات سليماً: " + e.getMessage(),
              "not a file of legs: " + e.getMessage()));
    }
  }

  /// The desks of all services, in the order of their rooms.
  public List<MessageHandler> desks() {
    return List.copyOf(desks);
  }

  /// @throws IllegalStateException when this node carries no such service
  public <D extends MessageHandler> D desk(Class<D> kind) {
    return desks.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not a service of this node: " + kind));
  }
}
