package org.wasl.post.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wasl.border.Transactions;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.Moment;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Finding;
import org.wasl.post.edi.InterchangeHeader;
import org.wasl.post.edi.InterchangeWriter;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.Severity;
import org.wasl.post.edi.SyntaxLevel;
import org.wasl.post.edi.checking.CheckedInterchange;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.Contrl;
import org.wasl.post.edi.checking.ReadMessage;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.layout.MalformedMessageException;
import org.wasl.post.edi.message.Emsevt;
import org.wasl.post.edi.message.MessageFunction;
import org.wasl.post.edi.message.MessageReader;
import org.wasl.post.edi.message.PostalMessage;
import org.wasl.post.edi.message.Predes;
import org.wasl.post.edi.message.Resdes;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.keeping.InterchangeStore;
import org.wasl.post.keeping.InterchangeStore.Kept;
import org.wasl.post.messaging.CodeWords;
import org.wasl.post.messaging.FactMessages;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Refusal;
import org.wasl.terms.file.WholeFile;

/// Speaks EDIFACT with other systems through folders: takes interchanges that lie there, keeps
/// their bytes, answers with CONTRL, and writes what is told and heard as PREDES, RESDES and
/// EMSEVT. An interchange is known by its sender and reference: taken twice, it is taken once.
public final class EdiDesk implements PostDesk.HearsOfFacts {
  private static final int FINDINGS = 50;
  private static final int MOST_FILES = 200;
  private static final String VERSIONS = ":UN";
  private static final Map<String, String> TYPES =
      Map.of("PREDES", "PREDES:2:1", "RESDES", "RESDES:1:1", "EMSEVT", "EMSEVT:3:0");

  private final PostDesk desk;
  private final InterchangeStore store;
  private final Transactions transactions;
  private final List<OtherSystem> systems;
  private final Checker checker;
  private final MessageReader reader = MessageReader.wasl1();
  private final FactMessages messages =
      new FactMessages(new CodeWords(EdiTables.resources("wasl-1")));

  public EdiDesk(
      PostDesk desk, InterchangeStore store, Transactions transactions, List<OtherSystem> systems) {
    this.desk = desk;
    this.store = store;
    this.transactions = transactions;
    this.systems = List.copyOf(systems);
    this.checker = new Checker(EdiTables.wasl1(), Strictness.FULL, EdiLimits.USUAL);
    desk.hear(this);
  }

  // In

  /// What became of an interchange.
  public sealed interface Taken {
    /// @param report for who put it there
    record Done(String report) implements Taken {}

    record Refused(Refusal refusal) implements Taken {}
  }

  /// Takes an interchange that lay in a folder.
  ///
  /// @param name of the file
  public Taken take(String name, byte[] bytes) {
    List<ReadMessage> read = new ArrayList<>();
    CheckedInterchange checked = checker.read(name, new ByteArrayInputStream(bytes), read::add);
    Optional<Segment> header = checked.header();
    String sender = header.map(each -> each.value(2, 1)).orElse("");
    String reference = header.map(each -> each.value(5, 1)).orElse("");
    Optional<OtherSystem> system =
        systems.stream().filter(each -> each.it().id().equals(sender)).findFirst();
    if (system.isEmpty()) {
      return refused(
          "post.edi.sender",
          "لا نعرف مرسلاً كهذا في الملف " + name + ": " + sender + "؛ أضفه إلى post.json",
          "no such sender is known, in " + name + ": " + sender + "; add it to post.json");
    }
    return transactions.within(() -> take(system.get(), name, bytes, checked, read, reference));
  }

  private static Taken refused(String code, String ar, String en) {
    return new Taken.Refused(Refusal.of(code, ar, en));
  }

