package org.wasl.numbering.porting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.border.AuditTrail;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Transactions;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.Holder;
import org.wasl.numbering.classifying.Classification;
import org.wasl.numbering.classifying.Classification.Outcome;
import org.wasl.numbering.classifying.Classifier;
import org.wasl.numbering.lookup.PortedNumbers;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.terms.country.Party;

/// The ported numbers of our own plan. Files come from the operators' clearing house; each line is
/// checked against the plan and against what is known of its number, is taken or refused with its
/// place, and the file stands in the audit log by counts alone. Numbers stay in the country.
public final class Portability {
  public static final int MAX_LINES = 1_000_000;
  public static final String COLUMNS = "number,donor,recipient,routing,since";
  private static final int MAX_LINE = 200;
  private static final int BATCH = 1_000;
  private static final int SHOWN = 100;

  private final Parts parts;

  /// What it works with.
  ///
  /// @param isOn whether the party's rules have portability
  public record Parts(
      boolean isOn,
      Party party,
      Classifier classifier,
      PortingStore store,
      Transactions transactions,
      AuditTrail audit,
      InstantSource clock) {}

  public Portability(Parts parts) {
    this.parts = parts;
  }

  public boolean isOn() {
    return parts.isOn();
  }

  /// Why a line was not taken.
  public enum Flaw {
    COLUMNS("ليس في السطر خمسة أعمدة سليمة", "the line does not have five sound columns"),
    NOT_IN_SERVICE("ليس رقماً في الخدمة في خطتنا", "not a number in service in our plan"),
    NOT_THE_DONOR("المتنازل ليس مشغّل الرقم", "the donor does not have the number"),
    UNKNOWN_ORGANISATION("جهة غير معروفة", "an organisation that is not known"),
    OLDER("أقدم مما هو معروف", "older than what is known"),
    NOT_A_RETURN(
        "لا رمز توجيه والمتلقي ليس حائز المجال", "no routing, and not to the holder of the range"),
    TOO_MANY("أسطر أكثر من الحد", "more lines than the limit");

    private final LocalizedText text;

    Flaw(String ar, String en) {
      this.text = new LocalizedText(ar, en);
    }

    public LocalizedText text() {
      return text;
    }
  }

  /// A line that was not taken; never the number.
  public record Refused(long line, Flaw flaw) {}

  /// @param refused how many lines of each kind
  /// @param first the first of them
  public record Report(long lines, long taken, Map<Flaw, Long> refused, List<Refused> first) {}

  /// Takes a file of [#COLUMNS]; a first line that is the columns is passed over.
  ///
  /// @throws IllegalStateException while the party has no portability
  public Report take(Reader file, Person by) throws IOException {
    if (!parts.isOn()) {
      throw new IllegalStateException("this party has no portability");
    }
    Taking taking = new Taking();
    BufferedReader in = new BufferedReader(file);
    StringBuilder line = new StringBuilder();
    boolean isOpen = true;
    while (isOpen) {
      isOpen = next(in, line);
      taking.line(line.toString());
    }
    taking.flush();
    Report report = taking.report();
    parts
        .audit()
        .record(
            new AuditEvent(
                Optional.of(by),
                "numbering.ported",
                parts.party().id().value(),
                Optional.empty(),
                "taken " + report.taken() + ", refused " + (report.lines() - report.taken())));
    return report;
  }

  private static boolean next(Reader in, StringBuilder line) throws IOException {
    line.setLength(0);
    int c = in.read();
    while (c >= 0 && c != '\n') {
      if (line.length() <= MAX_LINE && c != '\r' && c != '\uFEFF') {
        line.append((char) c);
      }
      c = in.read();
    }
    return c >= 0;
  }

  /// One file.
  private final class Taking {
    private final Map<Flaw, Long> flaws = new TreeMap<>();
    private final List<Refused> first = new ArrayList<>();
    private final Map<E164Number, Ported> batch = new HashMap<>();
    private long number;
    private long lines;
    private long taken;

    void line(String text) {
      number++;
      if (text.isBlank() || (number == 1 && text.strip().equalsIgnoreCase(COLUMNS))) {
        return;
      }
      lines++;
      Optional<Flaw> flaw = lines > MAX_LINES ? Optional.of(Flaw.TOO_MANY) : read(text);
      if (flaw.isPresent()) {
        flaws.merge(flaw.get(), 1L, Long::sum);
        if (first.size() < SHOWN) {
          first.add(new Refused(number, flaw.get()));
        }
      }
    }

