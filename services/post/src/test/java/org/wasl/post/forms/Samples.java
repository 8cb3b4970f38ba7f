package org.wasl.post.forms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.MailFormat;
import org.wasl.post.Moment;
import org.wasl.post.Office;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.accounting.AccountMaker;
import org.wasl.post.accounting.DispatchStatement;
import org.wasl.post.accounting.GeneralAccount;
import org.wasl.post.accounting.SummaryAccount;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.NotePicture;
import org.wasl.post.following.ReceptaclePicture;
import org.wasl.post.rating.Charge;
import org.wasl.post.rating.MailCount;
import org.wasl.post.rating.RateRow;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.RoundingRule;
import org.wasl.settlement.Stream;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.settlement.netting.Clocks;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;

/// Made-up data for every form.
public final class Samples {
  public static final Captions CAPTIONS = Captions.shipped();
  public static final Offices OFFICES =
      new Offices(code ->
          switch (code.value()) {
            case "IQBGWA" -> Optional.of(new Office(code, new LocalizedText("بغداد", "Baghdad")));
            case "SYDAMA" -> Optional.of(new Office(code, new LocalizedText("دمشق", "Damascus")));
            default -> Optional.empty();
          });
  private static final LocalDateTime CLOSED = LocalDateTime.of(2026, 3, 2, 9, 0);

  private Samples() {}

  /// @param subClass with the class of mail
  public static DispatchPicture dispatch(String subClass, char mode, int bags, int itemsInEach) {
    char category = mode == '4' ? 'A' : 'D';
    DispatchKey key =
        new DispatchKey(DispatchId.parse("IQBGWASYDAMA" + category + subClass + "60042"), 2026);
    List<Advice.Receptacle> receptacles = new ArrayList<>();
    List<ReceptaclePicture> seen = new ArrayList<>();
    int serial = 10_000_000;
    String indicator = Map.of('U', "RR", 'C', "CP", 'E', "EE").getOrDefault(subClass.charAt(0), "");
    for (int bag = 1; bag <= bags; bag++) {
      ReceptacleId id =
          new ReceptacleId(
              key.id(),
              bag,
              bag == bags ? Indicator.YES : Indicator.NO,
              bag % 3 == 0 ? Indicator.YES : Indicator.NO,
              100 + bag);
      List<Advice.Item> items = new ArrayList<>();
      for (int i = 0; i < itemsInEach; i++) {
        items.add(
            new Advice.Item(
                new ItemReading.Valid(ItemId.of(indicator, serial++, "IQ")),
                OptionalInt.of(480 + 10 * i),
                Optional.of("SY"),
                Optional.of(MailFormat.E)));
      }
      receptacles.add(
          new Advice.Receptacle(
              id,
              bag % 5 == 0 ? "TY" : "BG",
              OptionalInt.of(10_000 + 100 * bag),
              Optional.of("S" + bag),
              items,
              List.of(
                  new Advice.Bulk(MailFormat.P, 120, 2_400),
                  new Advice.Bulk(MailFormat.G, 15, 2_100))));
      seen.add(
          new ReceptaclePicture(
              id,
              ReceptaclePicture.State.RECEIVED,
              true,
              Optional.of("S" + bag),
              Optional.of(
                  new ReceptaclePicture.Seen(new OfficeCode("SYDAMA"), moment(CLOSED.plusDays(1)))),
              Condition.GOOD,
              OptionalInt.empty(),
              OptionalInt.of(10_000 + 100 * bag),
              List.of(),
              List.of()));
    }
    List<Leg> legs =
        List.of(
            new Leg(
                mode,
                mode == '4' ? "RB 412" : "بغداد 12345 شاحنة",
                Optional.of("شركة النقل البري"),
                "IQBGWA",
                mode == '4' ? "SYDAMA" : "الوليد / التنف",
                Optional.of(CLOSED.plusHours(4)),
                Optional.of(CLOSED.plusHours(14)),
                Optional.of("SEAL 778201")));
    Advice advice = new Advice(key, 1, CLOSED, Optional.of(CLOSED.plusDays(1)), legs, receptacles);
    List<NotePicture> notes =
        List.of(note(key, 3, "وصل الكيس رقم 2 ممزقاً، وأُعيد ختمه بحضور الناقل (CN 24)."));
    return new DispatchPicture(
        key,
        DispatchPicture.Status.RECEIVED_COMPLETE,
        Optional.of(advice),
        Optional.of(moment(CLOSED)),
        List.of(),
        seen,
        List.of(),
        notes,
        Optional.empty());
  }

  public static Moment moment(LocalDateTime wall) {
    return new Moment(
        wall, Optional.of(ZoneOffset.ofHours(3)), wall.toInstant(ZoneOffset.ofHours(3)));
  }

