package org.wasl.voice.web;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.wasl.settlement.Stream;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.voice.TariffRow;
import org.wasl.voice.exchange.SheetBook;
import org.wasl.voice.exchange.SheetBook.Sheet;
import org.wasl.voice.exchange.SheetBook.Standing;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.sheets.SheetChange;
import org.wasl.voice.sheets.SheetProfile;
import org.wasl.voice.sheets.SheetReader;
import org.wasl.voice.sheets.SheetReading;
import org.wasl.voice.sheets.SheetRules;
import org.wasl.voice.wire.TableFile;

/// Rate sheets: reading a table, what it changes, proposing it, and answering the other side's.
@Controller
public class SheetPages {
  private static final int SHOWN = 500;
  private static final int SHOWN_FLAWS = 100;

  /// Sheets that were read and wait for a click, the newest ones.
  private static final int OPENED = 8;

  /// Why a payer does not accept a sheet: codes, so that both languages have the words.
  private static final List<String> REASONS =
      List.of("not-agreed", "too-high", "too-soon", "unclear", "wrong-prefixes");

  private final VoiceDesk desk;
  private final Map<String, RateSheet> opened =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateSheet> eldest) {
          return size() > OPENED;
        }
      };

  public SheetPages(VoiceDesk desk) {
    this.desk = desk;
  }

  private SheetBook book() {
    return desk.sheetBook();
  }

  @GetMapping("/voice/sheets")
  String sheets(Model model) {
    model.addAttribute("us", desk.us());
    model.addAttribute("sheets", book().sheets().reversed());
    model.addAttribute("streams", ourStreams());
    model.addAttribute("units", SheetProfile.Unit.values());
    model.addAttribute("dates", SheetProfile.Dates.values());
    model.addAttribute("tomorrow", desk.today().plusDays(1));
    return "voice/sheets";
  }

  private List<Stream> ourStreams() {
    return desk.agreement().form().streams().stream()
        .filter(stream -> stream.payee().equals(desk.us()))
        .toList();
  }

  @PostMapping("/voice/sheets/read")
  String read(
      @RequestParam MultipartFile file,
      @RequestParam String stream,
      @RequestParam SheetProfile.Unit unit,
      @RequestParam SheetProfile.Dates dates,
      @RequestParam LocalDate from,
      @RequestParam int initial,
      @RequestParam int step,
      @RequestParam(defaultValue = "false") boolean complete,
      Model model)
      throws IOException {
    boolean isOurs = ourStreams().stream().anyMatch(each -> each.id().equals(stream));
    boolean fits = TariffRow.MAX_STEP >= Math.max(initial, step) && Math.min(initial, step) >= 1;
    if (!isOurs || !fits || file.getSize() > RateSheet.MAX_BYTES) {
      throw new IllegalArgumentException("not a stream of ours, or no seconds of a step");
    }
    SheetProfile profile = new SheetProfile(stream, unit, dates, from, initial, step);
    SheetReading reading = reading(file.getBytes(), profile, complete);
    if (reading.sheet().isPresent()) {
      RateSheet sheet = reading.sheet().get();
      synchronized (opened) {
        opened.put(sheet.digest(), sheet);
      }
      return "redirect:/voice/sheets/" + sheet.digest();
    }
    model.addAttribute("flawCount", reading.flaws().size());
    model.addAttribute(
        "flaws", reading.flaws().subList(0, Math.min(SHOWN_FLAWS, reading.flaws().size())));
    return sheets(model);
  }

  private SheetReading reading(byte[] bytes, SheetProfile profile, boolean complete) {
    List<List<String>> table;
    try {
      table = TableFile.read(bytes);
    } catch (IllegalArgumentException e) {
      SheetReading.Flaw flaw =
          new SheetReading.Flaw(0, 0, "no-table", String.valueOf(e.getMessage()));
      return new SheetReading(Optional.empty(), List.of(flaw));
    }
    SheetReader reader = new SheetReader(profile, complete, book().basis(profile.stream()));
    return reader.read(table, SheetRules.of(desk.agreement(), desk.today()));
  }

  /// One sheet: of the book, or just read and not yet proposed.
  @GetMapping("/voice/sheets/{digest}")
  String sheet(@PathVariable String digest, Model model) {
    Optional<Sheet> known = book().find(digest);
    Optional<RateSheet> fresh = opened(digest);
    if (known.isEmpty() && fresh.isEmpty()) {
      return "redirect:/voice/sheets";
    }
    RateSheet sheet = known.map(Sheet::sheet).or(() -> fresh).orElseThrow();
    List<SheetChange> changes =
        known.isPresent() ? book().changesOf(known.get()) : book().changes(sheet);
    model.addAttribute("us", desk.us());
    model.addAttribute("sheet", sheet);
    model.addAttribute("digest", digest);
    model.addAttribute("known", known.orElse(null));
    model.addAttribute("answerable", known.filter(this::waitsForUs).isPresent());
    model.addAttribute("reasons", REASONS);
    model.addAttribute("counts", counts(changes));
    model.addAttribute("changes", rows(changes));
    model.addAttribute("changeCount", changes.size());
    model.addAttribute(
        "refusal",
        known.isPresent() ? null : book().refuses(sheet).map(Refusal::text).orElse(null));
    return "voice/sheet";
  }

  /// A sheet as it crossed and was signed.
  @GetMapping("/voice/sheets/{digest}/sheet.json")
  ResponseEntity<byte[]> signed(@PathVariable String digest) {
    return book()
        .find(digest)
        .map(each ->
            ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"" + each.sheet().effective() + "-" + digest + ".json\"")
                .body(each.sheet().json().canonicalBytes()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private Optional<RateSheet> opened(String digest) {
    synchronized (opened) {
      return Optional.ofNullable(opened.get(digest));
    }
  }

  private boolean waitsForUs(Sheet sheet) {
    return sheet.standing() == Standing.WAITING && !sheet.by().equals(desk.us());
  }

  private static Map<SheetChange.Kind, Long> counts(List<SheetChange> changes) {
    Map<SheetChange.Kind, Long> counts = new EnumMap<>(SheetChange.Kind.class);
    changes.forEach(change -> counts.merge(change.kind(), 1L, Long::sum));
    return counts;
  }

  /// A change for people: rates a minute in the currency; what changed first, most first.
  ///
  /// @param more whether anything else than the rates changes: steps, minimum, grace, fees
  public record ChangeRow(
      SheetChange change, String destination, Rates before, Rates after, boolean more) {}

  /// Rates a minute, peak and off-peak; empty where there is none.
  public record Rates(String peak, String offPeak) {
    private static final Rates NONE = new Rates("", "");

    static Rates of(Optional<TariffRow> row) {
      return row.map(each -> new Rates(money(each.peakMicros()), money(each.offPeakMicros())))
          .orElse(NONE);
    }

    private static String money(long micros) {
      return BigDecimal.valueOf(micros, 6).toPlainString();
    }
  }

  private static List<ChangeRow> rows(List<SheetChange> changes) {
    List<ChangeRow> rows = new ArrayList<>();
    for (boolean changed : List.of(true, false)) {
      changes.stream()
          .filter(each -> (each.kind() != SheetChange.Kind.UNCHANGED) == changed)
          .limit(SHOWN - rows.size())
          .map(SheetPages::row)
          .forEach(rows::add);
    }
    return rows;
  }

  private static ChangeRow row(SheetChange change) {
    String destination = change.after().or(change::before).map(TariffRow::destination).orElse("");
    boolean more =
        change.before().isPresent()
            && change.after().isPresent()
            && !rest(change.before().get()).equals(rest(change.after().get()));
    return new ChangeRow(
        change, destination, Rates.of(change.before()), Rates.of(change.after()), more);
  }

  private static List<Long> rest(TariffRow row) {
    return List.of(
        (long) row.initial(),
        (long) row.step(),
        (long) row.minimum(),
        (long) row.grace(),
        row.connectMicros(),
        row.attemptMicros());
  }

  @PostMapping("/voice/sheets/{digest}/propose")
  String propose(@PathVariable String digest, Person person) {
    Optional<RateSheet> sheet = opened(digest);
    if (sheet.isEmpty()) {
      return "redirect:/voice/sheets";
    }
    book().proposeSheet(sheet.get(), person);
    return "redirect:/approvals";
  }

  @PostMapping("/voice/sheets/{digest}/answer")
  String answer(
      @PathVariable String digest,
      @RequestParam boolean accepted,
      @RequestParam(defaultValue = "") String reason,
      Person person) {
    boolean well = accepted ? reason.isEmpty() : REASONS.contains(reason);
    if (!well || book().find(digest).filter(this::waitsForUs).isEmpty()) {
      throw new IllegalArgumentException("not an answer to a sheet that waits for one");
    }
    book().proposeAnswer(digest, accepted, reason, person);
    return "redirect:/approvals";
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
