package org.wasl.numbering.filing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.CodeText.Item;
import org.wasl.numbering.filing.CodeText.Reading;

/// Reads one table: finds the columns, reads each row, then looks at the rows together.
final class TableReader {
  /// Codes of one table; the rows behind them go into a defect.
  static final int MAX_CODES = 200_000;

  /// A proposed code before the table is seen as a whole.
  record Candidate(int row, int column, Item item, RowFacts facts) {}

  /// What a row says beside its code.
  record RowFacts(
      FiledResource resource,
      Optional<Lengths> lengths,
      String usage,
      String holder,
      String area,
      FiledStatus status,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      String note) {}

  private static final Pattern UNALLOCATED =
      Pattern.compile(
          "un-?allocated|not (yet )?(allocated|assigned|used|in use)|unassigned|\\bspare\\b|vacant|unused|non attribu|no asignad|غير مخصص|غير مستعمل|غير مستخدم");
  private static final Pattern RESERVED =
      Pattern.compile("\\breserved|not (yet )?issued|réserv|reservad|محجوز");
  private static final Pattern WITHDRAWN =
      Pattern.compile("withdraw|cancelled|deleted|retiré|supprim|retirad|سحب|ملغى");
  private static final Pattern INTRODUCED =
      Pattern.compile("introduc|assign|allocat|new resource|attribu|asign|تخصيص");
  private static final Pattern NAMED =
      Pattern.compile(
          "(\\p{L}[\\p{L}\\d .&'’-]*?)\\s*(?:[–-]\\s*Range\\s*\\d+\\s*)?\\(?(?:GSM|WLL|CDMA|LTE|UMTS|WCDMA|[2-5]G)\\b[^()]*\\)");
  private static final Pattern DITTO = Pattern.compile("[\"“”〃]+|do\\.?|-\"-|idem|ditto");

  private final FilingContext context;
  private final Optional<LocalDate> documentDate;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<ProposedChange> changes = new ArrayList<>();
  private final List<Defect> defects = new ArrayList<>();
  private final SortedSet<Integer> headings = new TreeSet<>();
  private String section = "";

  TableReader(FilingContext context, Optional<LocalDate> documentDate) {
    this.context = context;
    this.documentDate = documentDate;
  }

  TableReading read(FiledTable table) {
    Columns columns = Columns.of(table);
    for (int row = 1; row <= columns.headingRows(); row++) {
      headings.add(row);
    }
    if (columns.headingRows() == table.rows().size() && !table.rows().isEmpty()) {
      return whole(table, Defect.Kind.NOT_A_CODE_TABLE, columns.headingRows());
    }
    List<List<Integer>> groups = columns.groups();
    if (groups.isEmpty()) {
      Optional<Defect.Kind> trouble = readColumns(table, columns);
      return trouble.isPresent()
          ? whole(table, trouble.get(), columns.headingRows())
          : finish(table);
    }
    for (List<Integer> group : groups) {
      FiledTable part = table.only(group);
      Optional<Defect.Kind> trouble = readColumns(part, Columns.of(part));
      if (trouble.isPresent()) {
        return whole(table, trouble.get(), columns.headingRows());
      }
    }
    return finish(table);
  }

  /// Why nothing of the table is understood, where that is so.
  private Optional<Defect.Kind> readColumns(FiledTable table, Columns columns) {
    switch (CodeColumns.find(table, columns, context.countryCode())) {
      case CodeColumns.None(Defect.Kind kind) -> {
        return Optional.of(kind);
      }
      case CodeColumns.Grid grid -> readGrid(table, grid.columns());
      case CodeColumns.Found found -> {
        if (found.byContent() && !columns.anyKnown()) {
          defects.add(new Defect(Defect.Kind.MISSING_HEADING, table.place(), first(table)));
        }
        for (int row = columns.headingRows(); row < table.rows().size(); row++) {
          readRow(table, found, row);
        }
      }
    }
    return Optional.empty();
  }

  /// Every row in one defect: nothing of the table was understood.
  private TableReading whole(FiledTable table, Defect.Kind kind, int from) {
    defects.clear();
    headings.removeIf(row -> row > from);
    if (from >= table.rows().size()) {
      defects.add(new Defect(kind, table.place(), first(table)));
    }
    for (int row = from; row < table.rows().size(); row++) {
      if (isBlank(table.rows().get(row))) {
        headings.add(row + 1);
      } else {
        defects.add(new Defect(kind, table.place().at(row + 1, 0), joined(table.rows().get(row))));
      }
    }
    return new TableReading(table, headings, List.of(), List.of(), defects);
  }

