package org.wasl.post.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.Transactions;
import org.wasl.post.Advice;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.Moment;
import org.wasl.post.edi.Finding;
import org.wasl.post.edi.InterchangeHeader;
import org.wasl.post.edi.InterchangeWriter;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.Severity;
import org.wasl.post.edi.SyntaxLevel;
import org.wasl.post.edi.checking.CheckedInterchange;
import org.wasl.post.edi.checking.Contrl;
import org.wasl.post.edi.checking.ReadMessage;
import org.wasl.post.edi.layout.MalformedMessageException;
import org.wasl.post.edi.message.MessageFunction;
import org.wasl.post.edi.message.PostalMessage;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.keeping.InterchangeStore;
import org.wasl.post.keeping.InterchangeStore.Kept;
import org.wasl.post.keeping.InterchangeStore.Names;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.messaging.ConsignmentMessages;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;
import org.wasl.terms.file.WholeFile;

/// Speaks EDIFACT with other systems through folders: takes interchanges that lie there, keeps
/// their bytes, answers with CONTRL, and writes what is told and heard as the ten messages of the
/// post, to each system those that it wants. An interchange is known by its sender and reference:
/// taken twice, it is taken once. Of one that may name people no bytes are kept, but their digest;
/// one that goes is made of declarations at the border when its file is written.
public final class EdiDesk implements PostDesk.HearsOfFacts, CustomsDesk.HearsOfDeclarations {
  private static final int FINDINGS = 50;
  private static final int MOST_FILES = 200;
  private static final int MOST_LOOKED = 2_000;
  private static final String SIGNATORY = "SIN";
  private static final String FREE_TEXT = "FTX";
  private static final byte[] NOTHING = {};

  private final PostDesk desk;
  private final ConsignmentDesk consignments;
  private final CustomsDesk customs;
  private final InterchangeStore store;
  private final Transactions transactions;
  private final List<OtherSystem> systems;
  private final EdiProfile usual = EdiProfile.wasl1();
  private final Map<String, EdiProfile> profiles;

  /// The file with names at which [#forget] looked last.
  private String looked = "";

  /// @throws org.wasl.post.edi.table.MalformedTableException when the tables of a system cannot be
  ///   used, with system, table and line
  public EdiDesk(
      PostDesk desk,
      ConsignmentDesk consignments,
      CustomsDesk customs,
      InterchangeStore store,
      Transactions transactions,
      List<OtherSystem> systems) {
    this.desk = desk;
    this.consignments = consignments;
    this.customs = customs;
    this.store = store;
    this.transactions = transactions;
    this.systems = List.copyOf(systems);
    this.profiles = EdiProfile.of(this.systems, usual);
    desk.hear(this);
    customs.hear(this);
  }

  private EdiProfile profile(OtherSystem system) {
    return Optional.ofNullable(profiles.get(system.name())).orElse(usual);
  }

  // In

  /// What became of an interchange.
  public sealed interface Taken {
    /// @param report for who put it there
    /// @param hasNames whether the file may name people, and has to go
    record Done(String report, boolean hasNames) implements Taken {}

    /// @param hasNames whether the file may name people, and has to go
    record Refused(Refusal refusal, boolean hasNames) implements Taken {}
  }

  /// Takes an interchange that lay in a folder.
  ///
  /// @param name of the file
  public Taken take(String name, byte[] bytes) {
    List<ReadMessage> read = new ArrayList<>();
    CheckedInterchange checked = check(usual, name, bytes, read);
    String sender = checked.header().map(each -> each.value(2, 1)).orElse("");
    Optional<OtherSystem> system =
        systems.stream().filter(each -> each.it().id().equals(sender)).findFirst();
    if (system.isEmpty()) {
      return refused(
          "post.edi.sender",
          "لا نعرف مرسلاً كهذا في الملف " + name + ": " + sender + "؛ أضفه إلى post.json",
          "no such sender is known, in " + name + ": " + sender + "; add it to post.json",
          mayHoldNames(bytes, true));
    }
    EdiProfile profile = profile(system.get());
    CheckedInterchange its = profile == usual ? checked : check(profile, name, bytes, read);
    return transactions.within(() -> {
      desk.alone();
      return take(system.get(), name, bytes, its, read);
    });
  }

  /// @param read takes its messages, in the place of what is there
  private static CheckedInterchange check(
      EdiProfile profile, String name, byte[] bytes, List<ReadMessage> read) {
    read.clear();
    return profile.checker().read(name, new ByteArrayInputStream(bytes), read::add);
  }

