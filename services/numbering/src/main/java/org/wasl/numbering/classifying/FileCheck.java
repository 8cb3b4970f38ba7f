package org.wasl.numbering.classifying;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.paper.CsvPaper;
import org.wasl.terms.PartyId;

/// Classifies a file, one number a line. Every line is counted once: the counts of the answers add
/// up to the lines read. A line is never held longer than [#MAX_LINE] characters; what is longer is
/// no number.
public final class FileCheck {
  static final int MAX_LINE = 256;
  private static final int BASIS = 6;
  public static final String COLUMNS =
      "line,written,answer,e164,corrected,by,holder,usage,resource,codes,document,row,new";

  private final Classifier classifier;
  private final PartyId home;
  private final Instant at;
  private final Instant knownAt;

  public FileCheck(Classifier classifier, PartyId home, Instant at, Instant knownAt) {
    this.classifier = classifier;
    this.home = home;
    this.at = at;
    this.knownAt = knownAt;
  }

  /// @param answers how often each answer was given, by its code
  public record Counts(long lines, long blank, Map<String, Long> answers) {
    public Counts {
      answers = new TreeMap<>(answers);
      long sum = answers.values().stream().mapToLong(Long::longValue).sum();
      if (sum + blank != lines) {
        throw new IllegalStateException("lines " + lines + ", counted " + (sum + blank));
      }
    }
  }

  /// Takes what is said of one line.
  @FunctionalInterface
  public interface Rows {
    /// @param cells as many as [#COLUMNS] has; what does not apply is empty
    void row(List<String> cells) throws IOException;
  }

  /// Writes a line of [#COLUMNS] for each line read; blank lines are counted only.
  public Counts check(Reader in, Appendable out) throws IOException {
    out.append(COLUMNS).append('\n');
    return check(
        in,
        (Rows)
            cells ->
                out.append(cells.stream().map(FileCheck::cell).collect(Collectors.joining(",")))
                    .append('\n'));
  }

  /// Hands over a row for each line read; blank lines are counted only.
  public Counts check(Reader in, Rows rows) throws IOException {
    var snapshot = classifier.plans().at(at, knownAt);
    Map<String, Long> answers = new TreeMap<>();
    long lines = 0;
    long blank = 0;
    StringBuilder line = new StringBuilder();
    boolean isOpen = true;
    while (isOpen) {
      isOpen = nextLine(in, line);
      if (!isOpen && line.isEmpty()) {
        break;
      }
      lines++;
      if (line.toString().isBlank()) {
        blank++;
        continue;
      }
      Classification answer = classifier.classify(line.toString(), home, snapshot);
      answers.merge(answer.outcome().code(), 1L, Long::sum);
      rows.row(cells(lines, line.toString(), answer));
    }
    return new Counts(lines, blank, answers);
  }

  /// Fills `line` up to the next line feed, and passes over what is too long to be a number.
  ///
  /// @return false at the end of the file
  private static boolean nextLine(Reader in, StringBuilder line) throws IOException {
    line.setLength(0);
    int c = in.read();
    while (c >= 0 && c != '\n') {
      if (line.length() < MAX_LINE && c != '\r' && c != '\uFEFF') {
        line.append((char) c);
      }
      c = in.read();
    }
    return c >= 0;
  }

  private static List<String> cells(long number, String line, Classification answer) {
    String corrected = "";
    String by = "";
    switch (answer.outcome()) {
      case Classification.Outcome.TooShort(int missing) -> by = "-" + missing;
      case Classification.Outcome.TooLong(int over) -> by = "+" + over;
      case Classification.Outcome.TrunkZeroIncluded included -> corrected = included.corrected();
      case Classification.Outcome.NotANumber(String reason) -> by = reason;
      case Classification.Outcome.Foreign(String code) -> by = code;
      default -> {}
    }
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(number));
    cells.add(line);
    cells.add(answer.outcome().code());
    cells.add(answer.e164().map(each -> "+" + each).orElse(""));
    cells.add(corrected);
    cells.add(by);
    cells.addAll(
        answer.basis().map(FileCheck::basis).orElseGet(() -> Collections.nCopies(BASIS, "")));
    cells.add(answer.moved().map(form -> "+" + form.e164()).orElse(""));
    return cells;
  }

  private static List<String> basis(RecordedEntry row) {
    PlanEntry entry = row.entry();
    return List.of(
        entry.holder().map(Holder::name).orElse(""),
        entry.usage().toString(),
        entry.resource().toString(),
        entry.codes().toString(),
        entry.citation().document(),
        entry.citation().row());
  }

  /// A number in international form keeps its plus; anything else that a spreadsheet would compute
  /// is marked as text.
  private static String cell(String text) {
    return CsvPaper.quoted(text.matches("\\+[0-9]+") ? text : CsvPaper.harmless(text));
  }
}
