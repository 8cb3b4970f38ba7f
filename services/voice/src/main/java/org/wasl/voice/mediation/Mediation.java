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
import org.wasl.voice.wire.CsvLine;
import org.wasl.voice.wire.RecordFormat;
import org.wasl.voice.wire.RecordFormat.Parsed;
import org.wasl.voice.wire.RecordFormats;

/// Reads call record files of this side. Every line is accounted for; a damaged line is put aside
/// with line, column and reason, and the rest goes on.
///
/// @param normaliser for numbers as switches of this country write them
/// @param zone for formats that write local times
public record Mediation(NumberNormaliser normaliser, ZoneId zone) {
  private static final int MAX_LINE = 8_192;
  private static final int REPORT_EVERY = 50_000;

  /// The outcome of a file.
  public sealed interface Outcome {
    record Read(FileReport report, List<Call> calls) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  /// @param known calls of the period that are there already; new ones are added
  public Outcome read(
      String sha256, String name, byte[] bytes, CallSet known, Instant now, Progress progress) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8),
            1 << 16)) {
      String first = lines.readLine();
      Optional<RecordFormat> format =
          first == null ? Optional.empty() : RecordFormats.recognise(withoutMark(first));
      if (first == null || format.isEmpty()) {
        return refused(name);
      }
      Reading reading = new Reading(format.get(), known);
      if (!format.get().hasHeader()) {
        reading.take(withoutMark(first));
      } else {
        reading.line++;
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reading.take(line);
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

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private static Outcome refused(String name) {
    return new Outcome.Refused(
        Refusal.of(
            "voice.file.format",
            "السطر 1: صيغة الملف "
                + name
                + " غير معروفة. الصيغ المقبولة: Asterisk وFreeSWITCH وWasl CSV",
            "line 1: the format of "
                + name
                + " is not known; Asterisk, FreeSWITCH and Wasl CSV are read"));
  }

  private final class Reading {
    private final RecordFormat format;
    private final CallSet known;
    private final List<Call> fresh = new ArrayList<>();
    private final List<FileReport.Flaw> flaws = new ArrayList<>();
    private int line;
    private int read;
    private int duplicates;
    private int quarantined;
    private int ignored;

    Reading(RecordFormat format, CallSet known) {
      this.format = format;
      this.known = known;
    }

    void take(String text) {
      line++;
      read++;
      if (text.isBlank()) {
        ignored++;
        return;
      }
      List<String> cells = text.length() > MAX_LINE ? List.of() : CsvLine.split(text);
      if (cells.isEmpty()) {
        putAside(1, text.length() > MAX_LINE ? "line-too-long" : "quotes");
        return;
      }
      switch (format.parse(cells, zone)) {
        case Parsed.Row row -> accept(row);
        case Parsed.Ignored _ -> ignored++;
        case Parsed.Damaged(int column, String reason) -> putAside(column, reason);
      }
    }

    private void accept(Parsed.Row row) {
      Normalised to = normaliser.normalise(row.to());
      if (!(to instanceof Normalised.Number(var called))) {
        putAside(3, "called-number");
        return;
      }
      long from =
          switch (normaliser.normalise(row.from())) {
            case Normalised.Number(var calling) -> Long.parseLong(calling.digits());
            case Normalised.Withheld _ -> 0;
            case Normalised.NotANumber _ -> -1;
          };
      if (from < 0) {
        putAside(2, "calling-number");
        return;
      }
      if (row.trunk().length() > 32 || row.seconds() > Call.MAX_SECONDS) {
        putAside(7, "trunk-or-seconds");
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
      quarantined++;
      if (flaws.size() < FileReport.MAX_FLAWS) {
        flaws.add(new FileReport.Flaw(line, column, reason));
      }
    }

    FileReport report(String sha256, String name, Instant now) {
      return new FileReport(
          sha256,
          name,
          format.name(),
          now,
          read,
          fresh.size(),
          duplicates,
          quarantined,
          ignored,
          flaws);
    }
  }
}
