package org.wasl.node.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.border.Transactions;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.voice.detection.DetectionStore;

/// What every store of detection does.
abstract class DetectionStoreContract {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 9);
  private static final PartyId AA = new PartyId("aa");
  private static final PartyId BB = new PartyId("bb");

  abstract DetectionStore store();

  abstract Transactions transactions();

  private static Json.Obj step(String type) {
    return Json.Obj.with().put("type", type).put("note", "ملاحظة").end();
  }

  @Test
  void stepsComeBackInTheOrderInWhichTheyWereAdded() {
    transactions()
        .within(() -> {
          store().addStep("case 2", step("opened"));
          store().addStep("case 1", step("opened"));
          store().addStep("case 2", step("raised"));
        });
    assertEquals(List.of(step("opened"), step("raised")), store().steps("case 2"));
    assertEquals(List.of("case 2", "case 1"), store().subjects());
    assertEquals(List.of(), store().steps("case 3"));
  }

  @Test
  void theFirstShareStaysAndADaysSharesAreDestroyedTogether() {
    byte[] first = {1, 2, 3};
    transactions()
        .within(() -> {
          store().putShare(DAY, AA, first);
          store().putShare(DAY, AA, new byte[] {9});
          store().putShare(DAY, BB, new byte[] {4});
          store().putShare(DAY.plusDays(1), AA, new byte[] {5});
        });
    assertArrayEquals(first, store().share(DAY, AA).orElseThrow());
    transactions().within(() -> store().destroyShares(DAY));
    assertTrue(store().share(DAY, AA).isEmpty());
    assertTrue(store().share(DAY, BB).isEmpty());
    assertTrue(store().share(DAY.plusDays(1), AA).isPresent());
  }

  @Test
  void aDayNotedWhileItIsLookedAtIsDueAgain() {
    transactions().within(() -> store().addDue(Set.of(DAY.plusDays(1), DAY)));
    transactions().within(() -> store().addDue(Set.of(DAY)));
    List<DetectionStore.Due> seen = store().due();
    assertEquals(
        List.of(DAY, DAY.plusDays(1)), seen.stream().map(DetectionStore.Due::day).toList());
    transactions().within(() -> store().addDue(Set.of(DAY)));
    transactions().within(() -> seen.forEach(store()::removeDue));
    assertEquals(List.of(DAY), store().due().stream().map(DetectionStore.Due::day).toList());
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions()
                .within(() -> {
                  store().due().forEach(store()::removeDue);
                  throw new IllegalStateException("fails");
                }));
    assertEquals(1, store().due().size());
    transactions().within(() -> store().due().forEach(store()::removeDue));
    assertEquals(List.of(), store().due());
  }

  @Test
  void aDayStaysToBeSearchedUntilASearchThatBeganAfterItsLastCalls() {
    Instant nine = Instant.parse("2026-09-10T09:00:00Z");
    transactions().within(() -> store().addUnsearched(Set.of(DAY, DAY.plusDays(1)), nine));
    transactions().within(() -> store().refuseSearch(DAY, "policy.kind"));
    transactions().within(() -> store().refuseSearch(DAY.plusDays(5), "policy.kind"));
    assertEquals(
        List.of(
            new DetectionStore.Unsearched(DAY, nine, Optional.of("policy.kind")),
            new DetectionStore.Unsearched(DAY.plusDays(1), nine, Optional.empty())),
        store().unsearched());
    Instant ten = nine.plusSeconds(3_600);
    transactions().within(() -> store().addUnsearched(Set.of(DAY), ten));
    transactions().within(() -> store().searched(DAY, nine));
    transactions().within(() -> store().searched(DAY.plusDays(1), nine));
    assertEquals(
        List.of(new DetectionStore.Unsearched(DAY, ten, Optional.empty())), store().unsearched());
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions()
                .within(() -> {
                  store().searched(DAY, ten);
                  throw new IllegalStateException("fails");
                }));
    assertEquals(1, store().unsearched().size());
  }

  @Test
  void daysThatHaveAShareAreNamedOnce() {
    transactions()
        .within(() -> {
          store().putShare(DAY.plusDays(1), AA, new byte[] {1});
          store().putShare(DAY, AA, new byte[] {1});
          store().putShare(DAY, BB, new byte[] {2});
        });
    assertEquals(List.of(DAY, DAY.plusDays(1)), store().keyed());
    transactions().within(() -> store().destroyShares(DAY));
    assertEquals(List.of(DAY.plusDays(1)), store().keyed());
  }

  @Test
  void whatATransactionDidIsGoneWhenItFails() {
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions()
                .within(() -> {
                  store().addStep("case 1", step("opened"));
                  store().putShare(DAY, AA, new byte[] {1});
                  throw new IllegalStateException("fails");
                }));
    assertEquals(List.of(), store().subjects());
    assertTrue(store().share(DAY, AA).isEmpty());
  }
}
