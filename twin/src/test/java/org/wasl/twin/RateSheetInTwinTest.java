package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.Entry;
import org.wasl.border.MessageId;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.border.keeping.LogStore;
import org.wasl.settlement.Stream;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.TrafficAgreement.Notice;
import org.wasl.voice.exchange.Origin;
import org.wasl.voice.exchange.SheetBook;
import org.wasl.voice.exchange.SheetBook.Standing;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.sheets.SheetProfile;
import org.wasl.voice.sheets.SheetReader;
import org.wasl.voice.sheets.SheetRules;
import org.wasl.voice.wire.TableFile;

/// A rate sheet on its way from the payee to the payer and back.
class RateSheetInTwinTest {
  private static final LocalDate NEXT_YEAR = LocalDate.of(2027, 1, 1);
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId first = countries.listParties().get(0);
  private final PartyId second = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");
  private Twin twin;
  private SheetBook payee;
  private SheetBook payer;
  private String stream = "";
  private String code = "";

  @BeforeEach
  void pair() {
    twin = new Twin(countries, first, second, folder.resolve("twin"), 3, Twin.Faults.NONE);
    payee = twin.one().desk().sheetBook();
    payer = twin.other().desk().sheetBook();
    Stream ours =
        twin.one().desk().agreement().form().streams().stream()
            .filter(each -> each.payee().equals(first))
            .findFirst()
            .orElseThrow();
    stream = ours.id();
    code = twin.one().desk().agreement().calledCodes().getOrDefault(stream, "");
  }

  private static Person person(String name) {
    return new Person(name, new OrganisationId("test.gateway"));
  }

  private RateSheet sheet(String table, LocalDate from) {
    SheetProfile profile =
        new SheetProfile(
            stream, SheetProfile.Unit.MINUTE, SheetProfile.Dates.YEAR_MONTH_DAY, from, 60, 1);
    return new SheetReader(profile, false, payee.basis(stream))
        .read(
            TableFile.read(table.getBytes(StandardCharsets.UTF_8)),
            new SheetRules("USD", Set.of(""), List.of(), Notice.NONE, from))
        .sheet()
        .orElseThrow();
  }

  private Decision approve(Twin.Side side, Proposal proposal) {
    Decision decision = side.border().approvals().approve(proposal.id(), person("second"));
    twin.settle(5_000);
    return decision;
  }

  private Standing onlyStanding(SheetBook book) {
    return book.sheets().getFirst().standing();
  }

  @Test
  void aSheetChangesTheTariffOfBothSidesAlikeOnceThePayerAcceptedIt() {
    RateSheet sheet = sheet("Prefix,Rate\n" + code + "1,0.5\n", NEXT_YEAR);
    List<String> before = payer.inForce().digests();
    assertInstanceOf(
        Decision.Done.class, approve(twin.one(), payee.proposeSheet(sheet, person("first"))));
    assertEquals(Standing.WAITING, onlyStanding(payer));
    assertEquals(before, payer.inForce().digests(), "nothing changes before the answer");
    assertInstanceOf(
        Decision.Done.class,
        approve(twin.other(), payer.proposeAnswer(sheet.digest(), true, "", person("first"))));
    assertEquals(Standing.ACCEPTED, onlyStanding(payee));
    assertEquals(payee.inForce().tariff(), payer.inForce().tariff());
    assertNotEquals(before, payer.inForce().digests(), "the basis of accounts names the sheet");
    assertEquals(
        500_000,
        payer.inForce().tariff().stream()
            .filter(row -> row.prefix().equals(code + "1") && row.validity().holdsOn(NEXT_YEAR))
            .findFirst()
            .orElseThrow()
            .peakMicros());
  }

  /// The call is one of the sheet's first minute: a minute at half a dollar, as the sheet says.
  @Test
  void thePriceOfACallOpensToItsLineItsMappingItsRateAndTheReceiptOfThePayersAcceptance() {
    RateSheet sheet = sheet("Prefix,Rate\n" + code + "1,0.5\n", NEXT_YEAR);
    approve(twin.one(), payee.proposeSheet(sheet, person("first")));
    approve(twin.other(), payer.proposeAnswer(sheet.digest(), true, "", person("first")));
    String line =
        "7,+963933123456,+"
            + code
            + "1234567,2027-01-01T12:00:00+03:00,"
            + "2027-01-01T12:00:00+03:00,60,gw-1,16";
    byte[] bytes =
        ("id,a,b,seizure,answer,seconds,trunk,cause\n" + line + "\n")
            .getBytes(StandardCharsets.UTF_8);
    twin.other().desk().load("gw.csv", bytes, Progress.NONE);
    String file = twin.other().desk().files().getFirst().sha256();
    Origin origin = twin.other().desk().origin(file, 2, person("first")).orElseThrow();
    assertEquals(line, origin.raw());
    assertEquals(500_000L * 60, origin.source().rated().exact());
    assertEquals(code + "1", origin.row().orElseThrow().prefix());
    assertEquals(sheet.digest(), origin.sheet().orElseThrow().sheet().digest());
    MessageId answer = origin.sheet().orElseThrow().answered().orElseThrow().message();
    LogStore logs = twin.other().stores().logs();
    LogStore.Place place = logs.findMessage(answer).orElseThrow();
    byte[] receipt =
        twin.other().border().receipt(place.origin(), place.index()).orElseThrow().entry();
    assertEquals("sheet-answer", Entry.read("receipt", receipt).kind().type());
    assertEquals(64, origin.profile().length());
    assertTrue(
        twin.other().border().auditTrail().newest(5).stream()
            .anyMatch(each -> each.action().equals("voice.call.read")));
    assertEquals(
        Optional.empty(), twin.other().desk().origin(file, 3, person("first")), "no such line");
  }

