package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.accounting.Suspense;
import org.wasl.voice.exchange.VoiceDesk;

/// Calls that no row of the tariff fits are seen in a node.
class SuspenseInTwinTest {
  private static final YearMonth DECEMBER = YearMonth.of(2025, 12);
  private static final Person NADIA = new Person("nadia", new OrganisationId("test.gateway"));

  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));

  @TempDir Path folder = Path.of(".");

  private static byte[] file(String... rows) {
    return ("id,a,b,seizure,answer,seconds,trunk,cause\n" + String.join("\n", rows) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String call(String to, String at, int seconds) {
    return "1,+963933123456," + to + "," + at + "," + at + "," + seconds + ",gw-1,16";
  }

  private Twin twin() {
    return new Twin(
        countries,
        new PartyId("iq"),
        new PartyId("sy"),
        folder.resolve("twin"),
        9,
        Twin.Faults.NONE);
  }

  /// The other party never answers: two months later the account stands as it is (ITR 2012,
  /// Appendix 1 no. 2.3), and nothing can be done for its calls any more.
  @Test
  void callsOfAMonthWhoseAccountStandsBySilenceAreNoLongerOpen() {
    Twin twin = twin();
    VoiceDesk desk = twin.one().desk();
    desk.load(
        "a.csv", file(call("+9647901234567", "2025-12-31T12:00:00+03:00", 60)), Progress.NONE);
    assertTrue(twin.one().autopilot().step(DECEMBER, Progress.NONE));
    twin.settle(5_000);
    LocalDate received = desk.today();
    forwardTo(twin, received.plusMonths(2));
    assertEquals(List.of(DECEMBER), List.copyOf(desk.openSuspense().keySet()));
    forwardTo(twin, received.plusMonths(2).plusDays(1));
    assertEquals(List.of(), List.copyOf(desk.openSuspense().keySet()));
    assertEquals(new Suspense.Sum(1, 1, 60), desk.suspense(DECEMBER).sum(), "the page shows them");
  }

  private static void forwardTo(Twin twin, LocalDate day) {
    while (twin.one().desk().today().isBefore(day)) {
      twin.forward(Duration.ofDays(1));
    }
    twin.settle(5_000);
  }

  /// The tariff between Iraq and Syria begins with 2026.
  @Test
  void callsOfDaysBeforeTheTariffAreCountedAndShownUntilBothAgree() {
    Twin twin = twin();
    VoiceDesk desk = twin.one().desk();
    desk.load(
        "a.csv",
        file(
            call("+9647901234567", "2025-12-31T12:00:00+03:00", 60),
            call("+12025550123", "2025-12-31T12:01:00+03:00", 30),
            call("+9647901234567", "2026-01-01T12:00:00+03:00", 5)),
        Progress.NONE);
    desk.load("b.csv", file(call("+9647901234568", "2025-12-31T13:00:00+03:00", 7)), Progress.NONE);
    Suspense suspense = desk.suspense(DECEMBER);
    assertEquals(new Suspense.Sum(3, 3, 97), suspense.sum());
    assertEquals(new Suspense.Sum(2, 2, 67), suspense.payable());
    assertEquals(List.of(DECEMBER), List.copyOf(desk.openSuspense().keySet()));
    assertEquals(Suspense.Sum.NONE, desk.suspense(YearMonth.of(2026, 1)).sum());
    List<VoiceDesk.Unpriced> calls = desk.unpriced(DECEMBER, "964790", NADIA, 10);
    assertEquals(
        List.of("a.csv", "b.csv"), calls.stream().map(VoiceDesk.Unpriced::fileName).toList());
    assertEquals(1, desk.unpriced(DECEMBER, "", NADIA, 1).size(), "no more than are shown");
    assertEquals(
        List.of(30),
        desk.unpriced(DECEMBER, "120255", NADIA, 10).stream()
            .map(each -> each.call().seconds())
            .toList());
    assertTrue(
        twin.one().border().auditTrail().newest(5).stream()
            .anyMatch(each -> each.action().equals("voice.calls.read")),
        "who reads numbers stands in the audit trail");
  }
}
