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
import java.util.regex.Pattern;
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
      Resource resource,
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
    CodeColumns code = CodeColumns.find(table, columns, context.countryCode());
    switch (code) {
      case CodeColumns.None none -> {
        return whole(table, none.kind(), columns.headingRows());
      }
      case CodeColumns.Found found -> {
        if (found.byContent() && !columns.anyKnown()) {
          defects.add(new Defect(Defect.Kind.MISSING_HEADING, table.place(), first(table)));
        }
        for (int row = columns.headingRows(); row < table.rows().size(); row++) {
          readRow(table, found, row);
        }
      }
    }
    return finish(table);
  }

  /// Every row in one defect: nothing of the table was understood.
  private TableReading whole(FiledTable table, Defect.Kind kind, int from) {
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
    Optional<LocalDate> from = date(table, row, columns, Role.FROM_DATE);
    Optional<LocalDate> to =
        date(table, row, columns, Role.PARALLEL).or(() -> date(table, row, columns, Role.TO_DATE));
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      defect(Defect.Kind.REVERSED_RANGE, table, row, column);
      return;
    }
    for (int i = 0; i < olds.size(); i++) {
      CodeRange before = olds.get(i).range();
      CodeRange after = news.get(i).range();
      if (before.codes() == after.codes()) {
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
        .or(() -> length(table, row, columns, Role.CC_LENGTH, -countryCode));
  }

  private Optional<Lengths> length(FiledTable table, int row, Columns columns, Role role, int add) {
    OptionalInt column = columns.first(role);
    if (column.isEmpty() || PlainText.line(table.cell(row, column.getAsInt())).isEmpty()) {
      return Optional.empty();
    }
    String cell = above(table, row, column.getAsInt(), columns);
    Optional<Lengths> read = LengthText.read(cell).filter(l -> l.least() + add >= 1);
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
        holder,
        text(table, row, columns, Role.AREA),
        plainStatus(text(table, row, columns, Role.STATUS))
            .orElseGet(() -> status(table, columns, all, to)),
        date(table, row, columns, Role.FROM_DATE),
        to,
        note);
  }

  private static Resource resource(FiledTable table, CodeColumns.Found code, int row) {
    String word = text(table, row, code.columns(), Role.RESOURCE).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "short", "court", "رمز قصير" -> Resource.SHORT;
      case "mnc", "رمز شبكة متنقلة" -> Resource.MNC;
      case "ispc", "رمز نقطة تشوير" -> Resource.ISPC;
      case "iin", "رقم تعريف مُصدر" -> Resource.IIN;
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
    if (column.isEmpty()) {
      return Optional.empty();
    }
    String cell = PlainText.line(above(table, row, column.getAsInt(), columns));
    if (cell.isEmpty() || cell.matches("[-–—. ]*")) {
      return Optional.empty();
    }
    if (cell.toLowerCase(Locale.ROOT)
        .matches("(with )?immediate(ly)?( effect)?|immédiate?(ment)?|فوراً|فورا")) {
      return documentDate;
    }
    Optional<LocalDate> read = DateText.read(cell);
    if (read.isEmpty()) {
      defect(Defect.Kind.UNREADABLE_DATE, table, row, column.getAsInt());
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