  @Test
  void aRefusedSheetChangesNothing() {
    RateSheet sheet = sheet("Prefix,Rate\n" + code + "1,0.5\n", NEXT_YEAR);
    approve(twin.one(), payee.proposeSheet(sheet, person("first")));
    approve(twin.other(), payer.proposeAnswer(sheet.digest(), false, "too-high", person("first")));
    assertEquals(Standing.REFUSED, onlyStanding(payee));
    assertEquals(twin.one().desk().agreement().tariff(), payer.inForce().tariff());
    assertEquals("", payee.basis(stream));
  }

  @Test
  void onePersonAloneSendsNothing() {
    RateSheet sheet = sheet("Prefix,Rate\n" + code + "1,0.5\n", NEXT_YEAR);
    Proposal proposal = payee.proposeSheet(sheet, person("first"));
    assertInstanceOf(
        Decision.Refused.class,
        twin.one().border().approvals().approve(proposal.id(), person("first")));
    twin.settle(5_000);
    assertEquals(List.of(), payer.sheets());
  }

  @Test
  void anIncreaseInThePastAndASheetOfTheOthersStreamAreRefused() {
    RateSheet past = sheet("Prefix,Rate\n" + code + ",9\n", LocalDate.of(2026, 1, 2));
    assertEquals(
        "voice.sheet.past-increase",
        assertInstanceOf(
                Decision.Refused.class,
                approve(twin.one(), payee.proposeSheet(past, person("first"))))
            .refusal()
            .code());
    RateSheet theirs = sheet("Prefix,Rate\n" + code + ",0.01\n", NEXT_YEAR);
    assertEquals(
        "voice.sheet.stream",
        assertInstanceOf(
                Decision.Refused.class,
                approve(twin.other(), payer.proposeSheet(theirs, person("first"))))
            .refusal()
            .code());
  }

  private static String refusal(Decision decision) {
    return assertInstanceOf(Decision.Refused.class, decision).refusal().code();
  }

  @Test
  void aDecreaseInThePastIsRefused() {
    RateSheet past = sheet("Prefix,Rate\n" + code + ",0.001\n", LocalDate.of(2026, 1, 2));
    assertEquals(
        "voice.sheet.past-change",
        refusal(approve(twin.one(), payee.proposeSheet(past, person("first")))));
  }

  /// The rates began while the payer had not answered: accepted, they would change what was already
  /// accounted for.
  @Test
  void aSheetWhoseRatesHaveBegunIsNotAcceptedAnyMore() {
    LocalDate day = twin.one().desk().today().plusDays(60);
    RateSheet sheet = sheet("Prefix,Rate\n" + code + "1,0.001\n", day);
    approve(twin.one(), payee.proposeSheet(sheet, person("first")));
    twin.forward(Duration.ofDays(62));
    assertEquals(
        "voice.sheet.accepted-late",
        refusal(
            approve(twin.other(), payer.proposeAnswer(sheet.digest(), true, "", person("first")))));
    assertInstanceOf(
        Decision.Done.class,
        approve(twin.other(), payer.proposeAnswer(sheet.digest(), false, "late", person("first"))));
    assertEquals(Standing.REFUSED, onlyStanding(payee));
  }

  /// Both sides hold the same call of October, and the payee has agreed on it: a rate that begins
  /// later in October would price others behind lines that are agreed on.
  @Test
  void noRateBeginsInAMonthOnWhichASideHasAgreed() {
    LocalDate tomorrow = twin.one().desk().today().plusDays(1);
    YearMonth month = YearMonth.from(tomorrow);
    RateSheet sheet = sheet("Prefix,Rate\n" + code + "1,0.001\n", tomorrow);
    assertEquals(Optional.empty(), payee.refuses(sheet));
    String at = month.atDay(2) + "T12:00:00+03:00";
    byte[] file =
        ("id,a,b,seizure,answer,seconds,trunk,cause\n7,+963933123456,+"
                + code
                + "1234567,%1$s,%1$s,60,gw-1,16\n".formatted(at))
            .getBytes(StandardCharsets.UTF_8);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      side.desk().load("gw.csv", file, Progress.NONE);
      approve(side, side.desk().proposeAccount(month, person("first"), Progress.NONE));
    }
    approve(twin.one(), twin.one().desk().proposeAgreement(month, person("first")));
    assertEquals(1, twin.one().desk().month(month).agreed().size());
    assertEquals("voice.sheet.agreed-month", payee.refuses(sheet).orElseThrow().code());
    assertEquals(
        "voice.sheet.agreed-month",
        refusal(approve(twin.one(), payee.proposeSheet(sheet, person("first")))));
  }
}
