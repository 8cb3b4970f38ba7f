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
import java.util.List;
import java.util.Optional;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.numbering.normalising.NumberNormaliser.Normalised;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.voice.Call;
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
public record Mediation(NumberNormaliser normaliser, ZoneId zone, List<TagTable> tables) {
  private static final int MAX_LINE = 8_192;
  private static final int REPORT_EVERY = 50_000;

  public Mediation {
    tables = List.copyOf(tables);
  }

  /// Without supplied tag tables.
  public Mediation(NumberNormaliser normaliser, ZoneId zone) {
    this(normaliser, zone, List.of());
  }

  /// The outcome of a file.
  public sealed interface Outcome {
    record Read(FileReport report, List<Call> calls) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  /// @param known calls of the period that are there already; new ones are added
  public Outcome read(
      String sha256, String name, byte[] bytes, CallSet known, Instant now, Progress progress) {
    Optional<RecordDocument> document = RecordDocument.recognise(bytes);
    if (document.isPresent()) {
      return readDocument(document.get(), sha256, name, bytes, known, now);
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8),
            1 << 16)) {
      String first = lines.readLine();
      Optional<RecordFormat> format =
          first == null ? Optional.empty() : RecordFormats.recognise(withoutMark(first));
      if (first == null || format.isEmpty()) {
        return readRecords(sha256, name, bytes, known, now);
      }
      RecordFormat form = format.get().opened(withoutMark(first));
      Reading reading = new Reading(form.name(), known);
      if (form.headerLines() == 0) {
        reading.take(form, withoutMark(first));
      } else {
        reading.line++;
      }
      for (int i = 1; i < form.headerLines() && lines.readLine() != null; i++) {
        reading.line++;
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reading.take(form, line);
        if (reading.line % REPORT_EVERY == 0) {
          progress.report("voice.load", reading.line, -1);
        }
      }
      progress.report("voice.load", reading.line, reading.line);
      return new Outcome.Read(reading.report(sha256, name, now), reading.fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Files whose records are not one line each.
  private Outcome readDocument(
      RecordDocument format, String sha256, String name, byte[] bytes, CallSet known, Instant now) {
    Reading reading = new Reading(format.name(), known);
    String text = withoutMark(new String(bytes, StandardCharsets.UTF_8));
    for (RecordDocument.Placed record : format.read(text, zone)) {
      reading.line = record.line();
      reading.read++;
      reading.take(record.parsed());
    }
    return new Outcome.Read(reading.report(sha256, name, now), reading.fresh);
  }

  /// Files of records in BER.
  private Outcome readRecords(
      String sha256, String name, byte[] bytes, CallSet known, Instant now) {
    for (TagTable table : tables) {
      if (table.recognises(bytes)) {
        return readEvents(table, sha256, name, bytes, known, now);
      }
    }
    BerFile file = new BerFile(bytes);
    Optional<BerFile.Facts> facts = file.facts();
    if (facts.isEmpty()) {
      return refused(name);
    }
    Reading reading = new Reading(facts.get().wrapping().format(), known);
    RecordReading records = new RecordReading(reading);
    file.walk(records);
    records.finish(facts.get());
    return new Outcome.Read(reading.report(sha256, name, now), reading.fresh);
  }

  private Outcome readEvents(
      TagTable table, String sha256, String name, byte[] bytes, CallSet known, Instant now) {
    Reading reading = new Reading(table.name(), known);
    for (TagTable.Placed event : table.events(bytes)) {
      reading.line++;
      reading.read++;
      reading.take(event.parsed());
    }
    return new Outcome.Read(reading.report(sha256, name, now), reading.fresh);
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private static Outcome refused(String name) {
    return new Outcome.Refused(
        Refusal.of(
            "voice.file.format",
            "السطر 1: صيغة الملف "
                + name
                + " غير معروفة. الصيغ المقبولة: Asterisk وFreeSWITCH وWasl CSV و3GPP TS 32.297",
            "line 1: the format of "
                + name
                + " is not known; Asterisk, FreeSWITCH, Wasl CSV and 3GPP TS 32.297 are read"));
  }

  private final class Reading {
    private final String format;
    private final CallSet known;
    private final List<Call> fresh = new ArrayList<>();
    private final List<FileReport.Flaw> flaws = new ArrayList<>();
    private int line;
    private int read;
    private int duplicates;
    private int quarantined;
    private int ignored;

    Reading(String format, CallSet known) {
      this.format = format;
      this.known = known;
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
        case Parsed.Row row -> accept(row, line);
        case Parsed.Ignored _ -> ignored++;
        case Parsed.Damaged(int column, String reason) -> putAside(column, reason);
      }
    }

    /// @param line of the file, or number of the record
    private void accept(Parsed.Row row, int line) {
      Normalised to = normaliser.normalise(row.to());
      if (!(to instanceof Normalised.Number(var called))) {
        putAside(line, 3, "called-number");
        return;
      }
      long from =
          switch (normaliser.normalise(row.from())) {
            case Normalised.Number(var calling) -> Long.parseLong(calling.digits());
            case Normalised.Withheld _ -> 0;
            case Normalised.NotANumber _ -> -1;
          };
      if (from < 0) {
        putAside(line, 2, "calling-number");
        return;
      }
      if (row.trunk().length() > 32 || row.seconds() > Call.MAX_SECONDS) {
        putAside(line, 7, "trunk-or-seconds");
        return;
      }
      Call call =
          new Call(
              from,
              Long.parseLong(called.digits()),
              row.time(),
              row.seconds(),
              row.answered(),
              row.trunk(),
              line);
      if (known.add(call)) {
        fresh.add(call);
      } else {
        duplicates++;
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

    FileReport report(String sha256, String name, Instant now) {
      return new FileReport(
          sha256, name, format, now, read, fresh.size(), duplicates, quarantined, ignored, flaws);
    }
  }

  /// Records one by one: gateway records become calls, parts are put together, the subscribers' own
  /// records and services are passed over.
  private final class RecordReading implements BerFile.Taking, PartialCalls.Taking {
    private final Reading reading;
    private final PartialCalls parts = new PartialCalls();

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
        reading.ignored++;
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
              call.trunk());
      if (!call.isPartial()) {
        reading.accept(row, reading.line);
      } else if (!parts.add(call, row, reading.line)) {
        reading.putAside(offset, "partial-too-many");
      }
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

    @Override
    public void whole(Parsed.Row call, int record, int count) {
      reading.ignored += count - 1;
      reading.accept(call, record);
    }

    @Override
    public void damaged(int record, String reason) {
      reading.putAside(record, 0, reason);
    }

    /// Flaws of the file itself stand at lines 0 and below, and count as no record.
    void finish(BerFile.Facts facts) {
      parts.finish(this);
      if (facts.declared() >= 0 && facts.declared() != reading.read) {
        reading.note(0, 0, "declared-count");
      }
      if (facts.lost() != 0) {
        reading.note(-1, 0, "lost-records");
      }
    }
  }
}
