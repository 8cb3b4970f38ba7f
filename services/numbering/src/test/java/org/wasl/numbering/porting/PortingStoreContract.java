package org.wasl.numbering.porting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.porting.Portability.Flaw;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.numbering.store.MemoryPortingStore;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;

/// Ported numbers, from the file to the answer, on every store.
public abstract class PortingStoreContract {
  private static final Instant NOW = Instant.parse("2026-09-15T12:00:00Z");
  private static final E164Number NUMBER = new E164Number("963933123456");
  private static final Person OFFICER = new Person("nadia", new OrganisationId("sy.telecom"));
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
  private final List<AuditEvent> audited = new ArrayList<>();
  private Store store = memory();
  private Portability portability = portability(true);

  /// A fresh store and the transactions that it joins.
  protected abstract Store fresh();

  public record Store(PortingStore ported, Transactions transactions) {}

  private static Store memory() {
    MemoryTransactions transactions = new MemoryTransactions();
    return new Store(new MemoryPortingStore(transactions), transactions);
  }

  @BeforeEach
  void open() {
    store = fresh();
    portability = portability(true);
  }

  private Portability portability(boolean isOn) {
    PlanShelf shelf =
        PlanShelf.offline(countries, countries.listParties(), InstantSource.fixed(NOW));
    return new Portability(
        new Portability.Parts(
            isOn,
            countries.party(new PartyId("sy")),
            shelf.classifier(),
            store.ported(),
            store.transactions(),
            audited::add,
            InstantSource.fixed(NOW)));
  }

  private Portability.Report take(String... lines) throws IOException {
    return portability.take(new StringReader(String.join("\n", lines)), OFFICER);
  }

  private static Instant at(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  @Test
  void aNumberIsFoundAtItsNewNetworkFromItsMomentOnAndComesBack() throws IOException {
    Portability.Report report =
        take(
            Portability.COLUMNS,
            "+963933123456,sy.syriatel,sy.mtn,D031,2026-03-01T00:00:00Z",
            "963933123456,sy.mtn,sy.wafa,D041,2026-06-01T00:00:00Z",
            "",
            "963933123456,sy.wafa,sy.syriatel,,2026-09-01T00:00:00Z");
    assertEquals(3, report.taken(), report.toString());
    assertEquals(Optional.empty(), portability.find(NUMBER, at("2026-02-28")));
    assertEquals("D031", portability.find(NUMBER, at("2026-03-01")).orElseThrow().routing());
    assertEquals(
        "sy.wafa", portability.find(NUMBER, at("2026-07-01")).orElseThrow().recipient().value());
    assertEquals(Optional.empty(), portability.find(NUMBER, NOW));
    assertEquals(Map.of(), portability.counts());
    assertEquals(Map.of("sy.mtn", 1L), store.ported().counts(at("2026-05-01")));
  }

  @Test
  void aSnapshotAnswersAsTheStore() throws IOException {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      file.append(
          "963933%06d,sy.syriatel,%s,D0%d,2026-03-01T00:00:00Z%n"
              .formatted(i * 7, i % 2 == 0 ? "sy.mtn" : "sy.wafa", i % 3));
    }
    assertEquals(2_500, take(file.toString()).taken());
    Portability.Snapshot snapshot = portability.snapshot(NOW);
    for (int i = 0; i < 3_000; i++) {
      E164Number number = new E164Number("963933%06d".formatted(i));
      assertEquals(
          portability.find(number, NOW).map(each -> each.recipient() + each.routing()),
          snapshot.find(number).map(each -> each.recipient() + each.routing()));
    }
  }

  @Test
  void everyLineIsTakenOrRefusedWithItsPlaceAndNeverItsNumber() throws IOException {
    Portability.Report report =
        take(
            "963933000001,sy.syriatel,sy.mtn,D031,2026-03-01T00:00:00Z",
            "963933000001,sy.mtn,sy.wafa,D031,2026-02-01T00:00:00Z",
            "963933000002,sy.mtn,sy.wafa,D031,2026-03-01T00:00:00Z",
            "963903000002,sy.mtn,sy.wafa,D031,2026-03-01T00:00:00Z",
            "9647801234567,iq.zain,iq.asiacell,D031,2026-03-01T00:00:00Z",
            "963933000003,sy.syriatel,sy.nobody,D031,2026-03-01T00:00:00Z",
            "963933000004,sy.syriatel,sy.mtn,,2026-03-01T00:00:00Z",
            "963933000005,sy.syriatel,sy.mtn,D031,yesterday",
            "963933000006,sy.syriatel");
    assertEquals(9, report.lines());
    assertEquals(1, report.taken());
    assertEquals(
        List.of(
            Flaw.OLDER,
            Flaw.NOT_THE_DONOR,
            Flaw.NOT_IN_SERVICE,
            Flaw.NOT_IN_SERVICE,
            Flaw.UNKNOWN_ORGANISATION,
            Flaw.NOT_A_RETURN,
            Flaw.COLUMNS,
            Flaw.COLUMNS),
        report.first().stream().map(Portability.Refused::flaw).toList());
    assertEquals(
        report.lines(),
        report.taken() + report.refused().values().stream().mapToLong(Long::longValue).sum());
    AuditEvent event = audited.getLast();
    assertEquals("taken 1, refused 8", event.detail());
    assertFalse(event.toString().contains("933000"), event.toString());
  }

  @Test
  void nothingIsTakenOrFoundWhileAPartyHasNoPortability() throws IOException {
    take("963933123456,sy.syriatel,sy.mtn,D031,2026-03-01T00:00:00Z");
    Portability off = portability(false);
    assertThrows(IllegalStateException.class, () -> off.take(new StringReader(""), OFFICER));
    assertEquals(Optional.empty(), off.find(NUMBER, NOW));
    assertEquals(List.of(), off.snapshot(NOW).routings());
    assertTrue(portability.find(NUMBER, NOW).isPresent());
  }

  @Test
  void aLineWithoutEndIsOneRefusedLine() throws IOException {
    Portability.Report report = take("9".repeat(5_000_000));
    assertEquals(1, report.lines());
    assertEquals(Map.of(Flaw.COLUMNS, 1L), report.refused());
  }
}
