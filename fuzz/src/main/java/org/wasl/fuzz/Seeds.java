package org.wasl.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.wasl.border.exchange.PeerLine.Standing;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.linking.Auditor;
import org.wasl.border.log.Hash;
import org.wasl.border.proving.EvidenceBundle;
import org.wasl.border.proving.Receipt;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.setup.TwoNodes;
import org.wasl.border.wire.Frames;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.Lengths;
import org.wasl.numbering.filing.Place;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.numbering.filing.Proposed;
import org.wasl.numbering.guarding.MaskedNumber;
import org.wasl.numbering.guarding.MisuseReport;
import org.wasl.numbering.noticing.PlanNotice;
import org.wasl.numbering.wire.E129Csv;
import org.wasl.numbering.wire.E129Docx;
import org.wasl.numbering.wire.E129Json;
import org.wasl.numbering.wire.E129Words;
import org.wasl.numbering.wire.NoticeJson;
import org.wasl.settlement.Account;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.reconciliation.BucketSum;
import org.wasl.voice.reconciliation.Buckets;
import org.wasl.voice.reconciliation.Details;
import org.wasl.voice.reconciliation.Further;
import org.wasl.voice.reconciliation.Masked;
import org.wasl.voice.reconciliation.Sketch;
import org.wasl.voice.wire.DetailRows;
import org.wasl.voice.wire.FurtherJson;
import org.wasl.voice.wire.LegCsv;

/// Good input of every target, from which a fuzzer starts.
public final class Seeds {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";

  /// A made-up table: batch 1, events 9 and 10 in a list 3, offsets in 6/8 as entries 7.
  static final String TAG_TABLE =
      """
      {"name": "made-up", "version": 1, "note": "for a fuzzer", "root": 1, "events": ["9", "10"],
       "fields": {"from": "50/51", "to": "50/52", "time": "44/16", "offsetCode": "44/300", "seconds": "223"},
       "offsets": {"entry": "6/8/7", "code": 300, "text": 301}}
      """;

  private static final String RATE_SHEET =
      "{\"basis\":\"\",\"complete\":false,\"rows\":[{\"attempt\":0,\"blocked\":false,\"connect\":0,"
          + "\"destination\":\"mobile\",\"from\":\"2026-09-01\",\"grace\":0,\"initial\":60,"
          + "\"minimum\":0,\"offpeak\":100,\"origin\":\"\",\"peak\":200,\"prefix\":\"99911\","
          + "\"step\":1,\"to\":\"\"}],\"stream\":\"aa-to-bb\"}";

  private static final String BULLETIN =
      """
      messages:
        - contents:
            - communications:
                - contents:
                    en:
                      content: "<p>text</p>"
      """;

  private static final String DAY = "2026-09-01\n";

  private Seeds() {}