  private static Taken refused(String code, String ar, String en, boolean hasNames) {
    return new Taken.Refused(Refusal.of(code, ar, en), hasNames);
  }

  /// Whether names of people may stand in an interchange, in order or not: it speaks of what is in
  /// items, or of who signed for one, or says in free text what customs want.
  ///
  /// @param isOther whether it is of other tables than the interim ones, whose segments may say
  ///   that in another way
  static boolean mayHoldNames(byte[] bytes, boolean isOther) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return OtherSystem.PERSONAL.stream().anyMatch(text::contains)
        || (text.contains("EMSEVT") && (isOther || text.contains(SIGNATORY)))
        || (text.contains("CUSRSP") && (isOther || text.contains(FREE_TEXT)));
  }

  /// A finding as it may be kept: what is there instead may be the name of somebody.
  private static List<Finding> findings(CheckedInterchange checked, boolean hasNames) {
    return hasNames
        ? checked.findings().stream()
            .map(each ->
                new Finding(each.fault(), each.severity(), each.place(), each.expected(), ""))
            .toList()
        : checked.findings();
  }

  private Taken take(
      OtherSystem system,
      String name,
      byte[] bytes,
      CheckedInterchange checked,
      List<ReadMessage> read) {
    String sender = system.it().id();
    String reference = checked.header().map(each -> each.value(5, 1)).orElse("");
    boolean hasNames = mayHoldNames(bytes, profile(system) != usual);
    List<Finding> findings = findings(checked, hasNames);
    Optional<Kept> before = store.findTaken(sender, reference);
    if (before.isPresent()) {
      return before.get().isOf(bytes)
          ? new Taken.Done("taken before: " + sender + " " + reference + "\n", hasNames)
          : refused(
              "post.edi.reference",
              "أُرسل تبادل آخر بالمرجع " + reference + " من قبل",
              "another interchange came with the reference " + reference + " before",
              hasNames);
    }
    answer(system, checked);
    if (checked.isRefusedWhole()) {
      keep(system, name, bytes, reference, lines(findings), false);
      return refused(
          "post.edi.refused",
          "لم يُقبل التبادل " + name + ": " + findings.getFirst().text().ar(),
          "the interchange " + name + " is not taken: " + findings.getFirst().text().en(),
          hasNames);
    }
    EdiReport report = new EdiReport();
    String recipient = checked.header().map(each -> each.value(3, 1)).orElse("");
    for (ReadMessage each : read) {
      take(system, recipient, each, hasNames, report);
    }
    String text = report.text() + lines(findings);
    keep(system, name, bytes, reference, text, true);
    return new Taken.Done(text, hasNames);
  }

  private void keep(
      OtherSystem system,
      String name,
      byte[] bytes,
      String reference,
      String report,
      boolean isTaken) {
    boolean hasNames = mayHoldNames(bytes, profile(system) != usual);
    store.add(
        new Kept(
            desk.freshId(),
            system.name(),
            true,
            system.it().id(),
            reference,
            name,
            desk.now(),
            hasNames ? NOTHING : bytes,
            report,
            isTaken,
            Optional.empty(),
            hasNames ? Optional.of(new Names(Sha256.hex(bytes), List.of())) : Optional.empty()));
  }

  private static String lines(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    findings.stream()
        .limit(FINDINGS)
        .forEach(each -> out.append(each.text().ar()).append('\n').append(each).append('\n'));
    return out.toString();
  }

  private void take(
      OtherSystem system,
      String recipient,
      ReadMessage message,
      boolean hasNames,
      EdiReport report) {
    String type = message.table().map(each -> each.name()).orElse("?");
    if (message.worst().compareTo(Severity.ERROR) >= 0) {
      report.count(type + " not taken", 1);
      return;
    }
    try {
      EdiProfile profile = profile(system);
      Optional<PostalMessage> read = profile.reader().read(message);
      if (read.isEmpty()) {
        report.count(type + " not taken", 1);
        report.note("لا نعرف رسالة كهذه: " + type, "no such message is known: " + type);
        return;
      }
      new EdiIntake(desk, consignments, customs, profile)
          .take(system, recipient, read.get(), report);
    } catch (MalformedMessageException | IllegalArgumentException e) {
      report.count(type + " not taken", 1);
      String found = hasNames ? "" : ": " + e.getMessage();
      report.note(
          "الرسالة " + message.number() + ": لا يُفهم ما تقوله" + found,
          "message " + message.number() + ": what it says cannot be understood" + found);
    }
  }

  private void answer(OtherSystem system, CheckedInterchange checked) {
    String reference = store.nextReference(desk.now());
    Contrl.of(checked, reference, minute(desk.here().wall()))
        .ifPresent(bytes -> queue(system, "CONTRL", reference, bytes, Optional.empty()));
  }

  private static LocalDateTime minute(LocalDateTime wall) {
    return wall.withSecond(0).withNano(0);
  }

  // Out

  private void queue(
      OtherSystem system, String type, String reference, byte[] bytes, Optional<Names> names) {
    store.add(
        new Kept(
            desk.freshId(),
            system.name(),
            false,
            system.us().id(),
            reference,
            reference + "-" + type + ".edi",
            desk.now(),
            bytes,
            "",
            true,
            Optional.empty(),
            names));
  }

  @Override
  public void told(List<Stored> facts) {
    systems.stream().filter(OtherSystem::wantsTold).forEach(each -> told(each, facts));
  }

  /// What a system told does not go back to it, but for CARDIT of a consignment that it formed.
  private void told(OtherSystem system, List<Stored> facts) {
    Map<Boolean, List<Stored>> byWhom =
        facts.stream()
            .collect(
                Collectors.partitioningBy(each -> each.by().equals(Optional.of(system.teller()))));
    write(system, PostStore.facts(byWhom.getOrDefault(false, List.of())), true);
    List<PostalMessage> cardits =
        byWhom.getOrDefault(true, List.of()).stream()
            .flatMap(each -> consigned(system, each.fact(), true).stream())
            .filter(each -> each.type().equals("CARDIT"))
            .toList();
    send(system, "CARDIT", cardits, minute(desk.here().wall()));
  }

  @Override
  public void heard(List<Fact> facts) {
    systems.stream().filter(OtherSystem::wantsHeard).forEach(each -> write(each, facts, false));
  }

  @Override
  public void taken(ItemId item, Person by) {
    systems.stream()
        .filter(OtherSystem::wantsTold)
        .forEach(each -> declare(each, item, !each.user().equals(by.user())));
  }

  @Override
  public void came(ItemId item) {
    systems.stream().filter(OtherSystem::wantsHeard).forEach(each -> declare(each, item, true));
  }

  /// A declaration goes out by its number: what it says is read when the file is written.
  ///
  /// @param isNews whether it did not come from that system itself
  private void declare(OtherSystem system, ItemId item, boolean isNews) {
    for (String type : List.of("ITMATT", "CUSITM")) {
      if (system.wants().contains(type) && (isNews || type.equals("CUSITM"))) {
        Optional<Names> names = Optional.of(new Names("", List.of(item)));
        queue(system, type, store.nextReference(desk.now()), NOTHING, names);
      }
    }
  }

  /// Writes facts as messages of one interchange a type.
  private void write(OtherSystem system, List<Fact> facts, boolean isOurs) {
    EdiProfile profile = profile(system);
    LocalDateTime prepared = minute(desk.here().wall());
    List<PostalMessage> declared = new ArrayList<>();
    List<PostalMessage> formed = new ArrayList<>();
    List<PostalMessage> received = new ArrayList<>();
    Map<DispatchKey, List<Fact>> found = new LinkedHashMap<>();
    List<Fact> events = new ArrayList<>();
    List<Fact> answers = new ArrayList<>();
    List<Fact> carried = new ArrayList<>();
    for (Fact each : facts) {
      switch (each.deed()) {
        case Deed.Advised(Advice advice) -> declared.add(profile.messages().predes(advice));
        case Deed.ReceptacleSeen _, Deed.DispatchReceived _ ->
            found.computeIfAbsent(each.dispatch().orElseThrow(), _ -> new ArrayList<>()).add(each);
        case Deed.ReceptacleUnloaded(var _, var bag, var _, var _) -> {
          if (bag.dispatch().series().destination().equals(each.office())) {
            found.computeIfAbsent(each.dispatch().orElseThrow(), _ -> new ArrayList<>()).add(each);
          }
        }
        case Deed.ItemSeen _ -> events.add(each);
        case Deed.ItemAssessed _ -> answers.add(each);
        case Deed.CarrierTold _ -> carried.add(each);
        case Deed.ConsignmentFormed _, Deed.ConsignmentCancelled _ ->
            formed.addAll(consigned(system, each, isOurs));
        case Deed.ConsignmentReceived(ConsignmentId consignment) ->
            consignments
                .picture(consignment)
                .ifPresent(
                    picture -> received.add(profile.ofConsignments().rescon(picture, prepared)));
        default -> {}
      }
    }
    send(system, "PREDES", declared, prepared);
    for (String type : List.of("PRECON", "CARDIT")) {
      send(
          system,
          type,
          formed.stream().filter(each -> each.type().equals(type)).toList(),
          prepared);
    }
    send(
        system,
        "RESDES",
        found.entrySet().stream()
            .map(each ->
                (PostalMessage)
                    profile.messages().resdes(each.getKey().id(), each.getValue(), prepared))
            .toList(),
        prepared);
    send(system, "RESCON", received, prepared);
    if (!carried.isEmpty()) {
      String number = "R" + store.nextReference(desk.now());
      send(
          system,
          "RESDIT",
          List.of(profile.ofConsignments().resdit(number, carried, prepared)),
          prepared);
    }
    if (!events.isEmpty()) {
      String number = "E" + store.nextReference(desk.now());
      send(
          system, "EMSEVT", List.of(profile.messages().emsevt(number, events, prepared)), prepared);
    }
    if (!answers.isEmpty()) {
      String number = "C" + store.nextReference(desk.now());
      send(
          system,
          "CUSRSP",
          List.of(profile.ofCustoms().cusrsp(number, answers, prepared)),
          prepared);
    }
  }

  private List<PostalMessage> consigned(OtherSystem system, Fact fact, boolean isOurs) {
    return switch (fact.deed()) {
      case Deed.ConsignmentFormed(ConsignmentAdvice advice) ->
          ofConsignment(
              system,
              advice,
              advice.version() == 1 ? MessageFunction.ORIGINAL : MessageFunction.REPLACEMENT,
              advice.formed(),
              isOurs);
      case Deed.ConsignmentCancelled(ConsignmentId consignment) ->
          consignments
              .picture(consignment)
              .flatMap(ConsignmentPicture::advice)
              .map(advice ->
                  ofConsignment(
                      system, advice, MessageFunction.CANCELLATION, fact.at().wall(), isOurs))
              .orElse(List.of());
      default -> List.of();
    };
  }

  /// PRECON tells the office of destination; CARDIT the carrier of a consignment of ours.
  private List<PostalMessage> ofConsignment(
      OtherSystem system,
      ConsignmentAdvice advice,
      MessageFunction function,
      LocalDateTime prepared,
      boolean isOurs) {
    ConsignmentMessages messages = profile(system).ofConsignments();
    List<PostalMessage> all = new ArrayList<>();
    all.add(messages.consignment("PRECON", advice, function, prepared));
    boolean isCarried =
        system.carrier().isEmpty()
            || advice.legs().stream().anyMatch(each -> each.carrier().equals(system.carrier()));
    if (isOurs && isCarried) {
      all.add(messages.consignment("CARDIT", advice, function, prepared));
    }
    return all;
  }

  private void send(
      OtherSystem system, String type, List<PostalMessage> all, LocalDateTime prepared) {
    if (all.isEmpty() || !system.wants().contains(type)) {
      return;
    }
    String reference = store.nextReference(desk.now());
    queue(
        system,
        type,
        reference,
        interchange(system, type, reference, all, prepared),
        Optional.empty());
  }

  /// In 8859-1, and where that has not all characters in UTF-8.
  private byte[] interchange(
      OtherSystem system,
      String type,
      String reference,
      List<PostalMessage> all,
      LocalDateTime prepared) {
    EdiProfile profile = profile(system);
    List<List<Segment>> bodies = all.stream().map(profile.reader()::write).toList();
    boolean isLatin =
        bodies.stream()
            .flatMap(List::stream)
            .flatMap(each -> each.elements().stream())
            .flatMap(each -> each.repetitions().stream())
            .flatMap(List::stream)
            .allMatch(SyntaxLevel.UNOC::allows);
    InterchangeWriter writer =
        new InterchangeWriter(
            new InterchangeHeader(
                isLatin ? SyntaxLevel.UNOC : SyntaxLevel.UNOW,
                isLatin ? 3 : 4,
                system.us(),
                system.it(),
                prepared,
                reference,
                type,
                false),
            false);
    int number = 0;
    for (List<Segment> each : bodies) {
      number++;
      writer.message(
          Integer.toString(number), String.valueOf(profile.identifiers().get(type)), each);
    }
    return writer.bytes();
  }

  /// Puts the files of what goes into the folders of their systems, each whole; a file that is
  /// there already is written over with the same. A declaration that is still queued for the border
  /// waits.
  ///
  /// @param folder with one folder a system
  /// @return how many
  public int write(Path folder) {
    List<Kept> waiting = store.unwritten(MOST_FILES);
    int written = 0;
    for (Kept each : waiting) {
      if (each.names().stream().flatMap(one -> one.items().stream()).anyMatch(customs::isQueued)) {
        continue;
      }
      Optional<byte[]> bytes = bytes(each);
      if (bytes.isPresent()) {
        try {
          Path place = Files.createDirectories(folder.resolve(each.system()));
          WholeFile.write(place.resolve(each.name()), bytes.get());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      Instant now = desk.now();
      transactions.within(() -> store.markWritten(each.id(), now));
      written++;
    }
    return written;
  }

  /// The bytes of a file; nothing where what it is made of was erased meanwhile.
  private Optional<byte[]> bytes(Kept each) {
    return each.names().isEmpty()
        ? Optional.of(each.bytes())
        : transactions.within(() -> declarations(each, each.names().get().items()));
  }

  private Optional<byte[]> declarations(Kept each, List<ItemId> items) {
    Optional<OtherSystem> system =
        systems.stream().filter(one -> one.name().equals(each.system())).findFirst();
    if (system.isEmpty()) {
      return Optional.empty();
    }
    String type = each.name().substring(each.name().length() - 10, each.name().length() - 4);
    Person reading = new Person(system.get().user(), desk.agreement().speaker(desk.us()));
    LocalDateTime prepared = minute(Moment.at(each.at(), desk.zone()).wall());
    List<PostalMessage> all = new ArrayList<>();
    for (ItemId item : items) {
      if (customs.read(item, reading) instanceof CustomsDesk.Read.Found found) {
        all.add(
            profile(system.get())
                .ofCustoms()
                .itemData(type, "D" + each.reference(), found.declaration(), prepared));
      }
    }
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(interchange(system.get(), type, each.reference(), all, prepared));
  }

  /// Takes away files with names of people that no system fetched, also those of systems that are
  /// named no more: after the time for which a declaration is kept, and sooner where what they are
  /// made of was erased or replaced. Of the latter it looks at some each time, one after the other.
  ///
  /// @param folder with one folder a system
  /// @return how many
  public synchronized int forget(Path folder) {
    try {
      List<Path> named = named(folder);
      List<Path> gone = new ArrayList<>(old(named));
      List<Path> next =
          named.stream().filter(each -> each.toString().compareTo(looked) > 0).toList();
      for (Path each : next.stream().limit(MOST_LOOKED).toList()) {
        if (!stands(folder, each)) {
          gone.add(each);
        }
      }
      looked = next.size() > MOST_LOOKED ? next.get(MOST_LOOKED - 1).toString() : "";
      int many = 0;
      for (Path each : gone) {
        many += Files.deleteIfExists(each) ? 1 : 0;
      }
      return many;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files with names of people in the folders of a folder, by their names.
  private static List<Path> named(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files =
        Files.find(folder, 2, (path, is) -> is.isRegularFile() && EdiDesk.namesPeople(path))) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    }
  }

  private List<Path> old(List<Path> files) throws IOException {
    Instant before = desk.now().minus(Duration.ofDays(desk.agreement().declarationDays()));
    List<Path> old = new ArrayList<>();
    for (Path each : files) {
      if (old.size() < MOST_FILES && isBefore(each, before)) {
        old.add(each);
      }
    }
    return old;
  }

  /// One that a system fetches meanwhile is not old.
  private static boolean isBefore(Path file, Instant moment) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// Whether what a file is made of stands at the border as it did then. Of a file of which nothing
  /// is known, as after an old backup, its age decides.
  private boolean stands(Path folder, Path file) {
    String name = file.getFileName().toString();
    String system = folder.relativize(file).getName(0).toString();
    Optional<Kept> kept = store.findSent(system, name.substring(0, name.indexOf('-')));
    return kept.stream()
        .flatMap(each -> each.names().stream().flatMap(one -> one.items().stream()))
        .allMatch(item -> customs.stands(item, kept.get().at()));
  }

  private static boolean namesPeople(Path file) {
    String name = file.getFileName().toString();
    return OtherSystem.PERSONAL.stream().anyMatch(each -> name.endsWith("-" + each + ".edi"));
  }

  // What the pages show

  public List<Kept> newest(int most) {
    return store.newest(most);
  }

  public Optional<Kept> find(UUID id) {
    return store.find(id);
  }

  public List<OtherSystem> systems() {
    return systems;
  }
}