  /// @param count of irregularities
  public static NotePicture note(DispatchKey key, int count, String text) {
    List<Irregularity> all = new ArrayList<>();
    Irregularity.Kind[] kinds = Irregularity.Kind.values();
    for (int i = 0; i < count; i++) {
      all.add(
          new Irregularity(
              kinds[(i + 4) % kinds.length],
              key.id() + "%03d100227".formatted(i + 1),
              "22.7 kg",
              "20.1 kg"));
    }
    VerificationNote note =
        new VerificationNote(new UUID(1, 1), new OfficeCode("SYDAMA"), 2026, 17, key, all, text);
    return new NotePicture(
        note,
        moment(CLOSED.plusDays(2)),
        CLOSED.plusDays(2).toLocalDate(),
        NotePicture.State.OPEN,
        Optional.empty());
  }

  public static CustomsDeclaration declared(String indicator, int pieces) {
    List<CustomsDeclaration.Piece> content = new ArrayList<>();
    String[] what = {"قمصان قطنية رجالية", "Books (history)", "صابون غار حلبي 5 × 200 g"};
    for (int i = 0; i < pieces; i++) {
      content.add(
          new CustomsDeclaration.Piece(
              what[i % what.length],
              i + 1,
              250,
              new BigDecimal("12500.50"),
              "IQD",
              "610510",
              "IQ"));
    }
    return new CustomsDeclaration(
        ItemId.of(indicator, 47_312_482, "IQ"),
        new OfficeCode("IQBGWA"),
        LocalDate.of(2026, 3, 1),
        CustomsDeclaration.Kind.GIFT,
        new CustomsDeclaration.Party(
            "علي عبد الرحمن الخفاجي",
            "محلة 925، زقاق 14، دار 22، الكرادة",
            "بغداد",
            "IQ",
            "+964 770 000 0000",
            "شركة الرافدين للتجارة",
            "10069",
            "ali@example.iq",
            "TIN 900-123-456"),
        new CustomsDeclaration.Party(
            "Rana Al-Halabi رنا الحلبي",
            "شارع بغداد 17",
            "Damascus دمشق",
            "SY",
            "+963 11 000 0000"),
        250 * pieces + 180,
        Optional.of(new BigDecimal("18500")),
        content,
        CustomsDeclaration.Papers.NONE,
        Optional.of(CustomsDeclaration.Undelivered.RETURN),
        indicator.startsWith("CV") ? Optional.of(new BigDecimal("120.00")) : Optional.empty());
  }

  public static DeclaredItem item(String indicator, int pieces) {
    return item(declared(indicator, pieces));
  }

  public static DeclaredItem item(CustomsDeclaration declaration) {
    return new DeclaredItem(
        declaration, "بغداد – Karrada", "العراق IRAQ", "سورية SYRIA", Optional.of("IQD"));
  }

  public static Inquiry inquiry(Optional<Inquiry.Reply> reply) {
    CustomsDeclaration of = declared("RR", 1);
    return new Inquiry(
        "IQBGWA 2026/12",
        LocalDate.of(2026, 4, 9),
        of.item(),
        Set.of(Inquiry.Reason.LOST),
        "بغداد – Karrada",
        of.posted(),
        of.grossGrams(),
        Optional.of("30 SDR"),
        DeclaredItem.lines(of.sender(), "العراق IRAQ"),
        DeclaredItem.lines(of.addressee(), "سورية SYRIA"),
        "وثائق وكتاب – Documents, one book",
        Optional.of(dispatch("UR", '3', 1, 1).dispatch()),
        reply);
  }

  private static final PartyId IQ = new PartyId("iq");
  private static final PartyId SY = new PartyId("sy");
  public static final Posts POSTS =
      new Posts(
          Map.of(
              IQ, new LocalizedText("البريد العراقي", "Iraqi Post"),
              SY, new LocalizedText("البريد السوري", "Syrian Post")));
  private static final Stream LETTERS =
      new Stream("letters", IQ, SY, new LocalizedText("بعائث الرسائل", "Letter post"));
  private static final Stream PARCELS =
      new Stream("parcels", SY, IQ, new LocalizedText("الطرود", "Parcels"));
  private static final AccountForm ACCOUNTS =
      new AccountForm(
          new AgreementId("iq-sy-post"),
          1,
          MailCount.MEASURES,
          new CurrencyVintage("XDR", 0, 4),
          BigInteger.valueOf(1_000_000),
          new RoundingRule(RoundingRule.Point.PER_LINE, RoundingMode.HALF_UP, 2),
          List.of(LETTERS, PARCELS));
  private static final YearMonth MONTH = YearMonth.of(2026, 3);

  /// A dispatch of 120 letters P, 15 G, 61 E, 12 registered items: 10.005 SDR each.
  private static AgreedLine letters(int serial, String band) {
    List<Long> counted =
        List.of(120L, 2_400L, 15L, 2_100L, 61L, 43_215L, 0L, 0L, 0L, 0L, 0L, 12L, 1L, 3L, 0L, 0L);
    return line("letters", "UN6%04d".formatted(serial), band, counted, 10_005_000);
  }

