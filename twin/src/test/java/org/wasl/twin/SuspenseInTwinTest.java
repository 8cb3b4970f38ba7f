package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  /// The tariff between Iraq and Syria begins with 2026.
  @Test
  void callsOfDaysBeforeTheTariffAreCountedAndShownUntilBothAgree() {
    Twin twin =
        new Twin(
            countries,
            new PartyId("iq"),
            new PartyId("sy"),
            folder.resolve("twin"),
            9,
            Twin.Faults.NONE);
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
    assertTrue(
        twin.one().border().auditTrail().newest(5).stream()
            .anyMatch(each -> each.action().equals("voice.calls.read")),
        "who reads numbers stands in the audit trail");
  }
}
