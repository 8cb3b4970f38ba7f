package org.wasl.post.forms;

import java.math.BigDecimal;
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
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.NotePicture;
import org.wasl.post.following.ReceptaclePicture;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;
import org.wasl.terms.LocalizedText;

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
        note, moment(CLOSED.plusDays(2)), NotePicture.State.OPEN, Optional.empty());
  }

  public static CustomsDeclaration declaration(String indicator, int pieces) {
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
              Optional.of("610510"),
              Optional.of("IQ")));
    }
    return new CustomsDeclaration(
        ItemId.of(indicator, 47_312_482, "IQ"),
        new PostalParty(
            "علي عبد الرحمن الخفاجي\nشركة الرافدين للتجارة",
            List.of("محلة 925، زقاق 14، دار 22", "الكرادة", "10069 بغداد"),
            "العراق IRAQ",
            Optional.of("+964 770 000 0000"),
            Optional.of("ali@example.iq"),
            Optional.of("TIN 900-123-456")),
        new PostalParty(
            "Rana Al-Halabi رنا الحلبي",
            List.of("شارع بغداد 17", "Damascus دمشق"),
            "سورية SYRIA",
            Optional.of("+963 11 000 0000"),
            Optional.empty(),
            Optional.empty()),
        CustomsDeclaration.Transaction.GIFT,
        content,
        250 * pieces + 180,
        "بغداد – Karrada",
        LocalDate.of(2026, 3, 1),
        Optional.of("18,500 IQD"),
        CustomsDeclaration.Papers.NONE,
        CustomsDeclaration.Undelivered.RETURN);
  }

  public static Inquiry inquiry(Optional<Inquiry.Reply> reply) {
    CustomsDeclaration of = declaration("RR", 1);
    return new Inquiry(
        "IQBGWA 2026/12",
        LocalDate.of(2026, 4, 9),
        of.item(),
        Set.of(Inquiry.Reason.LOST),
        of.office(),
        of.posted(),
        of.grams(),
        Optional.of("30 SDR"),
        of.sender(),
        of.addressee(),
        "وثائق وكتاب – Documents, one book",
        Optional.of(dispatch("UR", '3', 1, 1).dispatch()),
        reply);
  }

  public static StatementOfMails statement(int dispatches) {
    List<StatementOfMails.OfDispatch> all = new ArrayList<>();
    for (int i = 1; i <= dispatches; i++) {
      all.add(
          new StatementOfMails.OfDispatch(
              new DispatchKey(DispatchId.parse("IQBGWASYDAMADUN6%04d".formatted(i)), 2026),
              LocalDate.of(2026, 3, 1),
              new StatementOfMails.Counted(1_240, 24_800),
              new StatementOfMails.Counted(150, 21_000),
              new StatementOfMails.Counted(61, 43_215),
              12,
              1,
              3));
    }
    return new StatementOfMails(
        "CN55-IQ-SY-2026-03",
        YearMonth.of(2026, 3),
        "البريد العراقي – Iraqi Post",
        "البريد السوري – Syrian Post",
        "بعائث الرسائل – Letter post",
        all);
  }

  public static DetailedAccount account() {
    LocalizedText letters =
        new LocalizedText("رسائل صغيرة وكبيرة P/G", "Small and large letters P/G");
    LocalizedText bulky = new LocalizedText("رسائل ضخمة ورزم E", "Bulky letters and packets E");
    return new DetailedAccount(
        "CN61-IQ-SY-2026",
        "2026",
        new LocalizedText("البريد السوري", "Syrian Post"),
        new LocalizedText("البريد العراقي", "Iraqi Post"),
        "SDR",
        new LocalizedText(
            "يقرَّب كل سطر إلى خانتين، النصف إلى أعلى", "each line to two decimals, half up"),
        List.of(
            line(letters, 124_500, 3_120_400, "0.247", "1.928", "36767.63"),
            line(bulky, 18_211, 9_004_120, "0.645", "1.450", "24802.07")),
        List.of(
            new DetailedAccount.Supplement(
                new LocalizedText("مسجلة", "Registered"),
                4_120,
                new BigDecimal("1.463"),
                new BigDecimal("6027.56"))),
        List.of(
            new DetailedAccount.Payment(
                new LocalizedText("دفعة على الحساب 2026-07", "On account, 2026-07"),
                new BigDecimal("30000.00"))),
        new BigDecimal("67597.26"),
        new BigDecimal("37597.26"));
  }

  private static DetailedAccount.Line line(
      LocalizedText entry, long items, long grams, String item, String kg, String amount) {
    return new DetailedAccount.Line(
        entry, items, grams, new BigDecimal(item), new BigDecimal(kg), new BigDecimal(amount));
  }

  public static GeneralAccount general() {
    return new GeneralAccount(
        "CN52-IQ-SY-2026",
        "2026",
        new LocalizedText("البريد العراقي", "Iraqi Post"),
        new LocalizedText("البريد السوري", "Syrian Post"),
        "SDR",
        List.of(
            entry("الرسائل", "Letter post", "CN61", "0.00", "37597.26"),
            entry("الطرود", "Parcels", "CP75", "12040.50", "8110.25"),
            entry("البريد العاجل", "EMS", "EMS", "4000.00", "0.00"),
            entry("التعويضات", "Indemnities", "CN48", "120.00", "30.00")));
  }

  private static GeneralAccount.Entry entry(
      String ar, String en, String number, String one, String other) {
    return new GeneralAccount.Entry(
        new LocalizedText(ar, en),
        number + "-IQ-SY-2026",
        new BigDecimal(one),
        new BigDecimal(other));
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
    all.put("cn22", List.of(new CustomsLabel(declaration("UA", 2))));
    all.put("cn23", List.of(new CustomsForm(declaration("CP", 3))));
    all.put(
        "cp72",
        List.of(new ParcelSet(declaration("CV", 3), Optional.of(new BigDecimal("120.00")))));
    all.put("emslabel", List.of(new EmsLabel(declaration("EE", 1))));
    all.put(
        "cn08",
        List.of(
            inquiry(
                Optional.of(
                    new Inquiry.Reply(
                        Inquiry.Fate.HELD, LocalDate.of(2026, 4, 20), "بانتظار المرسل إليه")))));
    all.put("cn55", List.of(statement(40)));
    all.put("cn61", List.of(account()));
    all.put("cn52", List.of(general()));
    return all;
  }
}
