package org.wasl.post.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.MailStream;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.ConsignmentStory;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.DispatchStory;
import org.wasl.post.following.ItemStory;
import org.wasl.post.following.Mail;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.watching.MissingDispatch;
import org.wasl.terms.LocalizedText;

/// What is planted is found with the right reason, and nothing else is.
class MailWithTruthTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Baghdad");
  private static final LocalizedText NAME = new LocalizedText("بريد", "mail");

  private static MailSetting setting(long seed, int irregular) {
    return new MailSetting(
        seed,
        new MailSetting.Side(new OfficeCode("SYDAMA"), new OfficeCode("SYALPA"), ZONE, "SY"),
        new MailSetting.Side(new OfficeCode("IQBGWA"), new OfficeCode("IQBGWB"), ZONE, "IQ"),
        List.of(
            new MailStream('A', "EN", NAME),
            new MailStream('C', "CN", NAME),
            new MailStream('D', "UN", NAME)),
        LocalDate.of(2026, 3, 1),
        14,
        4,
        6,
        irregular);
  }

  private static Map<DispatchKey, List<Fact>> byDispatch(Fortnight fortnight) {
    Map<DispatchKey, List<Fact>> all = new HashMap<>();
    Stream.concat(fortnight.ofOne().stream(), fortnight.ofOther().stream())
        .forEach(each ->
            each.dispatch()
                .ifPresent(key -> all.computeIfAbsent(key, _ -> new ArrayList<>()).add(each)));
    return all;
  }

  private static Set<Fortnight.Planted> found(Map<DispatchKey, List<Fact>> facts) {
    Set<Fortnight.Planted> found = new TreeSet<>();
    facts.forEach((key, list) -> {
      for (Irregularity each : DispatchStory.of(key, list, Mail.tolerances()).irregularities()) {
        found.add(new Fortnight.Planted(key, each.kind(), each.subject()));
      }
    });
    return found;
  }

  @Test
  void everyPlantedIrregularityIsFoundWithItsReasonAndNoOther() {
    Set<Irregularity.Kind> came = EnumSet.noneOf(Irregularity.Kind.class);
    for (long seed = 1; seed <= 12; seed++) {
      Fortnight fortnight = MailWithTruth.make(setting(seed, 600));
      Set<Fortnight.Planted> found = found(byDispatch(fortnight));
      Set<Fortnight.Planted> alarms = new TreeSet<>(found);
      alarms.removeAll(fortnight.planted());
      assertEquals(Set.of(), alarms, "found and not planted, seed " + seed);
      Set<Fortnight.Planted> passed = new TreeSet<>(fortnight.planted());
      passed.removeAll(found);
      assertEquals(Set.of(), passed, "planted and not found, seed " + seed);
      fortnight.planted().forEach(each -> came.add(each.kind()));
    }
    Set<Irregularity.Kind> byItem =
        EnumSet.of(Irregularity.Kind.DISPATCH_MISSING, Irregularity.Kind.ARRIVAL_NOT_RECORDED);
    assertEquals(EnumSet.complementOf(EnumSet.copyOf(byItem)), came);
  }

  private static Map<ConsignmentId, List<Fact>> byConsignment(Fortnight fortnight) {
    Map<ConsignmentId, List<Fact>> all = new HashMap<>();
    List<Fact> scans = new ArrayList<>();
    Stream.concat(fortnight.ofOne().stream(), fortnight.ofOther().stream())
        .forEach(each -> {
          if (each.deed() instanceof Deed.ReceptacleSeen) {
            scans.add(each);
          }
          each.deed()
              .aboutConsignment()
              .ifPresent(id -> all.computeIfAbsent(id, _ -> new ArrayList<>()).add(each));
        });
    all.values().forEach(each -> each.addAll(scans));
    return all;
  }

  private static Set<Fortnight.Carried> differences(Fortnight fortnight) {
    Set<Fortnight.Carried> found = new TreeSet<>();
    byConsignment(fortnight)
        .forEach((id, facts) ->
            ConsignmentStory.of(id, facts)
                .irregularities()
                .forEach(
                    each -> found.add(new Fortnight.Carried(id, each.kind(), each.subject()))));
    return found;
  }

  @Test
  void everyDifferenceOfAConsignmentIsFoundAndNoOther() {
    Set<Irregularity.Kind> came = EnumSet.noneOf(Irregularity.Kind.class);
    for (long seed = 1; seed <= 12; seed++) {
      Fortnight fortnight = MailWithTruth.make(setting(seed, 600));
      assertEquals(new TreeSet<>(fortnight.carried()), differences(fortnight), "seed " + seed);
      fortnight.carried().forEach(each -> came.add(each.kind()));
    }
    assertEquals(
        EnumSet.of(
            Irregularity.Kind.RECEPTACLE_MISSING,
            Irregularity.Kind.RECEPTACLE_EXCESS,
            Irregularity.Kind.RECEPTACLE_DAMAGED),
        came);
    assertEquals(Set.of(), differences(MailWithTruth.make(setting(99, 0))));
  }

  @Test
  void mailWithoutPlantedIrregularitiesHasNone() {
    Fortnight fortnight = MailWithTruth.make(setting(99, 0));
    assertEquals(Set.of(), found(byDispatch(fortnight)));
    assertEquals(List.of(), fortnight.flagged());
    assertTrue(byDispatch(fortnight).size() == 14 * 3 * 2);
  }

  @Test
  void storiesOfItemsAreFlaggedWherePlantedAndNowhereElse() {
    for (long seed = 1; seed <= 12; seed++) {
      Fortnight fortnight = MailWithTruth.make(setting(seed, 600));
      Map<String, List<Fact>> stories =
          Stream.concat(fortnight.ofOne().stream(), fortnight.ofOther().stream())
              .filter(each -> each.deed().aboutItem().isPresent())
              .collect(Collectors.groupingBy(each -> each.deed().aboutItem().orElseThrow()));
      Set<Fortnight.Flagged> flagged = new TreeSet<>();
      stories.forEach((item, facts) ->
          ItemStory.of(item, facts)
              .flags()
              .forEach(flag -> flagged.add(new Fortnight.Flagged(item, flag))));
      Set<Fortnight.Flagged> expected = new TreeSet<>(fortnight.flagged());
      expected.addAll(unannounced(fortnight, stories));
      assertEquals(expected, flagged, "seed " + seed);
    }
  }

  /// An item that nobody posted or declared has no departure: so the truth of a surplus item.
  private static Set<Fortnight.Flagged> unannounced(
      Fortnight fortnight, Map<String, List<Fact>> stories) {
    return fortnight.planted().stream()
        .filter(each -> each.kind() == Irregularity.Kind.ITEM_EXCESS)
        .filter(each -> stories.containsKey(each.subject()))
        .map(each -> new Fortnight.Flagged(each.subject(), ItemStory.Flag.DEPARTURE_MISSING))
        .collect(Collectors.toSet());
  }

  @Test
  void dispatchesThatNeverCameAreMissed() {
    Fortnight fortnight = MailWithTruth.make(setting(5, 600));
    Map<String, List<DispatchRow>> series = new HashMap<>();
    byDispatch(fortnight)
        .forEach((key, facts) -> {
          DispatchPicture picture = DispatchStory.of(key, facts, Mail.tolerances());
          Instant first =
              facts.stream()
                  .map(each -> each.at().captured())
                  .min(Instant::compareTo)
                  .orElseThrow();
          series
              .computeIfAbsent(key.seriesOfYear(), _ -> new ArrayList<>())
              .add(DispatchRow.of(picture, false, first, first, false));
        });
    Set<DispatchKey> missed = new TreeSet<>();
    series.forEach((name, rows) ->
        MissingDispatch.in(
                name, rows, 1, Instant.parse("2026-06-01T00:00:00Z"), Duration.ofHours(72), ZONE)
            .forEach(each ->
                missed.add(
                    new DispatchKey(
                        new org.wasl.post.DispatchId(
                            rows.getFirst().dispatch().id().series(), each.serial()),
                        2026))));
    Set<DispatchKey> truth = new TreeSet<>(fortnight.unseen());
    fortnight.gaps().stream()
        .filter(each ->
            series.getOrDefault(each.seriesOfYear(), List.of()).stream()
                .anyMatch(row -> row.dispatch().id().serial() > each.id().serial()))
        .forEach(truth::add);
    assertEquals(truth, missed);
    assertTrue(missed.size() > 2);
  }

  @Test
  void theSameSeedMakesTheSameMail() {
    assertEquals(MailWithTruth.make(setting(3, 300)), MailWithTruth.make(setting(3, 300)));
  }
}
