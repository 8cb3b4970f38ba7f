package org.wasl.voice.mediation;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.numbering.normalising.NumberNormaliser.Normalised;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.Signalling;
import org.wasl.voice.ber.BerFile;
import org.wasl.voice.ber.GatewayRecord;
import org.wasl.voice.ber.TagTable;
import org.wasl.voice.wire.RecordDocument;
import org.wasl.voice.wire.RecordFormat;
import org.wasl.voice.wire.RecordFormat.Parsed;
import org.wasl.voice.wire.RecordFormats;

/// Reads call record files of this side. Every line is accounted for; a damaged line is put aside
/// with line, column and reason, and the rest goes on.
///
/// @param normaliser for numbers as switches of this country write them
/// @param zone for formats that write local times
/// @param tables of binary formats whose tags are supplied as data
/// @param profiles of formats of lines that are supplied as data besides those that Wasl ships
/// @param rules of the parts of long calls
public record Mediation(
    NumberNormaliser normaliser,
    ZoneId zone,
    List<TagTable> tables,
    List<RecordFormat> profiles,
    PartRules rules) {
  private static final int MAX_LINE = 8_192;
  private static final int REPORT_EVERY = 50_000;

  /// The formats that Wasl ships, by their names; for people who handed in another.
  private static final String READ =
      shippedNames().stream().sorted().collect(Collectors.joining(", "));

  /// The most legs of one file.
  private static final int MAX_LEGS = 5_000_000;

  /// What the name of a mobile network's switch begins with; its address follows.
  private static final String NETWORK = "msc-";

  public Mediation {
    tables = List.copyOf(tables);
    profiles = List.copyOf(profiles);
  }

  /// Without supplied profiles.
  public Mediation(
      NumberNormaliser normaliser, ZoneId zone, List<TagTable> tables, PartRules rules) {
    this(normaliser, zone, tables, List.of(), rules);
  }

  /// Without supplied tag tables and profiles, parts of long calls as the standard has them.
  public Mediation(NumberNormaliser normaliser, ZoneId zone) {
    this(normaliser, zone, List.of(), PartRules.STANDARD);
  }

  /// The names of all formats that Wasl ships, without version.
  public static Set<String> shippedNames() {
    Stream<String> lines = RecordFormats.ALL.stream().map(RecordFormat::name);
    Stream<String> documents = RecordDocument.ALL.stream().map(RecordDocument::name);
    Stream<String> binary = Stream.of(BerFile.Wrapping.values()).map(BerFile.Wrapping::format);
    return Stream.of(lines, documents, binary)
        .flatMap(names -> names)
        .map(RecordFormats::plainName)
        .collect(Collectors.toSet());
  }

  /// The outcome of a file.
  public sealed interface Outcome {
    /// @param parts of long calls that the file brings, and what becomes of earlier ones by it
    /// @param legs of the subscribers' own records, which are no calls and never priced
    record Read(FileReport report, List<Call> calls, PartChanges parts, List<Leg> legs)
        implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  /// Calls that were put together of parts of several files, and parts that still wait.
  public record Joined(List<Call> calls, long waiting) {}

  /// Puts together the parts of one long call, or of calls that bear the same reference one after
  /// the other, which waited in files that were read by themselves.
  ///
  /// @param when by whose day the rule is chosen
  public Joined join(List<CallPart> parts, Instant when) {
    PartialCalls calls = new PartialCalls(KeptParts.NONE);
    long unread = parts.stream().filter(each -> !calls.add(each)).count();
    PartialCalls.Assembled assembled = calls.finish(rules.at(when));
    long waiting = assembled.changes().added().stream().filter(KeptPart::waits).count();
    return new Joined(assembled.calls(), waiting + unread);
  }

  /// Reads a file by itself.
  ///
  /// @param known calls of the period that are there already; new ones are added
  public Outcome read(
      String sha256, String name, byte[] bytes, CallSet known, Instant now, Progress progress) {
    return read(sha256, name, bytes, known, KeptParts.NONE, now, progress);
  }

  /// Reads a file.
  ///
  /// @param known calls of the period that are there already; new ones are added
  /// @param kept parts of long calls that came with earlier files
  public Outcome read(
      String sha256,
      String name,
      byte[] bytes,
      CallSet known,
      KeptParts kept,
      Instant now,
      Progress progress) {
    File file = new File(sha256, name, bytes, known, kept, now);
    Optional<RecordDocument> document = RecordDocument.recognise(bytes);
    if (document.isPresent()) {
      return readDocument(document.get(), file);
    }
    Optional<RecordFormats.Recognised> format = RecordFormats.recognise(bytes, profiles);
    return format.isPresent() ? readLines(format.get(), file, progress) : readRecords(file);
  }

  /// What is read, and what it is held against.
  private record File(
      String sha256, String name, byte[] bytes, CallSet known, KeptParts kept, Instant now) {}

  /// Files of lines.
  private Outcome readLines(RecordFormats.Recognised found, File file, Progress progress) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(file.bytes()), StandardCharsets.UTF_8),
            1 << 16)) {
      RecordFormat form = found.format().within(RecordDocument.text(file.bytes()));
      Reading reading = new Reading(form.name(), file);
      if (found.damagedAt() > 0) {
        reading.note(1, found.damagedAt(), "header");
      }
      for (int i = -found.more(); i < form.headerLines(); i++) {
        String line = lines.readLine();
        reading.line++;
        if (i > 0 && line != null && form.split(line).size() != form.headerWidth()) {
          reading.note(reading.line, 1, "header");
        }
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reading.take(form, reading.line == 0 ? RecordFormats.withoutMark(line) : line);
        if (reading.line % REPORT_EVERY == 0) {
          progress.report("voice.load", reading.line, -1);
        }
      }
      progress.report("voice.load", reading.line, reading.line);
      return reading.outcome();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Files whose records are not one line each.
  private Outcome readDocument(RecordDocument format, File file) {
    Reading reading = new Reading(format.name(), file);
    for (RecordDocument.Entry record : format.read(RecordDocument.text(file.bytes()), zone)) {
      reading.line = record.line();
      reading.read++;
      switch (record) {
        case RecordDocument.Placed placed -> reading.take(placed.parsed());
        case RecordDocument.Half half -> reading.takeHalf(half);
      }
    }
    return reading.outcome();
  }

  /// Files of records in BER.
  private Outcome readRecords(File file) {
    for (TagTable table : tables) {
      if (table.recognises(file.bytes())) {
        return readEvents(table, file);
      }
    }
    BerFile records = new BerFile(file.bytes());
    Optional<BerFile.Facts> facts = records.facts();
    if (facts.isEmpty() || facts.get().wrapping() == BerFile.Wrapping.BARE) {
      for (TagTable table : tables) {
        if (table.recognisesDamaged(file.bytes())) {
          return readEvents(table, file);
        }
      }
    }
    if (facts.isEmpty()) {
      return refused(file.name());
    }
    Reading reading = new Reading(facts.get().wrapping().format(), file);
    RecordReading taking = new RecordReading(reading);
    records.walk(taking);
    taking.finish(facts.get());
    return reading.outcome();
  }

  /// 0 for a withheld number, -1 for what is none.
  private long calling(String raw) {
    return switch (normaliser.normalise(raw)) {
      case Normalised.Number(var calling) -> Long.parseLong(calling.digits());
      case Normalised.Withheld _ -> 0;
      case Normalised.NotANumber _ -> -1;
    };
  }

  private Outcome readEvents(TagTable table, File file) {
    Reading reading = new Reading(table.name(), file);
    TagTable.Batch batch = table.batch(file.bytes());
    for (TagTable.Placed event : batch.events()) {
      reading.line++;
      reading.read++;
      reading.take(event.parsed());
    }
    reading.serial = new FileReport.Serial(batch.source(), batch.number());
    if (!table.recognises(file.bytes())) {
      reading.note(-2, 0, "first-octet");
    }
    if (batch.declared() >= 0 && batch.declared() != reading.read) {
      reading.note(0, 0, "declared-count");
    }
    return reading.outcome();
  }

  private static Outcome refused(String name) {
    return new Outcome.Refused(
        Refusal.of(
            "voice.file.format",
            "السطر 1: صيغة الملف "
                + name
                + " غير معروفة. الصيغ المقبولة: "
                + READ
                + "، وملفات التوصيف وجداول الوسوم في مجلد البلد",
            "line 1: the format of "
                + name
                + " is not known; read are "
                + READ
                + ", and what the profiles and tag tables in the country's folder describe"));
  }

  private final class Reading {
    private final String format;
    private final File file;
    private final PartialCalls parts;
    private final List<Call> fresh = new ArrayList<>();
    private final Set<String> trunks = new HashSet<>();
    private final List<Leg> legs = new ArrayList<>();
    private final Signalling.Alike alike = new Signalling.Alike();
    private final List<FileReport.Flaw> flaws = new ArrayList<>();
    private int line;
    private int read;
    private int duplicates;
    private int quarantined;
    private int ignored;
    private FileReport.Serial serial = FileReport.Serial.NONE;

    Reading(String format, File file) {
      this.format = format;
      this.file = file;
      this.parts = new PartialCalls(file.kept());
    }

    void take(RecordFormat form, String text) {
      line++;
      read++;
      if (text.isBlank()) {
        ignored++;
        return;
      }
      List<String> cells = text.length() > MAX_LINE ? List.of() : form.split(text);
      if (cells.isEmpty()) {
        putAside(1, text.length() > MAX_LINE ? "line-too-long" : "quotes");
        return;
      }
      take(form.parse(cells, zone));
    }

    private void take(Parsed parsed) {
      switch (parsed) {
        case Parsed.Row row -> accept(row);
        case Parsed.Ignored _ -> ignored++;
        case Parsed.Damaged(int column, String reason) -> putAside(column, reason);
      }
    }

    private void accept(Parsed.Row row) {
      numbers(row, line)
          .ifPresent(numbers ->
              add(
                  new Call(
                      numbers.from(),
                      numbers.to(),
                      row.time(),
                      row.seconds(),
                      row.answered(),
                      row.trunk(),
                      line,
                      alike.of(row.signalling()))));
    }

    private void add(Call call) {
      if (!trunks.contains(call.trunk()) && trunks.size() == Segments.MAX_TRUNKS) {
        putAside(call.line(), 7, "trunk-too-many");
        return;
      }
      trunks.add(call.trunk());
      if (file.known().add(call)) {
        fresh.add(call);
      } else {
        duplicates++;
      }
    }

    private record Numbers(long from, long to) {}

    /// The numbers of a record; when there are none, it is put aside.
    ///
    /// @param at the line or record
    private Optional<Numbers> numbers(Parsed.Row row, int at) {
      Normalised to = normaliser.normalise(row.to());
      if (!(to instanceof Normalised.Number(var called))) {
        putAside(at, 3, "called-number");
        return Optional.empty();
      }
      long from = calling(row.from());
      if (from < 0) {
        putAside(at, 2, "calling-number");
        return Optional.empty();
      }
      if (row.trunk().length() > 32 || row.seconds() > Call.MAX_SECONDS) {
        putAside(at, 7, "trunk-or-seconds");
        return Optional.empty();
      }
      return Optional.of(new Numbers(from, Long.parseLong(called.digits())));
    }

    /// The end of a call names nobody: it is known by its dialogue.
    private void takeHalf(RecordDocument.Half half) {
      Parsed.Row row = half.row();
      Optional<Numbers> numbers = half.last() ? Optional.of(new Numbers(0, 0)) : numbers(row, line);
      if (numbers.isEmpty()) {
        return;
      }
      CallPart part =
          new CallPart(
              new CallPart.Place(file.sha256(), line, 0, 0),
              Sha256.hex(half.call()),
              half.last() ? CallPart.END : CallPart.BEGINNING,
              half.last(),
              true,
              numbers.get().from(),
              numbers.get().to(),
              row.time(),
              0,
              !half.last(),
              half.last() ? "" : row.trunk(),
              row.signalling());
      if (!parts.add(part)) {
        putAside(1, "partial-too-many");
      }
    }

    private void putAside(int column, String reason) {
      putAside(line, column, reason);
    }

    private void putAside(int line, int column, String reason) {
      quarantined++;
      note(line, column, reason);
    }

    private void note(int line, int column, String reason) {
      if (flaws.size() < FileReport.MAX_FLAWS) {
        flaws.add(new FileReport.Flaw(line, column, reason));
      }
    }

    /// Puts the parts together, then counts.
    Outcome outcome() {
      PartialCalls.Assembled assembled = parts.finish(rules.at(file.now()));
      assembled.calls().forEach(this::add);
      duplicates += assembled.duplicates().size();
      PartChanges changes = assembled.changes();
      FileReport report =
          new FileReport(
              file.sha256(),
              file.name(),
              format,
              file.now(),
              read,
              fresh.size(),
              duplicates,
              quarantined,
              ignored,
              FileReport.Parts.of(changes.added()),
              serial,
              flaws);
      return new Outcome.Read(report, fresh, changes, legs);
    }
  }

  /// Records one by one: gateway records become calls, parts wait for each other, the subscribers'
  /// own records and services are passed over.
  private final class RecordReading implements BerFile.Taking {
    private final Reading reading;
    private final Map<String, String> networks = new HashMap<>();
    private boolean tooMany;

    RecordReading(Reading reading) {
      this.reading = reading;
    }

    private void count() {
      reading.line++;
      reading.read++;
    }

    @Override
    public void call(GatewayRecord call, int offset, int end) {
      count();
      if (!call.isGateway()) {
        // passed over by the accounts, whatever it serves besides
        reading.ignored++;
        call.mobilePoint().flatMap(point -> leg(call, point)).ifPresent(this::keep);
        return;
      }
      if (call.duration() > Call.MAX_SECONDS) {
        reading.putAside(offset, "trunk-or-seconds");
        return;
      }
      String trunkPrefix = normaliser.home().trunkPrefix();
      boolean answered = call.isAnswered();
      Parsed.Row row =
          new Parsed.Row(
              call.callingText(trunkPrefix),
              call.calledText(trunkPrefix),
              call.time(),
              answered ? (int) call.duration() : 0,
              answered,
              call.trunk(),
              call.signalling());
      boolean more = call.isPartial();
      if (more || reading.parts.hasUnnumbered()) {
        String reference = Sha256.hex(call.reference());
        if (more || reading.parts.isUnnumbered(reference)) {
          part(call, row, reference, offset, end);
          return;
        }
      }
      reading.accept(row);
    }

    private void keep(Leg leg) {
      if (reading.legs.size() < MAX_LEGS) {
        reading.legs.add(leg);
      } else if (!tooMany) {
        tooMany = true;
        reading.note(0, 0, "legs-too-many");
      }
    }

    /// Short codes and what else is no number of a subscriber make no leg. A part of a long call is
    /// one of its own.
    private Optional<Leg> leg(GatewayRecord call, Leg.Point point) {
      String prefix = normaliser.home().trunkPrefix();
      long from = calling(call.originText(prefix));
      Normalised to = normaliser.normalise(call.calledText(prefix));
      boolean answered = call.isAnswered();
      if (from < 0
          || answered && call.duration() > Call.MAX_SECONDS
          || !(to instanceof Normalised.Number(var called))) {
        return Optional.empty();
      }
      Signalling signalling = call.signalling();
      return Optional.of(
          new Leg(
              point,
              networks.computeIfAbsent(NETWORK + call.entity(), same -> same),
              from,
              Long.parseLong(called.digits()),
              answered ? call.time() - Math.max(0, signalling.ringing()) : call.time(),
              signalling.ringing(),
              answered ? (int) call.duration() : 0,
              answered,
              signalling.q850(),
              signalling.delay(),
              call.cell(),
              0,
              reading.line));
    }

    private void part(GatewayRecord call, Parsed.Row row, String reference, int offset, int end) {
      boolean last =
          call.cause() != GatewayRecord.PARTIAL
              && call.cause() != GatewayRecord.PARTIAL_REESTABLISHED;
      boolean numbered = call.sequence() != GatewayRecord.NONE;
      reading
          .numbers(row, reading.line)
          .map(numbers ->
              new CallPart(
                  new CallPart.Place(reading.file.sha256(), reading.line, offset, end - offset),
                  reference,
                  numbered ? call.sequence() : CallPart.UNNUMBERED,
                  last,
                  false,
                  numbers.from(),
                  numbers.to(),
                  row.time(),
                  row.seconds(),
                  row.answered(),
                  row.trunk(),
                  row.signalling()))
          .filter(part -> !reading.parts.add(part))
          .ifPresent(_ -> reading.putAside(offset, "partial-too-many"));
    }

    @Override
    public void other(int tag, int offset, int end) {
      count();
      reading.ignored++;
    }

    /// The column of a flaw is the place in the file, from 0.
    @Override
    public void damaged(int offset, int at, String reason) {
      count();
      reading.putAside(at, reason);
    }

    /// Flaws of the file itself stand at lines 0 and below, and count as no record.
    void finish(BerFile.Facts facts) {
      reading.serial = new FileReport.Serial(facts.source(), facts.sequence());
      if (facts.declared() >= 0 && facts.declared() != reading.read) {
        reading.note(0, 0, "declared-count");
      }
      if (facts.lost() != 0) {
        reading.note(-1, 0, "lost-records");
      }
      facts.flaws().forEach((place, reason) -> reading.note(-2, place, reason));
    }
  }
}