  /// Writes the seeds of a target into a folder.
  ///
  /// @param arguments target, folder
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    int number = 0;
    for (byte[] seed : of(Target.named(arguments[0]))) {
      Files.write(folder.resolve("seed-" + number++), seed);
    }
  }

  /// At least one input that the target accepts.
  public static List<byte[]> of(Target target) {
    TwoNodes nodes = new TwoNodes();
    for (int i = 0; i < 300; i++) {
      nodes.aa.say(nodes.bb, "note " + i);
    }
    nodes.settle();
    Receipt receipt = nodes.aa.border.receipt(LOG, 257).orElseThrow();
    StoredEntry stored = nodes.aa.stores.logs().entries(LOG, 257, 1, 1 << 20).getFirst();
    byte[] note = nodes.aa.stores.logs().find(LOG).orElseThrow().cosigned().orElseThrow();
    String noteText = new String(note, StandardCharsets.UTF_8);
    int end = noteText.lastIndexOf("\n\n") + 1;
    return switch (target) {
      case JSON -> List.of(nodes.aa.anchor.bytes(), text("[1,-25,\"\\u0627\",null,true]"));
      case ENTRY -> List.of(stored.entry());
      case ANCHOR -> List.of(nodes.aa.anchor.bytes());
      case AUDITOR ->
          List.of(
              new Auditor(
                      "court",
                      "A".repeat(43) + "=",
                      List.of(TwoNodes.NOTES),
                      Instant.EPOCH,
                      Instant.EPOCH.plusSeconds(9))
                  .bytes());
      case NOTE -> List.of(note);
      case NOTE_LINES -> List.of(text(noteText.substring(end + 1)));
      case CHECKPOINT -> List.of(text(noteText.substring(0, end)));
      case VKEY -> nodes.aa.keys.logVerifiers().stream().map(key -> text(key.vkey())).toList();
      case REOPENING -> List.of(reopening(nodes).bytes());
      case PROOF -> List.of(receipt.proof().bytes());
      case RECEIPT, VERIFIER -> List.of(receipt.zip());
      case EVIDENCE -> List.of(evidence(text("note 257"), receipt));
      case UPDATE ->
          List.of(
              Frames.update(
                  new Update(
                      LOG,
                      257,
                      note,
                      List.of(
                          new Update.Part(stored.entry(), Optional.of(stored.body())),
                          new Update.Part(stored.entry(), Optional.empty())))));
      case REPLY ->
          List.of(
              Frames.reply(new Reply.Cosigned(3, note)),
              Frames.reply(new Reply.StandsAt(9)),
              Frames.reply(new Reply.Refused("fork", "why")));
      case STANDING -> List.of(Frames.standing(new Standing(5, Optional.of(note))));
      case ENTRIES -> List.of(Frames.entries(List.of(stored)));
      case ACCOUNT -> List.of(step(new Step.Declared(account())));
      case CONTEST -> List.of(step(new Step.Contested(contest())));
      case ANSWER -> List.of(step(new Step.Answered(answer())));
      case AGREE -> List.of(step(new Step.Agreed(party(), period(), "0".repeat(64))));
      case DETAILS -> List.of(DetailRows.write(details()));
      case CLOCK_SAMPLE -> List.of(text("trunk,t1\nseen,1790000000,77\nend\n"));
      case FURTHER ->
          List.of(
              new FurtherJson(
                      YearMonth.of(2026, 9),
                      "0".repeat(64),
                      new Further(
                          Set.of(5L),
                          List.of(new Buckets.Place(key(), 2)),
                          16,
                          16,
                          List.of(new Further.Near(key(), 9, 1_790_000_000L))))
                  .bytes());
      case CALL_RECORDS -> callRecords();
      case COVERAGE ->
          List.of(
              text(
                  "{\"agreement\":\"aa-bb-voice\",\"by\":\"aa\",\"period\":\"2026-08\",\"sources\":"
                      + "[{\"accepted\":5,\"duplicates\":2,\"files\":2,\"format\":\"ts-32297/1\","
                      + "\"ignored\":1,\"missing\":3,\"parts\":1,\"quarantined\":1,\"read\":10}],"
                      + "\"trunks\":[{\"rows\":[{\"band\":\"peak\",\"days\":[3],"
                      + "\"item\":\"mobile\",\"q\":[5,4,240,300],\"stream\":\"aa-bb\","
                      + "\"x\":[\"30000000\"]}],\"trunk\":\"gw-1\"}],\"untold\":0}"));
      case PAYMENT ->
          List.of(
              text(
                  "{\"amount\":\"12.50\",\"by\":\"aa\",\"on\":\"2026-10-01\","
                      + "\"period\":\"2026-09\"}"));
      case RATE_SHEET -> List.of(text(RATE_SHEET));
      case SHEET_ANSWER ->
          List.of(
              text(
                  "{\"accepted\":false,\"reason\":\"too-soon\",\"sheet\":\""
                      + "0".repeat(64)
                      + "\"}"));
      case SHEET_TABLE ->
          List.of(text("prefix;rate;from\n99911;0,0125;2026-09-01\n"), spreadsheet());
      case BYPASS_SIEVE -> List.of(text(DAY + "sieve 2\n00000001\nfffffffe\n"));
      case BYPASS_LEFTOVERS ->
          List.of(text(DAY + "call,00000000000000ff,7,1790000000,61,1\nend,1\n"));
      case BYPASS_SHARE ->
          List.of(text("{\"day\":\"2026-09-01\",\"share\":\"" + "A".repeat(43) + "=\"}"));
      case BYPASS_SUMMARY ->
          List.of(
              text(
                  "{\"cells\":[{\"calls\":5,\"trunk\":1,\"way\":\"bypassed\"}],"
                      + "\"day\":\"2026-09-01\",\"numbers\":5}"));
      case LEGS ->
          List.of(
              text(LegCsv.HEADER + "\nGATEWAY_IN,g1,99911,88822,1790000000,3,61,1,16,5,0,0,0\n"));
      case SKETCH -> List.of(text(Sketch.of(Set.of(1L, 2L, -3L), 8).text()));
      case BUCKET_SUM -> List.of(text(BucketSum.NONE.text()));
      case TAG_TABLE -> List.of(text(TAG_TABLE));
      case TAGGED_EVENTS ->
          List.of(new byte[] {0x61, 0x08, 0x63, 0x06, 0x69, 0x04, (byte) 0x80, 0x02, 0x11, 0x22});
      case PLAN_NOTICE -> List.of(NoticeJson.notice(notice()).canonicalBytes());
      case MISUSE_REPORT -> List.of(NoticeJson.misuse(misuse()).canonicalBytes());
      case FILING ->
          List.of(
              E129Docx.write(filing(), E129Words.AR),
              E129Json.write(filing(), E129Words.AR),
              E129Csv.write(filing(), E129Words.AR));
      case BULLETIN -> List.of(text(BULLETIN));
      case EDIFACT -> EdifactTarget.seeds();
      case POST_FACTS ->
          List.of(
              text(
                  "{\"facts\":[{\"captured\":\"2026-03-02T06:01:00Z\",\"event\":\"EMD\","
                      + "\"id\":\"00000000-0000-0001-0000-000000000001\",\"item\":"
                      + "\"EE000000005AA\",\"kind\":\"item-seen\",\"offset\":\"+03:00\","
                      + "\"office\":\"AAPQRA\",\"wall\":\"2026-03-02T09:01\"}]}"),
              text(
                  "{\"facts\":[{\"advice\":{\"consignment\":\"AAPQRA260001\",\"destination\":"
                      + "\"BBXYZA\",\"formed\":\"2026-03-02T08:00\",\"legs\":[{\"conveyance\":"
                      + "\"7\",\"from\":\"AAPQRA\",\"mode\":\"3\",\"to\":\"post\"}],\"origin\":"
                      + "\"AAPQRA\",\"receptacles\":[{\"grams\":900,\"id\":"
                      + "\"AAPQRABBXYZAAEN60001001100009\",\"type\":\"BG\"}],\"version\":1},"
                      + "\"captured\":\"2026-03-02T06:01:00Z\",\"id\":"
                      + "\"00000000-0000-0001-0000-000000000002\",\"kind\":"
                      + "\"consignment-formed\",\"office\":\"AAPQRA\",\"wall\":"
                      + "\"2026-03-02T09:01\"}]}"));
      case POST_CDS ->
          List.of(
              text(
                  "<DecData TrDat=\"20260302\" GWgt=\"1.25\" SNm=\"n\" SCtr=\"AA\" RNm=\"m\""
                      + " RCtr=\"BB\"><ContentPieces><ContPc Desc=\"soap\" Amt=\"2\" Cur=\"USD\"/>"
                      + "</ContentPieces></DecData>"));
      case POST_RATES ->
          List.of(
              text(
                  "id,precedence,payee,charge,unit,valid_from,valid_to,sdr,status,published,source\n"
                      + "a,2,aa,letters-p,item,2026-01-01,2027-01-01,0.300,provisional,"
                      + "2025-07-01,circular\n"));
      case POST_PRICES ->
          List.of(
              text(
                  "id,service,name_ar,name_en,country,up_to_grams,price,currency,valid_from,valid_to,source,confidence\n"
                      + "ems-500,ems,عاجل,EMS,BB,500,180.50,AAA,2026-01-01,,tariff,EXAMPLE\n"));
      case POST_OFFICES ->
          List.of(
              text(
                  "code,name,operator,status,valid_from,listed,source,confidence\n"
                      + "AAPQRA,\"PQR\",J1CAAA,open,,2026-07-01,list 108,CONFIRMED\n"));
      case POST_OPERATORS ->
          List.of(
              text(
                  "code,name,country,listed,source,confidence\n"
                      + "J1CAAA,Post,AA,2026-07-01,list 206,CONFIRMED\n"));
      case POST_DECLARATION ->
          List.of(
              text(
                  "{\"addressee\":{\"city\":\"c\",\"country\":\"BB\",\"name\":\"n\",\"street\":"
                      + "\"s\",\"telephone\":\"\"},\"grossGrams\":900,\"item\":"
                      + "\"EE123456785AA\",\"kind\":\"GIFT\",\"office\":\"AAPQRA\",\"pieces\":"
                      + "[{\"currency\":\"USD\",\"description\":\"soap\",\"heading\":\"3401\","
                      + "\"netGrams\":400,\"origin\":\"AA\",\"quantity\":1,\"value\":\"20.5\"}],"
                      + "\"posted\":\"2026-03-02\",\"sender\":{\"city\":\"c\",\"country\":\"AA\","
                      + "\"name\":\"n\",\"street\":\"s\",\"telephone\":\"\"}}"));
      case POST_INQUIRY_PEOPLE ->
          List.of(
              text(
                  "{\"addressee\":{\"city\":\"c\",\"country\":\"BB\",\"name\":\"n\",\"street\":"
                      + "\"s\",\"telephone\":\"\"},\"contents\":\"book\",\"inquiry\":"
                      + "\"00000000-0000-0008-0000-000000000001\",\"item\":\"RR000000076AA\","
                      + "\"office\":\"AAPQRA\",\"sender\":{\"city\":\"c\",\"country\":\"AA\","
                      + "\"name\":\"n\",\"street\":\"s\",\"telephone\":\"\"}}"));
      case POST_INDEMNITIES ->
          List.of(
              text(
                  "id,service,reasons,basis,valid_from,valid_to,sdr,sdr_per_kg,published,source\n"
                      + "a,parcel,lost+damaged,fixed,2026-01-01,2027-01-01,40.00,4.50,"
                      + "2025-07-01,circular\n"));
      case POST_DIGEST ->
          List.of(
              text(
                  "{\"dispatches\":[{\"digest\":\""
                      + "0".repeat(64)
                      + "\",\"dispatch\":\"2026-AAPQRABBSTUBAEN60001\",\"heard\":1,\"own\":2}]}"));
    };
  }

  private static byte[] evidence(byte[] body, Receipt receipt) {
    SequencedMap<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("step-1.json", body);
    parts.put("receipts/step-1.zip", receipt.zip());
    parts.put("rows.csv", text("key,seconds\n"));
    return new EvidenceBundle(
            Json.Obj.with().put("matter", "m").end(), parts, Map.of("answer.json", "unanswered"))
        .zip();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Reopening reopening(TwoNodes nodes) {
    Checkpoint other = new Checkpoint(LOG, 300, Hash.EMPTY);
    byte[] forged = nodes.aa.keys.sign(other.text(), Instant.EPOCH.getEpochSecond()).bytes();
    nodes.bb.border.receive(nodes.aa.anchor, new Update(LOG, 300, forged, List.of()));
    return nodes.bb.border.proposeReopening(LOG);
  }

  private static PartyId party() {
    return new PartyId("aa");
  }

  private static YearMonth period() {
    return YearMonth.of(2026, 9);
  }

  private static byte[] step(Step step) {
    return StepJson.json(step).canonicalBytes();
  }

  private static LineKey key() {
    return new LineKey("aa-to-bb", "mobile", LocalDate.of(2026, 9, 1), "peak");
  }

  private static Line line() {
    return new Line(key(), List.of(2L, 120L), BigInteger.valueOf(7));
  }

  private static Account account() {
    return new Account(
        new AgreementId("aa-bb-voice"), 1, period(), party(), List.of(), List.of(line()));
  }

  private static Contest contest() {
    return new Contest(
        new UUID(1, 2),
        new AgreementId("aa-bb-voice"),
        period(),
        party(),
        List.of("0".repeat(64), "1".repeat(64)),
        List.of(new Contest.Item(key(), line(), "rate")));
  }

  private static ContestAnswer answer() {
    return new ContestAnswer(
        new UUID(1, 2),
        party(),
        List.of(
            new ContestAnswer.Ruling(
                key(), ContestAnswer.Kind.CONCEDE, Optional.empty(), "evidence")));
  }

  private static Details details() {
    Masked call = new Masked(key(), 7, 9, 1_790_000_000L, 61, 120, 5, "t1");
    Buckets.Place place = new Buckets.Place(key(), 0);
    return new Details(
        "0".repeat(64),
        List.of(call),
        List.of(call),
        Map.of("2026-09-01 t1", 1L),
        Map.of(key(), 1),
        Set.of(place),
        Map.of(place, BucketSum.NONE),
        0,
        Sketch.of(Set.of(1L, 2L), 4),
        true);
  }

  private static List<byte[]> callRecords() {
    List<byte[]> records =
        List.of(
            BerCalls.record(call(BerCalls.Kind.INCOMING_GATEWAY), HOUR, BerCalls.Habits.PLAIN),
            BerCalls.record(call(BerCalls.Kind.TRANSIT), HOUR, BerCalls.Habits.PLAIN));
    return List.of(
        text(
            "id,a,b,seizure,answer,seconds,trunk,cause\n"
                + "1,99911,99922,2026-09-01T09:59:50Z,2026-09-01T10:00:00Z,61,t1,16\n"),
        text(
            "\"\",\"99911\",\"99922\",\"out\",\"99911\",\"SIP/a-1\",\"SIP/b-2\",\"Dial\",\"x\","
                + "\"2026-09-01 10:00:00\",\"2026-09-01 10:00:05\",\"2026-09-01 10:01:05\",65,60,"
                + "\"ANSWERED\",\"DOCUMENTATION\",\"1790000000.1\",\"\"\n"),
        text(
            "method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user\n"
                + "INVITE,a,b,c,200,OK,2026-09-01 10:00:00,99911,99922\n"
                + "BYE,a,b,c,200,OK,2026-09-01 10:01:00,99911,99922\n"),
        text("<?xml version=\"1.0\"?>\n<cdr><variables><uuid>u</uuid></variables></cdr>\n"),
        BerCalls.chargingFile(records, 1),
        BerCalls.callEventDataFile(records));
  }

  private static final ZoneOffset HOUR = ZoneOffset.ofHours(3);

  private static BerCalls.Plain call(BerCalls.Kind kind) {
    return new BerCalls.Plain(
        kind, "99911223344", "88811223344", Instant.EPOCH, 61, true, "t1", 0, "ref1", -1);
  }

  private static byte[] spreadsheet() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write(text("<sst><si><t>prefix</t></si></sst>"));
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(
          text(
              "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                  + "<c r=\"B1\"><v>0.5</v></c></row></sheetData></worksheet>"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static PlanNotice notice() {
    return new PlanNotice(
        new UUID(1, 2),
        party(),
        PlanNotice.Form.DELTA,
        List.of(PlanNotice.Act.INTRODUCE),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(9),
        false,
        new LocalizedText("نص", "text"),
        List.of(),
        List.of(),
        List.of(),
        List.of(new PlanNotice.TestNumber("holder", new CodeRange("910", "919"), "999910000001")),
        "0".repeat(64));
  }

  private static MisuseReport misuse() {
    return new MisuseReport(
        new UUID(1, 2),
        party(),
        MisuseReport.Case.NOT_ASSIGNED,
        new LocalizedText("نص", "text"),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(9),
        List.of(new MisuseReport.Line(new MaskedNumber("99991", 11), "t1", 5, 61)),
        "0".repeat(64),
        MisuseReport.Request.INVESTIGATE,
        LocalDate.of(2026, 9, 30));
  }

  private static PlanFiling filing() {
    Proposed entry =
        new Proposed(
            FiledResource.E164,
            new CodeRange("910", "919"),
            Optional.of(Lengths.of(9)),
            "Mobile",
            "Sunrise",
            "",
            FiledStatus.ALLOCATED,
            Optional.empty(),
            Optional.empty(),
            "",
            new Place("-", 0, 0, 0));
    PlanFiling.Names names = new PlanFiling.Names("مثرا", "Mithraland", "Mithralande");
    return new PlanFiling(names, names, "999", "00", "0", LocalDate.of(2026, 1, 1), List.of(entry));
  }
}
