package org.wasl.post.migrating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;

/// Reads the declarations of a UPU CDS database (tables `O_MAIL_OBJECTS`, `O_DECLARATIONS`) and
/// hands over each that can be read. What becomes of it is decided by who takes it; the report
/// counts all and says nothing of people.
public final class CdsImport {
  private static final List<String> OBJECT_COLUMNS =
      List.of("MAIL_OBJECT_PID", "MAIL_OBJECT_ID", "POSTING_DATE");
  private static final List<String> DECLARATION_COLUMNS =
      List.of("DECLARATION_PID", "MAIL_OBJECT_PID", "MAIL_OBJECT_ID", "DATA");
  private static final BigDecimal GRAMS = BigDecimal.valueOf(1_000);
  private static final Map<String, CustomsDeclaration.Kind> NATURES =
      Map.of(
          "gift", CustomsDeclaration.Kind.GIFT,
          "documents", CustomsDeclaration.Kind.DOCUMENTS,
          "commercial sample", CustomsDeclaration.Kind.SAMPLE,
          "sale of goods", CustomsDeclaration.Kind.SALE,
          "sales of goods", CustomsDeclaration.Kind.SALE,
          "returned goods", CustomsDeclaration.Kind.RETURNED);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}([.][0-9]{1,6})?");

  private final OfficeCode usualOffice;
  private final CodeTables codes;
  private final Function<CustomsDeclaration, Optional<Anomaly>> taker;
  private final int most;
  private final ImportReport report = new ImportReport();
  private final Map<String, MailObject> objects = new HashMap<>();

  private record MailObject(String id, Optional<LocalDate> posted) {}

  private CdsImport(
      OfficeCode usualOffice,
      CodeTables codes,
      Function<CustomsDeclaration, Optional<Anomaly>> taker,
      int most) {
    this.usualOffice = usualOffice;
    this.codes = codes;
    this.taker = taker;
    this.most = most;
  }

  /// @param usualOffice where items were taken, since a declaration names no office
  /// @param taker takes a declaration, or says why not
  /// @throws IllegalArgumentException for more items than [IpsImport] takes
  public static ImportReport read(
      Tables tables,
      OfficeCode usualOffice,
      CodeTables codes,
      Function<CustomsDeclaration, Optional<Anomaly>> taker) {
    return read(tables, usualOffice, codes, taker, IpsImport.MOST);
  }

  static ImportReport read(
      Tables tables,
      OfficeCode usualOffice,
      CodeTables codes,
      Function<CustomsDeclaration, Optional<Anomaly>> taker,
      int most) {
    CdsImport all = new CdsImport(usualOffice, codes, taker, most);
    all.table(tables, "O_MAIL_OBJECTS", OBJECT_COLUMNS, all::object);
    all.table(tables, "O_DECLARATIONS", DECLARATION_COLUMNS, all::declaration);
    return all.report;
  }

  private void table(Tables tables, String name, List<String> columns, Consumer<TableRow> rows) {
    if (!tables.each(name, columns, rows)) {
      report.missing(name);
    }
  }

  private void object(TableRow row) {
    report.countItem();
    Optional<String> pid = row.find("MAIL_OBJECT_PID").or(() -> row.find("MAIL_OBJECT_ID"));
    Optional<String> id = row.find("MAIL_OBJECT_ID");
    if (pid.isEmpty() || id.isEmpty()) {
      report.found(Anomaly.NO_IDENTIFIER, row);
      return;
    }
    if (objects.size() == most && !objects.containsKey(pid.get())) {
      throw new IllegalArgumentException("more than " + most + " items");
    }
    objects.put(
        pid.get(), new MailObject(id.get(), row.find("POSTING_DATE").flatMap(CdsImport::day)));
  }

  private void declaration(TableRow row) {
    report.countEvent();
    Optional<MailObject> object =
        row.find("MAIL_OBJECT_PID").or(() -> row.find("MAIL_OBJECT_ID")).map(objects::get);
    if (object.isEmpty()) {
      report.found(Anomaly.DECLARATION_ORPHAN, row);
      return;
    }
    try {
      CdsXml xml = CdsXml.read(row.find("DATA").orElse(""));
      Optional<Anomaly> not = taker.apply(declaration(object.get(), xml));
      not.ifPresentOrElse(each -> report.found(each, row), this::taken);
    } catch (MalformedCdsException e) {
      report.found(e.anomaly(), row);
    } catch (IllegalArgumentException | ArithmeticException _) {
      report.found(Anomaly.DECLARATION_INCOMPLETE, row);
    }
  }

  private void taken() {
    report.countTaken();
    report.countFresh(1);
  }

  private CustomsDeclaration declaration(MailObject object, CdsXml xml) {
    if (!(ItemReading.of(object.id()) instanceof ItemReading.Valid(ItemId item))) {
      throw new IllegalArgumentException("no S10 identifier");
    }
    Attributes fields = new Attributes(xml.fields());
    int gross = grams(fields.required("gross"));
    List<CustomsDeclaration.Piece> pieces = new ArrayList<>();
    for (Map<String, String> each : xml.pieces()) {
      int net = xml.pieces().size() == 1 ? fields.find("net").map(CdsImport::grams).orElse(0) : 0;
      pieces.add(piece(new Attributes(each), fields, net));
    }
    return new CustomsDeclaration(
        item,
        usualOffice,
        fields
            .find("posted")
            .flatMap(CdsImport::day)
            .or(object::posted)
            .orElseThrow(() -> new IllegalArgumentException("no day of posting")),
        NATURES.getOrDefault(
            fields.find("nature").orElse("").toLowerCase(Locale.ROOT),
            CustomsDeclaration.Kind.OTHER),
        party(fields, "sender"),
        party(fields, "addressee"),
        gross,
        Optional.empty(),
        pieces);
  }

  private static CustomsDeclaration.Piece piece(Attributes piece, Attributes all, int usualNet) {
    return new CustomsDeclaration.Piece(
        piece.required("piece.description"),
        piece.find("piece.quantity").map(Integer::parseInt).orElse(1),
        piece.find("piece.net").map(CdsImport::grams).orElse(usualNet),
        number(piece.required("piece.value")),
        piece.find("piece.currency").or(() -> all.find("currency")).orElse(""),
        piece.find("piece.heading").orElse("").replace(".", ""),
        piece.find("piece.origin").or(() -> all.find("sender.country")).orElse(""));
  }

  private static CustomsDeclaration.Party party(Attributes in, String who) {
    String street = in.find(who + ".street").orElse("");
    return new CustomsDeclaration.Party(
        in.required(who + ".name"),
        in.find(who + ".more").map(each -> street + " " + each).orElse(street).strip(),
        in.find(who + ".city").orElse(""),
        in.required(who + ".country"),
        in.find(who + ".telephone").orElse(""));
  }

  /// Attributes by our names.
  private final class Attributes {
    private final Map<String, String> values;

    Attributes(Map<String, String> values) {
      this.values = values;
    }

    Optional<String> find(String field) {
      return Optional.ofNullable(codes.attributes().get(field))
          .flatMap(name -> Optional.ofNullable(values.get(name)))
          .filter(each -> !each.isEmpty());
    }

    String required(String field) {
      return find(field).orElseThrow(() -> new IllegalArgumentException("no " + field));
    }
  }

  private static BigDecimal number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("not a number: " + text.length() + " characters");
    }
    BigDecimal number = new BigDecimal(text);
    return number.stripTrailingZeros().scale() > 3
        ? reject(text)
        : number.setScale(
            Math.clamp(number.stripTrailingZeros().scale(), 0, 3), RoundingMode.UNNECESSARY);
  }

  private static BigDecimal reject(String text) {
    throw new IllegalArgumentException("more than three decimals: " + text.length());
  }

  private static int grams(String kilograms) {
    return number(kilograms).multiply(GRAMS).intValueExact();
  }

  /// `20260302` or a text that begins with `2026-03-02`.
  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(
          text.matches("[0-9]{8}")
              ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
              : LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