  private static AgreedLine parcels(int serial) {
    List<Long> counted =
        List.of(0L, 0L, 0L, 0L, 0L, 0L, 9L, 31_000L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    return line("parcels", "CN6%04d".formatted(serial), AccountMaker.WHOLE, counted, 34_330_000);
  }

  private static AgreedLine line(
      String stream, String dispatch, String band, List<Long> counted, long microSdr) {
    String offices = stream.equals("letters") ? "IQBGWASYDAMAD" : "SYDAMAIQBGWAC";
    DispatchKey key = new DispatchKey(DispatchId.parse(offices + dispatch), 2026);
    return new AgreedLine(
        new Line(
            new LineKey(stream, AccountMaker.word(key), MONTH.atDay(2), band),
            counted,
            BigInteger.valueOf(microSdr)),
        AgreedLine.Resolution.EQUAL,
        BigInteger.ZERO);
  }

  private static AgreedAccount agreed(int dispatches) {
    List<AgreedLine> lines = new ArrayList<>();
    for (int i = 1; i <= dispatches; i++) {
      lines.add(letters(i, i % 20 == 0 ? AccountMaker.DIFFERENCE : AccountMaker.WHOLE));
      lines.add(parcels(i));
    }
    return new AgreedAccount(ACCOUNTS.agreement(), 1, MONTH, List.of("a", "b"), lines);
  }

  public static StatementForm statement(int dispatches) {
    return new StatementForm(
        DispatchStatement.of(ACCOUNTS, LETTERS, false, agreed(dispatches), "0".repeat(64)), POSTS);
  }

  private static SummaryAccount summary(Stream stream, int dispatches) {
    DispatchStatement month =
        DispatchStatement.of(ACCOUNTS, stream, false, agreed(dispatches), "0".repeat(64));
    return SummaryAccount.of(ACCOUNTS, MONTH, MONTH, stream, List.of(month));
  }

  public static SummaryForm account() {
    RateRow rate =
        new RateRow(
            "e-item",
            2,
            SY,
            Charge.LETTERS_E,
            RateRow.Unit.ITEM,
            new Validity(
                Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2027, 1, 1))),
            645,
            RateRow.Status.PROVISIONAL,
            LocalDate.of(2025, 6, 1),
            "circular 110");
    return new SummaryForm(summary(LETTERS, 40), List.of(rate), POSTS);
  }

  public static GeneralForm general() {
    Clocks clocks = new Clocks(50, 2, 1, 2, new BigDecimal("6"));
    return new GeneralForm(
        GeneralAccount.of(
            ACCOUNTS,
            List.of(summary(LETTERS, 40), summary(PARCELS, 40)),
            Optional.of(
                new GeneralAccount.Carried(IQ, new BigDecimal("27.20"), MONTH.minusMonths(1))),
            clocks,
            new BigDecimal("100.00")),
        POSTS);
  }

  /// One of each form, by name.
  public static Map<String, List<? extends Form>> all() {
    DispatchPicture letters = dispatch("UN", '3', 6, 4);
    DispatchPicture parcels = dispatch("CN", '3', 4, 12);
    DispatchPicture ems = dispatch("EN", '4', 2, 50);
    Map<String, List<? extends Form>> all = new LinkedHashMap<>();
    all.put("cn31", List.of(LetterBill.of(letters, OFFICES)));
    all.put("cn33", List.of(ListOfItems.of(ListOfItems.Kind.SPECIAL_LIST, letters, OFFICES)));
    all.put("cp87", List.of(ListOfItems.of(ListOfItems.Kind.PARCEL_BILL, parcels, OFFICES)));
    all.put("ems", List.of(ListOfItems.of(ListOfItems.Kind.EMS_LIST, ems, OFFICES)));
    all.put("labels-letters", ReceptacleLabel.of(letters, OFFICES));
    all.put("labels-parcels", ReceptacleLabel.of(parcels, OFFICES));
    all.put("labels-ems", ReceptacleLabel.of(ems, OFFICES));
    all.put("cn37", List.of(DeliveryBill.toCarrier(parcels, OFFICES)));
    all.put("cn38", List.of(DeliveryBill.toCarrier(ems, OFFICES)));
    all.put("cn46", List.of(DeliveryBill.substitute(letters, OFFICES)));
    all.put("cn43", List.of(NoteForm.of(letters, letters.notes().getFirst(), OFFICES)));
    all.put("cn22", List.of(new CustomsLabel(item("UA", 2))));
    all.put("cn23", List.of(new CustomsForm(item("CP", 3))));
    all.put("cp72", List.of(new ParcelSet(item("CV", 3))));
    all.put("emslabel", List.of(new EmsLabel(item("EE", 1))));
    all.put(
        "cn08",
        List.of(
            inquiry(
                Optional.of(
                    new Inquiry.Reply(
                        Inquiry.Fate.HELD,
                        LocalDate.of(2026, 4, 20),
                        false,
                        "بانتظار المرسل إليه")))));
    all.put("cn55", List.of(statement(40)));
    all.put("cn61", List.of(account()));
    all.put("cn52", List.of(general()));
    return all;
  }
}