    private Optional<Flaw> read(String text) {
      String[] cells = text.strip().split("\\s*[,;]\\s*", -1);
      if (cells.length != 5 || text.length() > MAX_LINE) {
        return Optional.of(Flaw.COLUMNS);
      }
      Ported ported;
      try {
        ported =
            new Ported(
                new E164Number(cells[0].replaceFirst("^\\+", "")),
                new OrganisationId(cells[1]),
                new OrganisationId(cells[2]),
                cells[3],
                Instant.parse(cells[4]));
      } catch (IllegalArgumentException | DateTimeException _) {
        return Optional.of(Flaw.COLUMNS);
      }
      if (batch.size() == BATCH || batch.containsKey(ported.number())) {
        flush();
      }
      Optional<Flaw> flaw = flaw(ported);
      if (flaw.isEmpty()) {
        batch.put(ported.number(), ported);
      }
      return flaw;
    }

    void flush() {
      List<Ported> all = List.copyOf(batch.values());
      parts.transactions().within(() -> parts.store().add(all, parts.clock().instant()));
      taken += all.size();
      batch.clear();
    }

    Report report() {
      return new Report(lines, taken, flaws, List.copyOf(first));
    }
  }

  private Optional<Flaw> flaw(Ported ported) {
    Instant since = ported.since();
    Classification answer =
        parts.classifier().classify("+" + ported.number().digits(), parts.party().id(), since);
    boolean ours =
        answer.outcome() instanceof Outcome.Live
            && answer.basis().filter(row -> row.plan().equals(parts.party().id())).isPresent();
    if (!ours) {
      return Optional.of(Flaw.NOT_IN_SERVICE);
    }
    Optional<OrganisationId> holder =
        answer.basis().flatMap(row -> row.entry().holder()).flatMap(Holder::organisation);
    Optional<Ported> last = parts.store().find(ported.number(), Instant.MAX);
    if (last.isPresent() && !last.get().since().isBefore(since)) {
      return Optional.of(Flaw.OLDER);
    }
    Optional<OrganisationId> present = last.map(Ported::recipient).or(() -> holder);
    if (!present.equals(Optional.of(ported.donor()))) {
      return Optional.of(Flaw.NOT_THE_DONOR);
    }
    boolean known =
        parts.party().organisations().stream()
            .anyMatch(each -> each.id().equals(ported.recipient()));
    if (!known) {
      return Optional.of(Flaw.UNKNOWN_ORGANISATION);
    }
    return ported.isReturn() && !holder.equals(Optional.of(ported.recipient()))
        ? Optional.of(Flaw.NOT_A_RETURN)
        : Optional.empty();
  }

  /// Where a call to this number goes at that moment, when it is not the holder of its range.
  public Optional<Ported> find(E164Number number, Instant at) {
    return parts.isOn()
        ? parts.store().find(number, at).filter(each -> !each.isReturn())
        : Optional.empty();
  }

  /// How many numbers each recipient has now.
  public Map<String, Long> counts() {
    return parts.isOn() ? parts.store().counts(parts.clock().instant()) : Map.of();
  }

  /// All that is ported at a moment, to be asked without a database.
  ///
  /// @param routings recipient and routing by index
  public record Snapshot(PortedNumbers numbers, List<Routing> routings) {
    public Optional<Routing> find(E164Number number) {
      int index = numbers.find(Long.parseLong(number.digits()));
      return index == PortedNumbers.NONE ? Optional.empty() : Optional.of(routings.get(index));
    }
  }

  /// Where calls to ported numbers go.
  public record Routing(OrganisationId recipient, String routing) {}

  public Snapshot snapshot(Instant at) {
    Filling filling = new Filling();
    if (parts.isOn()) {
      parts.store().each(at, filling::add);
    }
    return filling.snapshot();
  }

  /// A snapshot being filled; the arrays grow by doubling.
  private static final class Filling {
    private final Map<Routing, Integer> places = new HashMap<>();
    private final List<Routing> routings = new ArrayList<>();
    private long[] numbers = new long[1_024];
    private short[] indexes = new short[1_024];
    private int size;

    void add(Ported ported) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
        indexes = Arrays.copyOf(indexes, size * 2);
      }
      numbers[size] = Long.parseLong(ported.number().digits());
      indexes[size] = (short) place(new Routing(ported.recipient(), ported.routing()));
      size++;
    }

    private int place(Routing routing) {
      Integer known = places.get(routing);
      if (known != null) {
        return known;
      }
      if (routings.size() == PortedNumbers.MOST_ROUTINGS) {
        throw new IllegalStateException("more routings than " + PortedNumbers.MOST_ROUTINGS);
      }
      places.put(routing, routings.size());
      routings.add(routing);
      return routings.size() - 1;
    }

    Snapshot snapshot() {
      return new Snapshot(
          new PortedNumbers(Arrays.copyOf(numbers, size), Arrays.copyOf(indexes, size)),
          List.copyOf(routings));
    }
  }
}