  private Taken take(
      OtherSystem system,
      String name,
      byte[] bytes,
      CheckedInterchange checked,
      List<ReadMessage> read,
      String reference) {
    String sender = system.it().id();
    Optional<Kept> before = store.findTaken(sender, reference);
    if (before.isPresent()) {
      return Arrays.equals(before.get().bytes(), bytes)
          ? new Taken.Done("taken before: " + sender + " " + reference + "\n")
          : refused(
              "post.edi.reference",
              "أُرسل تبادل آخر بالمرجع " + reference + " من قبل",
              "another interchange came with the reference " + reference + " before");
    }
    answer(system, checked);
    if (checked.isRefusedWhole()) {
      List<Finding> findings = checked.findings();
      keep(system, name, bytes, reference, lines(findings), false);
      return refused(
          "post.edi.refused",
          "لم يُقبل التبادل " + name + ": " + findings.getFirst().text().ar(),
          "the interchange " + name + " is not taken: " + findings.getFirst().text().en());
    }
    Report report = new Report();
    for (ReadMessage each : read) {
      take(system, each, report);
    }
    String text = report.text() + lines(checked.findings());
    keep(system, name, bytes, reference, text, true);
    return new Taken.Done(text);
  }

  private void keep(
      OtherSystem system,
      String name,
      byte[] bytes,
      String reference,
      String report,
      boolean isTaken) {
    store.add(
        new Kept(
            desk.freshId(),
            system.name(),
            true,
            system.it().id(),
            reference,
            name,
            desk.now(),
            bytes,
            report,
            isTaken,
            Optional.empty()));
  }

  private static String lines(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    findings.stream()
        .limit(FINDINGS)
        .forEach(each -> out.append(each.text().ar()).append('\n').append(each).append('\n'));
    return out.toString();
  }

  /// What was done with the messages of an interchange, by words that people read.
  private static final class Report {
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    void count(String what, int many) {
      counts.merge(what, many, Integer::sum);
    }

    void note(String what) {
      if (notes.size() < FINDINGS) {
        notes.add(what);
      }
    }

    String text() {
      StringBuilder out = new StringBuilder();
      counts.forEach((what, many) -> out.append(what).append(": ").append(many).append('\n'));
      notes.forEach(each -> out.append(each).append('\n'));
      return out.toString();
    }
  }

  private void take(OtherSystem system, ReadMessage message, Report report) {
    String type = message.table().map(each -> each.name()).orElse("?");
    if (message.worst().compareTo(Severity.ERROR) >= 0) {
      report.count(type + " not taken", 1);
      return;
    }
    Optional<PostalMessage> read;
    try {
      read = reader.read(message);
    } catch (MalformedMessageException e) {
      report.count(type + " not taken", 1);
      report.note(String.valueOf(e.getMessage()));
      return;
    }
    if (read.isEmpty()) {
      report.count(type + " kept, not read", 1);
      return;
    }
    if (read.get().function() == MessageFunction.CANCELLATION) {
      report.count(type + " not taken", 1);
      report.note("message " + message.number() + ": a cancellation; write a verification note");
      return;
    }
    List<Fact> facts = facts(read.get(), report);
    int fresh = 0;
    for (Fact each : facts) {
      fresh += take(system, each, report) ? 1 : 0;
    }
    report.count(type + " taken", 1);
    report.count("facts", facts.size());
    report.count("new facts", fresh);
  }

  private List<Fact> facts(PostalMessage message, Report report) {
    Moment seen = desk.here();
    return switch (message) {
      case Predes predes -> declared(predes, seen, report).stream().toList();
      case Resdes resdes -> messages.facts(resdes, seen);
      case Emsevt emsevt -> messages.facts(emsevt, seen);
      default -> {
        report.note(message.type() + " is kept and goes into no record yet");
        yield List.of();
      }
    };
  }

  /// A declaration that came before and says the same is no other version. One that says something
  /// else replaces it when it says so, or when it is ours; of another post's the first one holds.
  private Optional<Fact> declared(Predes predes, Moment seen, Report report) {
    Fact first = messages.fact(predes, 1, seen);
    DispatchKey dispatch = first.dispatch().orElseThrow();
    Optional<Advice> known = desk.picture(dispatch).flatMap(DispatchPicture::advice);
    if (known.isEmpty()) {
      return Optional.of(first);
    }
    boolean isSame =
        messages.fact(predes, known.get().version(), seen).deed() instanceof Deed.Advised(var same)
            && same.equals(known.get());
    boolean holds =
        !isSame
            && (predes.function() == MessageFunction.REPLACEMENT || desk.isOurs(first.office()));
    if (!holds) {
      report.note(dispatch + (isSame ? " declared before" : " declared before otherwise"));
      return Optional.empty();
    }
    return Optional.of(messages.fact(predes, known.get().version() + 1, seen));
  }

