package org.wasl.node.web;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.border.Delivery;
import org.wasl.border.Lane;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.node.Node;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.contesting.Contest;
import org.wasl.terms.DataClass;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.voice.Leg;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.sheets.SheetProfile;
import org.wasl.voice.sheets.SheetReader;
import org.wasl.voice.sheets.SheetRules;
import org.wasl.voice.store.LegFolder;
import org.wasl.voice.wire.LegCsv;
import org.wasl.voice.wire.TableFile;

/// A month in a running node as an analyst finds it: loaded calls, both accounts, a contest and a
/// rate sheet of the other side, and calls of one night that a detector makes a case of. What the
/// other side says is handed to the desk as its messages.
///
/// @param contest of the other side
/// @param sheet of the other side, waiting for an answer
record VoiceMonth(UUID contest, String sheet) {
  static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  static final String ROW = "1,+963933123456,+9647901234567,%1$s,%1$s,64,gw-1,16\n";

  private static final LocalDate NIGHT = LocalDate.of(2026, 9, 9);

  static VoiceMonth in(Node node) {
    VoiceDesk desk = node.services().desk(VoiceDesk.class);
    new LegFolder(node.settings().home().resolve("legs")).add("night.csv", LegCsv.write(premium()));
    desk.load("gw-1.csv", calls(), Progress.NONE);
    desk.load("gw-2.csv", night(), Progress.NONE);
    desk.load("long-4.dat", part(1, 1, 4), Progress.NONE);
    desk.load("long-7.dat", part(3, 0, 7), Progress.NONE);
    Account ours = desk.account(SEPTEMBER, Progress.NONE).account();
    Account theirs = theirs(ours, desk.them());
    Contest contest = contest(ours, theirs);
    RateSheet sheet = sheet(desk);
    node.border()
        .transactions()
        .within(() -> {
          desk.recall(delivery("account", 1, ours.json().canonicalBytes()));
          desk.handle(delivery("account", 2, theirs.json().canonicalBytes()));
          desk.handle(delivery("contest", 3, contest.json().canonicalBytes()));
          desk.handle(delivery("sheet", 4, sheet.json().canonicalBytes()));
        });
    return new VoiceMonth(contest.id(), sheet.digest());
  }

  private static byte[] calls() {
    String file =
        "id,a,b,seizure,answer,seconds,trunk,cause\n"
            + ROW.formatted("2026-09-10T12:00:00+03:00")
            + "2,damaged\n";
    return file.getBytes(StandardCharsets.UTF_8);
  }

  /// A part of a long call whose middle part is in a file that did not come.
  private static byte[] part(int number, int cause, int file) {
    BerCalls.Plain part =
        new BerCalls.Plain(
            BerCalls.Kind.OUTGOING_GATEWAY,
            "963933123456",
            "9647901234567",
            Instant.parse("2026-09-10T12:00:00Z").plusSeconds(number * 1_800L),
            1_800,
            true,
            "gw-1",
            cause,
            "long",
            number);
    byte[] record = BerCalls.record(part, ZoneOffset.ofHours(3), BerCalls.Habits.PLAIN);
    return BerCalls.chargingFile(List.of(record), file);
  }

  /// A subscriber who calls numbers of premium rate (country code 979, ITU-T E.169.2) every half
  /// minute: of this the gateway's own loaded calls are enough to make a case.
  private static byte[] night() {
    StringBuilder file = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    for (int i = 0; i < 120; i++) {
      Instant at = NIGHT.atTime(1, 0).toInstant(ZoneOffset.ofHours(3)).plusSeconds(i * 30L);
      file.append(i).append(",+963933777777,+9791000").append(10_000 + i);
      file.append(',').append(at).append(',').append(at).append(",20,gw-1,16\n");
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A number that called premium ranges all night.
  private static List<Leg> premium() {
    List<Leg> night = new ArrayList<>();
    long begin = NIGHT.atTime(2, 0).toEpochSecond(ZoneOffset.ofHours(3));
    for (int i = 0; i < 30; i++) {
      night.add(
          new Leg(
              Leg.Point.GATEWAY_OUT,
              "sy-third-out",
              963_933_123_456L,
              881_600_000_000L + i,
              begin + i * 400L,
              3,
              300 + i * 7,
              true,
              16,
              1_200,
              0,
              0,
              i + 1));
    }
    return night;
  }

  /// Twice the amount of each line.
  private static Account theirs(Account ours, PartyId them) {
    List<Line> lines =
        ours.lines().stream()
            .map(line ->
                new Line(line.key(), line.quantities(), line.exact().multiply(BigInteger.TWO)))
            .toList();
    return new Account(
        ours.agreement(), ours.formVersion(), ours.period(), them, ours.basis(), lines);
  }

  private static Contest contest(Account ours, Account theirs) {
    Line claimed =
        theirs.lines().stream().filter(line -> line.exact().signum() > 0).findFirst().orElseThrow();
    return new Contest(
        new UUID(1, 2),
        ours.agreement(),
        ours.period(),
        theirs.declaredBy(),
        AgreedAccount.digestsOf(theirs, ours),
        List.of(new Contest.Item(claimed.key(), claimed, "missing-ours")));
  }

  private static RateSheet sheet(VoiceDesk desk) {
    String stream =
        desk.agreement().form().streams().stream()
            .filter(each -> each.payee().equals(desk.them()))
            .findFirst()
            .orElseThrow()
            .id();
    SheetProfile profile =
        new SheetProfile(
            stream,
            SheetProfile.Unit.MINUTE,
            SheetProfile.Dates.YEAR_MONTH_DAY,
            desk.today().plusYears(1),
            60,
            1);
    String code = desk.agreement().calledCodes().getOrDefault(stream, "");
    String table = "Prefix,Rate\n" + code + "1,0.5\n" + code + "7,0.01\n";
    return new SheetReader(profile, false, desk.sheetBook().basis(stream))
        .read(
            TableFile.read(table.getBytes(StandardCharsets.UTF_8)),
            SheetRules.of(desk.agreement(), desk.today()))
        .sheet()
        .orElseThrow();
  }

  private static Delivery delivery(String type, int index, byte[] body) {
    NodeId iq = new NodeId("iq.test");
    NodeId sy = new NodeId("sy.test");
    Instant now = Instant.parse("2026-10-05T09:00:00Z");
    return new Delivery(
        new Origin(iq, sy, new Lane("voice"), 1),
        index,
        new MessageId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + index)),
        new MessageKind("voice", type, 1),
        new OrganisationId("iq.gateway"),
        new OrganisationId("sy.gateway"),
        DataClass.AGGREGATE,
        Optional.empty(),
        Optional.empty(),
        now,
        "application/json",
        new Delivery.Content.Present(body),
        now);
  }
}