  private void readGrid(FiledTable table, Columns columns) {
    defects.add(new Defect(Defect.Kind.MISSING_HEADING, table.place(), first(table)));
    FiledStatus status = status(table, columns, "", Optional.empty());
    RowFacts facts =
        new RowFacts(
            FiledResource.E164,
            Optional.empty(),
            "",
            "",
            "",
            status,
            Optional.empty(),
            Optional.empty(),
            "");
    for (int row = columns.headingRows(); row < table.rows().size(); row++) {
      if (isBlank(table.rows().get(row))) {
        headings.add(row + 1);
      } else {
        readGridRow(table, facts, row);
      }
    }
  }

  private void readGridRow(FiledTable table, RowFacts facts, int row) {
    CodeText codes = new CodeText(context.countryCode(), OptionalInt.empty());
    List<String> cells = table.rows().get(row);
    for (int column = 0; column < cells.size(); column++) {
      switch (codes.read(cells.get(column))) {
        case Reading.Codes(List<Item> items) -> {
          if (candidates.size() + items.size() > MAX_CODES) {
            defect(Defect.Kind.TOO_MANY_CODES, table, row, column);
            continue;
          }
          for (Item item : items) {
            candidates.add(new Candidate(row + 1, column + 1, item, facts));
          }
        }
        case Reading.Nothing _ -> {
          if (!PlainText.line(cells.get(column)).isEmpty()) {
            defect(Defect.Kind.UNREADABLE_CODE, table, row, column);
          }
        }
        case Reading.Unclear(Defect.Kind kind) -> defect(kind, table, row, column);
      }
    }
  }

  private void readRow(FiledTable table, CodeColumns.Found code, int row) {
    List<String> cells = table.rows().get(row);
    if (isBlank(cells) || repeatsHeading(table, code.columns(), row)) {
      headings.add(row + 1);
    } else if (isTitle(table, cells)) {
      headings.add(row + 1);
      section = PlainText.line(cells.stream().filter(c -> !c.isBlank()).findFirst().orElse(""));
    } else if (code.isChange()) {
      readChange(table, code, row);
    } else {
      readCodes(table, code, row);
    }
  }

  private static boolean isBlank(List<String> cells) {
    return cells.stream().allMatch(cell -> PlainText.line(cell).isEmpty());
  }

  /// One text over the full width, or alone in the first column, that is not a code.
  private static boolean isTitle(FiledTable table, List<String> cells) {
    Set<String> texts = new HashSet<>();
    for (String cell : cells) {
      texts.add(PlainText.line(cell));
    }
    texts.remove("");
    return table.width() > 1
        && texts.size() == 1
        && !Columns.isMostlyDigits(texts.iterator().next())
        && texts.iterator().next().chars().anyMatch(Character::isLetter)
        && texts.iterator().next().chars().noneMatch(Character::isDigit);
  }

  private static boolean repeatsHeading(FiledTable table, Columns columns, int row) {
    for (int heading = 0; heading < columns.headingRows(); heading++) {
      if (table.rows().get(heading).equals(table.rows().get(row))) {
        return true;
      }
    }
    return false;
  }

  private void readChange(FiledTable table, CodeColumns.Found code, int row) {
    Columns columns = code.columns();
    int oldColumn = columns.first(Role.OLD).orElseThrow();
    int newColumn = columns.first(Role.NEW).orElseThrow();
    CodeText reader = new CodeText(context.countryCode(), OptionalInt.empty());
    Reading before = reader.read(above(table, row, oldColumn, columns));
    Reading after = reader.read(above(table, row, newColumn, columns));
    if (!(before instanceof Reading.Codes(List<Item> olds))) {
      defect(unclear(before), table, row, oldColumn);
    } else if (!(after instanceof Reading.Codes(List<Item> news))) {
      defect(unclear(after), table, row, newColumn);
    } else if (olds.size() != news.size()) {
      defect(Defect.Kind.UNLIKE_MAPPING, table, row, newColumn);
    } else {
      addChanges(table, row, oldColumn, columns, olds, news);
    }
  }

