package org.wasl.numbering.classifying;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.lookup.PlanBook;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.store.MemoryPlanStore;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Sourced.Confidence;

/// Random plans and random numbers: the classifier agrees with an oracle that compares digits one
/// by one and knows neither trie nor ranges.
class OracleTest {
  private static final PartyId PLAN = new PartyId("aa");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String CC = "999";

  private Instant now = START;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void onRandomPlansAndNumbersTheClassifierSaysWhatTheOracleSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MemoryTransactions transactions = new MemoryTransactions();
    Registry registry =
        new Registry(new MemoryPlanStore(transactions), transactions, () -> now, UUID::randomUUID);
    NationalPlan dialling = new NationalPlan(PLAN, CC, "0", "00", List.of());
    PlanBook book = new PlanBook(registry, List.of(dialling), () -> now);
    Classifier classifier = new Classifier(book, new CountryCodes(Set.of("1"), Set.of("44")));
    for (int round = 0; round < 25; round++) {
      now = now.plusSeconds(1);
      registry.record(
          new PlanChange(
              UUID.randomUUID(),
              PLAN,
              PlanChange.Ground.FILED,
              List.of(random(random)),
              List.of()));
      List<PlanEntry> entries = registry.entries(PLAN);
      for (int i = 0; i < 400; i++) {
        Instant at = START.plusSeconds(random.nextInt(1_000));
        String national = digits(random, 1 + random.nextInt(8));
        // two zeros are the international prefix
        boolean whole = national.startsWith("0") || random.nextBoolean();
        String raw = whole ? "+" + CC + national : "0" + national;
        Classification answer = classifier.classify(raw, PLAN, at);
        String context = "seed " + seed + " " + raw + " at " + at;
        assertEquals(oracle(entries, national, at), text(answer.outcome()), context);
        answer.basis().ifPresent(row -> assertEquals(true, row.entry().valid().holds(at), context));
      }
    }
  }

  private static PlanEntry random(SplittableRandom random) {
    boolean block = random.nextInt(3) == 0;
    int length = block ? 3 : 1 + random.nextInt(2);
    int space = length == 1 ? 10 : length == 2 ? 100 : 1_000;
    int first = random.nextInt(space);
    int last = Math.min(space - 1, first + random.nextInt(length == 3 ? 120 : 8));
    int from = random.nextInt(900);
    int least = Math.max(length, 3 + random.nextInt(4));
    Status[] all = Status.values();
    Status status = all[random.nextInt(all.length)];
    return new PlanEntry(
        block ? Resource.E164_BLOCK : Resource.E164_NDC,
        new CodeRange(padded(first, length), padded(last, length)),
        least,
        least + random.nextInt(2),
        PlanEntry.Usage.MOBILE,
        Optional.of(Holder.named("h" + random.nextInt(4))),
        status == Status.QUARANTINE ? Status.FREE : status,
        Optional.empty(),
        new Span(START.plusSeconds(from), START.plusSeconds(from + 1 + random.nextInt(400))),
        Optional.empty(),
        new Citation("random", "1", Confidence.EXAMPLE),
        "");
  }

  private static String padded(int code, int length) {
    return String.format("%0" + length + "d", code);
  }

  private static String digits(SplittableRandom random, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append((char) ('0' + random.nextInt(10)));
    }
    return out.toString();
  }

  /// Tries each code of each entry, character by character.
  private static String oracle(List<PlanEntry> entries, String national, Instant at) {
    Optional<PlanEntry> decides =
        deciding(entries, Resource.E164_BLOCK, national, at)
            .or(() -> deciding(entries, Resource.E164_NDC, national, at));
    if (decides.isPresent()) {
      PlanEntry entry = decides.get();
      if (entry.status() == Status.FREE) {
        return "UNALLOCATED";
      }
      if (national.length() < entry.leastDigits()) {
        return "TOO_SHORT " + (entry.leastDigits() - national.length());
      }
      if (national.length() > entry.mostDigits()) {
        return "TOO_LONG " + (national.length() - entry.mostDigits());
      }
      return switch (entry.status()) {
        case IN_SERVICE -> "LIVE " + entry.holder().orElseThrow().name();
        case ALLOCATED -> "ALLOCATED_NOT_IN_SERVICE";
        default -> entry.status().name();
      };
    }
    if (national.startsWith("0")) {
      return "TRUNK_ZERO_INCLUDED " + oracle(entries, national.substring(1), at);
    }
    List<Integer> missing = new ArrayList<>();
    for (PlanEntry entry : entries) {
      if (entry.valid().holds(at) && entry.status() != Status.FREE) {
        for (String code : codes(entry)) {
          if (code.length() > national.length() && code.startsWith(national)) {
            missing.add(entry.leastDigits() - national.length());
          }
        }
      }
    }
    return missing.stream()
        .min(Integer::compare)
        .map(by -> "TOO_SHORT " + by)
        .orElse("UNALLOCATED");
  }

  private static Optional<PlanEntry> deciding(
      List<PlanEntry> entries, Resource resource, String national, Instant at) {
    for (PlanEntry entry : entries) {
      boolean then = !at.isBefore(entry.valid().from()) && at.isBefore(entry.valid().to());
      if (entry.resource() == resource && then) {
        for (String code : codes(entry)) {
          if (national.startsWith(code)) {
            return Optional.of(entry);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> codes(PlanEntry entry) {
    List<String> codes = new ArrayList<>();
    for (int i = Integer.parseInt(entry.first()); i <= Integer.parseInt(entry.last()); i++) {
      codes.add(padded(i, entry.first().length()));
    }
    return codes;
  }

  private static String text(Classification.Outcome outcome) {
    return switch (outcome) {
      case Classification.Outcome.Live live -> "LIVE " + live.holder().map(Holder::name).orElse("");
      case Classification.Outcome.TooShort(int by) -> "TOO_SHORT " + by;
      case Classification.Outcome.TooLong(int by) -> "TOO_LONG " + by;
      case Classification.Outcome.TrunkZeroIncluded(String _, Classification.Outcome of) ->
          "TRUNK_ZERO_INCLUDED " + text(of);
      default -> outcome.code();
    };
  }
}
