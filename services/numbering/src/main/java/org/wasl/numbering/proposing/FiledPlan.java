package org.wasl.numbering.proposing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.Lengths;
import org.wasl.numbering.filing.Proposed;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.country.Organisation;
import org.wasl.terms.country.Party;
import org.wasl.terms.country.Sourced.Confidence;

/// What a filing proposes, in the words of the registry: each row with its document and place, the
/// change of a holder's name as an event, and, of a complete filing, the withdrawal of what it no
/// longer names. A row that the registry cannot hold is named, never dropped.
///
/// @param entries ready to be proposed, disjoint
/// @param events holders that changed against what is known
/// @param left rows that were not taken, each with the reason
public record FiledPlan(List<PlanEntry> entries, List<HolderEvent> events, List<Left> left) {

  /// @param place row and column of the filing
  public record Left(String place, String codes, LocalizedText reason) {}

  /// @param known what the registry holds of the plan
  /// @param complete whether what the filing does not name is withdrawn
  /// @param day the filing's own date
  public static FiledPlan of(
      Filing filing, Party party, List<PlanEntry> known, boolean complete, LocalDate day) {
    return new Making(filing, party, known, day).make(complete);
  }

  private static final class Making {
    private final Filing filing;
    private final Party party;
    private final List<PlanEntry> known;
    private final ZoneId zone;
    private final Instant at;
    private final List<PlanEntry> entries = new ArrayList<>();
    private final List<HolderEvent> events = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();

    Making(Filing filing, Party party, List<PlanEntry> known, LocalDate day) {
      this.filing = filing;
      this.party = party;
      this.zone = party.zone();
      this.at = day.atStartOfDay(zone).toInstant();
      this.known = known.stream().filter(each -> each.valid().to().isAfter(at)).toList();
    }

    FiledPlan make(boolean complete) {
      filing.proposals().forEach(this::take);
      if (complete) {
        withdrawAbsent();
      }
      return new FiledPlan(List.copyOf(entries), List.copyOf(events), List.copyOf(left));
    }

    private void take(Proposed row) {
      try {
        PlanEntry entry = entry(row);
        Optional<PlanEntry> before =
            entries.stream().filter(each -> each.overlaps(entry)).findFirst();
        if (before.isPresent()) {
          leave(
              row,
              "سبق ذكر الرموز " + before.get().codes() + " في الوثيقة نفسها",
              "the codes " + before.get().codes() + " stand in the same document before");
          return;
        }
        entries.add(entry);
        findEvents(entry);
      } catch (IllegalArgumentException e) {
        leave(
            row,
            "لا يقبله السجل: " + e.getMessage(),
            "the registry cannot hold it: " + e.getMessage());
      }
    }

    private void leave(Proposed row, String ar, String en) {
      left.add(new Left(row.place().toString(), row.range().toString(), new LocalizedText(ar, en)));
    }

    private PlanEntry entry(Proposed row) {
      Resource resource = row.resource().resource();
      CodeRange codes = row.range();
      Lengths lengths = row.lengths().orElseGet(() -> knownLengths(resource, codes));
      String note = (row.usage() + (row.note().isEmpty() ? "" : "; " + row.note())).strip();
      return new PlanEntry(
          resource,
          codes,
          lengths.least(),
          lengths.most(),
          usage(row),
          holder(row.holder()),
          status(row),
          row.area().isEmpty()
              ? Optional.empty()
              : Optional.of(new LocalizedText(row.area(), row.area())),
          new Span(
              row.validFrom().map(this::start).orElse(at),
              row.validTo().map(last -> start(last.plusDays(1))).orElse(Span.END)),
          Optional.empty(),
          new Citation(
              shortened(row.place().document(), 200),
              "table " + row.place().table() + " row " + row.place().row(),
              Confidence.READ_IN_SOURCE),
          shortened(note, PlanEntry.MAX_NOTE));
    }

    private Instant start(LocalDate day) {
      return day.atStartOfDay(zone).toInstant();
    }