  private boolean take(OtherSystem system, Fact fact, Report report) {
    if (desk.isTheirs(fact.office())) {
      report.note(
          "the other post tells itself what its office " + fact.office() + " did: passed over");
      return false;
    }
    return desk.take(fact, "edi:" + system.name());
  }

  private void answer(OtherSystem system, CheckedInterchange checked) {
    String reference = reference(system);
    Contrl.of(checked, reference, minute(desk.here().wall()))
        .ifPresent(bytes -> queue(system, "CONTRL", reference, bytes));
  }

  private static LocalDateTime minute(LocalDateTime wall) {
    return wall.withSecond(0).withNano(0);
  }

  // Out

  private String reference(OtherSystem system) {
    return Long.toString(store.sentTo(system.name()) + 1);
  }

  private void queue(OtherSystem system, String type, String reference, byte[] bytes) {
    store.add(
        new Kept(
            desk.freshId(),
            system.name(),
            false,
            system.us().id(),
            reference,
            "%08d-%s.edi".formatted(Long.parseLong(reference), type),
            desk.now(),
            bytes,
            "",
            true,
            Optional.empty()));
  }

  @Override
  public void told(List<Fact> facts) {
    systems.stream().filter(OtherSystem::wantsTold).forEach(each -> write(each, facts));
  }

  @Override
  public void heard(List<Fact> facts) {
    systems.stream().filter(OtherSystem::wantsHeard).forEach(each -> write(each, facts));
  }

  /// Writes facts as messages of one interchange a type.
  private void write(OtherSystem system, List<Fact> facts) {
    LocalDateTime prepared = minute(desk.here().wall());
    List<PostalMessage> declared = new ArrayList<>();
    Map<DispatchKey, List<Fact>> found = new LinkedHashMap<>();
    List<Fact> events = new ArrayList<>();
    for (Fact each : facts) {
      switch (each.deed()) {
        case Deed.Advised(Advice advice) -> declared.add(messages.predes(advice));
        case Deed.ReceptacleSeen _, Deed.DispatchReceived _ ->
            found.computeIfAbsent(each.dispatch().orElseThrow(), _ -> new ArrayList<>()).add(each);
        case Deed.ItemSeen _ -> events.add(each);
        default -> {}
      }
    }
    send(system, "PREDES", declared, prepared);
    send(
        system,
        "RESDES",
        found.entrySet().stream()
            .map(each ->
                (PostalMessage) messages.resdes(each.getKey().id(), each.getValue(), prepared))
            .toList(),
        prepared);
    if (!events.isEmpty()) {
      String document = "E" + (store.sentTo(system.name()) + 1);
      send(system, "EMSEVT", List.of(messages.emsevt(document, events, prepared)), prepared);
    }
  }

  private void send(
      OtherSystem system, String type, List<PostalMessage> all, LocalDateTime prepared) {
    if (all.isEmpty()) {
      return;
    }
    String reference = reference(system);
    InterchangeWriter writer =
        new InterchangeWriter(
            new InterchangeHeader(
                SyntaxLevel.UNOC, 3, system.us(), system.it(), prepared, reference, type, false),
            false);
    int number = 0;
    for (PostalMessage each : all) {
      number++;
      writer.message(
          Integer.toString(number), String.valueOf(TYPES.get(type)) + VERSIONS, reader.write(each));
    }
    queue(system, type, reference, writer.bytes());
  }

  /// Puts the files of what goes into the folders of their systems, each whole; a file that is
  /// there already is written over with the same.
  ///
  /// @param folder with one folder a system
  /// @return how many
  public int write(Path folder) {
    List<Kept> waiting = store.unwritten(MOST_FILES);
    for (Kept each : waiting) {
      try {
        Path place = Files.createDirectories(folder.resolve(each.system()));
        WholeFile.write(place.resolve(each.name()), each.bytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Instant now = desk.now();
      transactions.within(() -> store.markWritten(each.id(), now));
    }
    return waiting.size();
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