  private void addChanges(
      FiledTable table, int row, int column, Columns columns, List<Item> olds, List<Item> news) {
    List<Integer> parallel = columns.all(Role.PARALLEL);
    Optional<LocalDate> changed = date(table, row, columns, Role.FROM_DATE);
    Optional<LocalDate> from =
        parallel.size() > 1
            ? dateAt(table, row, columns, parallel.getFirst()).or(() -> changed)
            : changed;
    Optional<LocalDate> to =
        parallel.isEmpty()
            ? date(table, row, columns, Role.TO_DATE)
            : dateAt(table, row, columns, parallel.getLast());
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      defect(Defect.Kind.REVERSED_RANGE, table, row, column);
      return;
    }
    for (int i = 0; i < olds.size(); i++) {
      CodeRange before = olds.get(i).range();
      CodeRange after = news.get(i).range();
      if (before.size() == after.size()) {
        changes.add(
            new ProposedChange(
                before,
                after,
                olds.get(i).total(),
                news.get(i).total(),
                from,
                to,
                table.place().at(row + 1, column + 1)));
      } else {
        defect(Defect.Kind.UNLIKE_MAPPING, table, row, column);
      }
    }
  }

  private void readCodes(FiledTable table, CodeColumns.Found code, int row) {
    Columns columns = code.columns();
    Optional<Lengths> lengths = lengths(table, row, columns);
    OptionalInt most = lengths.map(l -> OptionalInt.of(l.most())).orElse(OptionalInt.empty());
    if (code.areaIsMissing(table, row)) {
      areaFromAbove(table, code, row);
    }
    Reading reading = code.read(table, row, new CodeText(context.countryCode(), most), most);
    switch (reading) {
      case Reading.Codes(List<Item> items) -> {
        if (candidates.size() + items.size() > MAX_CODES) {
          defect(Defect.Kind.TOO_MANY_CODES, table, row, code.column());
          return;
        }
        RowFacts facts = facts(table, code, row, lengths);
        for (Item item : items) {
          candidates.add(new Candidate(row + 1, code.column() + 1, item, facts));
        }
      }
      case Reading.Nothing _ -> defect(Defect.Kind.MISSING_CODE, table, row, code.column());
      case Reading.Unclear(Defect.Kind kind) -> defect(kind, table, row, code.column());
    }
  }

  /// An empty cell below an area code means the same code in the tables that leave it empty; said,
  /// not assumed in silence.
  private void areaFromAbove(FiledTable table, CodeColumns.Found code, int row) {
    boolean carried = code.areaRow(table, row) >= code.columns().headingRows();
    defect(
        carried ? Defect.Kind.CARRIED_DOWN : Defect.Kind.MISSING_CODE,
        table,
        row,
        code.area().orElseThrow());
  }

  private static Defect.Kind unclear(Reading reading) {
    return switch (reading) {
      case Reading.Unclear(Defect.Kind kind) -> kind;
      case Reading.Nothing _, Reading.Codes _ -> Defect.Kind.MISSING_CODE;
    };
  }

  private void defect(Defect.Kind kind, FiledTable table, int row, int column) {
    String text = PlainText.line(table.cell(row, column));
    String original = text.isEmpty() ? joined(table.rows().get(row)) : text;
    defects.add(new Defect(kind, table.place().at(row + 1, column + 1), original));
  }

  private Optional<Lengths> lengths(FiledTable table, int row, Columns columns) {
    Optional<Lengths> min = length(table, row, columns, Role.MIN, 0);
    Optional<Lengths> max = length(table, row, columns, Role.MAX, 0);
    if (min.isPresent() && max.isPresent()) {
      int least = min.get().least();
      int most = max.get().most();
      if (least > most) {
        defect(Defect.Kind.LENGTHS_SWAPPED, table, row, columns.first(Role.MIN).orElseThrow());
      }
      return Optional.of(new Lengths(Math.min(least, most), Math.max(least, most)));
    }
    int countryCode = context.countryCode().length();
    return max.or(() -> min)
        .or(() -> length(table, row, columns, Role.LENGTH, 0))
        .or(() -> length(table, row, columns, Role.CC_LENGTH, -countryCode))
        .or(() -> subscriberLength(table, row, columns));
  }

  /// The length of the subscriber number and the digits of the area code in front of it.
  private Optional<Lengths> subscriberLength(FiledTable table, int row, Columns columns) {
    OptionalInt area = columns.first(Role.AREA_CODE);
    if (area.isEmpty() || !columns.has(Role.SN_LENGTH)) {
      return Optional.empty();
    }
    Reading codes =
        new CodeText(context.countryCode(), OptionalInt.empty())
            .read(above(table, row, area.getAsInt(), columns));
    return codes instanceof Reading.Codes(List<Item> items)
            && items.stream().map(item -> item.range().length()).distinct().count() == 1
        ? length(table, row, columns, Role.SN_LENGTH, items.getFirst().range().length())
            .filter(l -> l.most() <= CodeRange.MAX_DIGITS)
        : Optional.empty();
  }

  private Optional<Lengths> length(FiledTable table, int row, Columns columns, Role role, int add) {
    OptionalInt column = columns.first(role);
    if (column.isEmpty() || PlainText.line(table.cell(row, column.getAsInt())).isEmpty()) {
      return Optional.empty();
    }
    String cell = above(table, row, column.getAsInt(), columns);
    Optional<Lengths> read =
        LengthText.read(cell)
            .filter(l -> l.least() + add >= 1 && l.most() + add <= CodeRange.MAX_DIGITS);
    if (read.isEmpty() && !PlainText.line(cell).matches("[-–—./ ]*|(?i)n/?a|not applicable")) {
      defect(Defect.Kind.UNREADABLE_LENGTH, table, row, column.getAsInt());
    }
    return read.map(l -> new Lengths(l.least() + add, l.most() + add));
  }

  private RowFacts facts(
      FiledTable table, CodeColumns.Found code, int row, Optional<Lengths> lengths) {
    Columns columns = code.columns();
    String usage = text(table, row, columns, Role.USAGE);
    String note = note(table, row, code);
    String holder = text(table, row, columns, Role.HOLDER);
    String all = (text(table, row, columns, Role.STATUS) + " " + usage + " " + note + " " + holder);
    Optional<LocalDate> to = date(table, row, columns, Role.TO_DATE);
    return new RowFacts(
        resource(table, code, row),
        lengths,
        usage.isEmpty() ? section : usage,
        columns.has(Role.HOLDER) ? holder : namedHolder(usage),
        text(table, row, columns, Role.AREA),
        plainStatus(text(table, row, columns, Role.STATUS))
            .orElseGet(() -> status(table, columns, all, to)),
        date(table, row, columns, Role.FROM_DATE),
        to,
        note);
  }

  /// Where a table has no column of holders, its usage may begin with the name: `NAME – Range 2
  /// (GSM/3G)`, `NAME (WLL)`. The usage itself stays as filed.
  private static String namedHolder(String usage) {
    Matcher named = NAMED.matcher(usage);
    return named.matches() ? named.group(1).strip() : "";
  }

  private static FiledResource resource(FiledTable table, CodeColumns.Found code, int row) {
    String word = text(table, row, code.columns(), Role.RESOURCE).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "short", "court", "رمز قصير" -> FiledResource.SHORT;
      case "mnc", "رمز شبكة متنقلة" -> FiledResource.MNC;
      case "ispc", "رمز نقطة تشوير" -> FiledResource.ISPC;
      case "iin", "رقم تعريف مُصدر" -> FiledResource.IIN;
      case "sanc", "رمز منطقة تشوير" -> FiledResource.SANC;
      case "nspc", "رمز نقطة تشوير وطنية" -> FiledResource.NSPC;
      case "icc", "رمز مشغّل لدى الاتحاد" -> FiledResource.ICC;
      case "enum", "نطاق enum" -> FiledResource.ENUM;
      default -> code.resource();
    };
  }

  /// The status column alone decides where it uses one of the plain words.
  private static Optional<FiledStatus> plainStatus(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "allocated", "assigned", "attribué", "مخصَّص", "مخصص" ->
          Optional.of(FiledStatus.ALLOCATED);
      case "reserved", "réservé", "reservado", "محجوز" -> Optional.of(FiledStatus.RESERVED);
      case "unallocated", "unassigned", "non attribué", "غير مخصَّص", "غير مخصص" ->
          Optional.of(FiledStatus.UNALLOCATED);
      case "withdrawn", "retiré", "مسحوب" -> Optional.of(FiledStatus.WITHDRAWN);
      default -> Optional.empty();
    };
  }

  private FiledStatus status(
      FiledTable table, Columns columns, String words, Optional<LocalDate> to) {
    String text = words.toLowerCase(Locale.ROOT);
    if (UNALLOCATED.matcher(text).find()) {
      return FiledStatus.UNALLOCATED;
    }
    if (RESERVED.matcher(text).find()) {
      return FiledStatus.RESERVED;
    }
    boolean withdrawal =
        WITHDRAWN.matcher(text).find()
            || (to.isPresent() && !columns.has(Role.FROM_DATE))
            || contextSaysWithdrawn(table);
    return withdrawal ? FiledStatus.WITHDRAWN : FiledStatus.ALLOCATED;
  }

  private static boolean contextSaysWithdrawn(FiledTable table) {
    for (String line : table.context().reversed()) {
      String text = line.toLowerCase(Locale.ROOT);
      if (WITHDRAWN.matcher(text).find()) {
        return true;
      }
      if (INTRODUCED.matcher(text).find()) {
        return false;
      }
    }
    return false;
  }

  private static String text(FiledTable table, int row, Columns columns, Role role) {
    Set<String> texts = new LinkedHashSet<>();
    for (int column : columns.all(role)) {
      String cell = PlainText.words(above(table, row, column, columns));
      if (!cell.isEmpty()) {
        texts.add(cell);
      }
    }
    return String.join("; ", texts);
  }

  /// Additional information, and each further column under its own heading, so that nothing filed
  /// is lost.
  private static String note(FiledTable table, int row, CodeColumns.Found code) {
    Columns columns = code.columns();
    Set<String> texts = new LinkedHashSet<>();
    for (int column = 0; column < columns.roles().size(); column++) {
      String cell = PlainText.words(above(table, row, column, columns));
      if (cell.isEmpty() || code.reads(column)) {
        continue;
      }
      switch (columns.roles().get(column)) {
        case INFO -> texts.add(cell);
        case OTHER,
            CODE,
            SERIES,
            AREA_CODE,
            TEST,
            QUANTITY,
            PARALLEL,
            WORDING,
            OLD,
            NEW,
            SHORT,
            START,
            END,
            ISPC,
            IIN,
            MNC -> {
          String label = columns.labels().get(column);
          texts.add(label.isEmpty() ? cell : label + ": " + cell);
        }
        case INDEX, MAX, MIN, LENGTH, CC_LENGTH, SN_LENGTH -> {}
        case FROM_DATE, TO_DATE, STATUS, HOLDER, USAGE, AREA, RESOURCE -> {}
      }
    }
    return String.join("; ", texts);
  }

  private Optional<LocalDate> date(FiledTable table, int row, Columns columns, Role role) {
    OptionalInt column = columns.first(role);
    return column.isEmpty() ? Optional.empty() : dateAt(table, row, columns, column.getAsInt());
  }

  private Optional<LocalDate> dateAt(FiledTable table, int row, Columns columns, int column) {
    String cell = PlainText.line(above(table, row, column, columns));
    if (cell.isEmpty() || cell.matches("(?i)[-–—. ]*|n/?a|not applicable|none|non|no")) {
      return Optional.empty();
    }
    if (cell.toLowerCase(Locale.ROOT)
        .matches("(with )?immediate(ly)?( effect)?|immédiate?(ment)?|فوراً|فورا")) {
      return documentDate;
    }
    Optional<LocalDate> read = DateText.read(cell);
    if (read.isEmpty()) {
      defect(Defect.Kind.UNREADABLE_DATE, table, row, column);
    }
    return read;
  }

  static boolean isDitto(String text) {
    return DITTO.matcher(PlainText.line(text)).matches();
  }

  /// The text of a cell; a ditto mark stands for the cell above.
  static String above(FiledTable table, int row, int column, Columns columns) {
    int from = row;
    while (from > columns.headingRows() && isDitto(table.cell(from, column))) {
      from--;
    }
    return table.cell(from, column);
  }

  private TableReading finish(FiledTable table) {
    List<Proposed> proposals = new TableFindings(table, context, candidates, defects).proposals();
    List<ProposedChange> agreed = ChangeFindings.examined(changes, defects);
    proposals.forEach(each -> headings.remove(each.place().row()));
    agreed.forEach(each -> headings.remove(each.place().row()));
    defects.forEach(each -> headings.remove(each.place().row()));
    return new TableReading(table, headings, proposals, agreed, defects);
  }

  private static String first(FiledTable table) {
    return table.rows().isEmpty() ? "" : joined(table.rows().getFirst());
  }

  private static String joined(List<String> cells) {
    StringBuilder joined = new StringBuilder();
    for (String cell : cells) {
      if (joined.length() > Defect.MAX_ORIGINAL) {
        break;
      }
      joined.append(joined.isEmpty() ? "" : " | ").append(PlainText.line(cell));
    }
    return joined.toString();
  }
}