    private static String shortened(String text, int most) {
      return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /// The filing does not say how long the numbers are: what is known of the code, or it is left.
    private Lengths knownLengths(Resource resource, CodeRange codes) {
      if (!resource.isNumbers()) {
        return Lengths.of(codes.length());
      }
      return known.stream()
          .filter(each -> each.resource() == resource && each.codes().overlaps(codes))
          .map(each -> new Lengths(each.leastDigits(), each.mostDigits()))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no length is given"));
    }

    private static Usage usage(Proposed row) {
      String text = (row.usage() + " " + row.note()).toLowerCase(Locale.ROOT);
      switch (row.resource()) {
        case MNC, ICC, ENUM -> {
          return Usage.NETWORK;
        }
        case ISPC, SANC, NSPC -> {
          return Usage.SIGNALLING;
        }
        case IIN -> {
          return Usage.CARDS;
        }
        case E164, SHORT -> {
          // the words say it
        }
      }
      if (holds(text, "wll", "wireless local")) {
        return Usage.WIRELESS_LOCAL_LOOP;
      }
      if (holds(text, "emergency", "طوارئ", "urgence")) {
        return Usage.EMERGENCY;
      }
      if (holds(text, "mobile", "gsm", "3g", "4g", "5g", "cellular", "محمول", "خلوي", "خليوي")) {
        return Usage.MOBILE;
      }
      if (holds(text, "fixed", "geographic", "pstn", "pots", "landline", "ثابت")) {
        return Usage.FIXED;
      }
      return row.resource() == FiledResource.SHORT ? Usage.SERVICE : Usage.OTHER;
    }

    private static boolean holds(String text, String... words) {
      for (String word : words) {
        if (text.contains(word)) {
          return true;
        }
      }
      return false;
    }

    private static Status status(Proposed row) {
      return switch (row.status()) {
        case ALLOCATED -> Status.IN_SERVICE;
        case RESERVED -> Status.RESERVED;
        case UNALLOCATED -> Status.FREE;
        case WITHDRAWN -> Status.WITHDRAWN;
      };
    }

    private Optional<Holder> holder(String name) {
      return name.isBlank()
          ? Optional.empty()
          : Optional.of(new Holder(shortened(name, 200), organisation(name)));
    }

    /// The organisation that bears this name, in the registry or among those of the party.
    private Optional<OrganisationId> organisation(String name) {
      return known.stream()
          .flatMap(each -> each.holder().stream())
          .filter(each -> each.name().equalsIgnoreCase(name))
          .flatMap(each -> each.organisation().stream())
          .findFirst()
          .or(() ->
              party.organisations().stream()
                  .filter(each -> bears(each, name))
                  .map(Organisation::id)
                  .findFirst());
    }

    private static boolean bears(Organisation organisation, String name) {
      return organisation.names().stream()
          .anyMatch(
              each -> each.text().en().equalsIgnoreCase(name) || each.text().ar().equals(name));
    }

    private void findEvents(PlanEntry entry) {
      for (PlanEntry old : known) {
        boolean changed =
            old.overlaps(entry)
                && old.holder().isPresent()
                && entry.holder().isPresent()
                && !old.holder().get().name().equals(entry.holder().get().name());
        if (changed) {
          CodeRange both = old.codes().shared(entry.codes()).orElse(entry.codes());
          events.add(
              new HolderEvent(
                  HolderEvent.Kind.NAME_CHANGED,
                  entry.resource(),
                  both,
                  old.holder().get(),
                  entry.holder().get(),
                  Optional.of(old.valid().from()).filter(from -> !from.equals(Span.BEGINNING)),
                  at,
                  entry.citation()));
        }
      }
    }

    /// Of the uses that the filing speaks of, what is in service and not named was withdrawn
    /// between the last filing and this one.
    private void withdrawAbsent() {
      List<PlanEntry> filed = List.copyOf(entries);
      for (PlanEntry old : known) {
        boolean spoken =
            filed.stream()
                .anyMatch(each -> each.resource() == old.resource() && each.usage() == old.usage());
        if (!spoken || old.status() != Status.IN_SERVICE) {
          continue;
        }
        List<PlanEntry> rest = List.of(old);
        for (PlanEntry entry : filed) {
          rest = rest.stream().flatMap(each -> each.without(entry).stream()).toList();
        }
        rest.stream().filter(each -> each.valid().to().isAfter(at)).forEach(this::withdraw);
      }
    }

    private void withdraw(PlanEntry gone) {
      Citation citation =
          new Citation(
              shortened(filing.document().name(), 200), "absent", Confidence.READ_IN_SOURCE);
      Instant from = gone.valid().from().isAfter(at) ? gone.valid().from() : at;
      entries.add(
          new PlanEntry(
              gone.resource(),
              gone.codes(),
              gone.leastDigits(),
              gone.mostDigits(),
              gone.usage(),
              gone.holder(),
              Status.WITHDRAWN,
              gone.area(),
              new Span(from, gone.valid().to()),
              Optional.of(gone.valid().from()).filter(since -> !since.equals(Span.BEGINNING)),
              citation,
              "named before (" + gone.citation().document() + "), not in this filing"));
    }
  }
}
