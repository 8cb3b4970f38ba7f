package org.wasl.numbering.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wasl.numbering.filing.Defect;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.TableReading;
import org.wasl.terms.json.Json;

/// Counts what an import read; the sums close.
public final class ImportReport {
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();
  private final Map<Defect.Kind, Integer> rowsByDefect = new EnumMap<>(Defect.Kind.class);
  private int filesRead;
  private int filesOther;
  private int communications;
  private int withoutTable;
  private int tables;
  private int tablesProposing;
  private int tablesDefectsOnly;
  private int tablesNeither;
  private long rows;
  private long headings;
  private long rowsProposed;
  private long rowsInDefects;
  private long rowsInBoth;
  private long proposals;
  private long changes;

  public void add(FolderImport.Outcome outcome) {
    switch (outcome) {
      case FolderImport.Outcome.Read(String _, List<Filing> filings) -> {
        filesRead++;
        filings.forEach(this::add);
      }
      case FolderImport.Outcome.Unreadable unread -> unreadable.add(unread.refusal().text().en());
      case FolderImport.Outcome.Absent(String file) -> absent.add(file);
      case FolderImport.Outcome.Other _ -> filesOther++;
    }
  }

  private void add(Filing filing) {
    communications++;
    withoutTable += filing.tables().isEmpty() ? 1 : 0;
    filing.tables().forEach(this::add);
  }

  private void add(TableReading table) {
    tables++;
    if (!table.proposals().isEmpty() || !table.changes().isEmpty()) {
      tablesProposing++;
    } else if (!table.defects().isEmpty()) {
      tablesDefectsOnly++;
    } else {
      tablesNeither++;
    }
    rows += table.table().rows().size();
    headings += table.headings().size();
    rowsProposed += table.rowsProposed();
    rowsInDefects += table.rowsInDefects();
    rowsInBoth += table.rowsInBoth();
    proposals += table.proposals().size();
    changes += table.changes().size();
    table.defects().stream()
        .map(defect -> Map.entry(defect.kind(), defect.place().row()))
        .distinct()
        .forEach(each -> rowsByDefect.merge(each.getKey(), 1, Integer::sum));
  }

  /// Rows that are in no heading, no proposal and no defect; the type allows none.
  public long rowsLost() {
    return rows - headings - (rowsProposed + rowsInDefects - rowsInBoth);
  }

  /// The counts of [#lines] by name.
  public Json.Obj json() {
    Json.Builder defects = Json.Obj.with();
    rowsByDefect.forEach((kind, count) -> defects.put(kind.code(), count));
    return Json.Obj.with()
        .put("filesRead", filesRead)
        .putStrings("filesUnreadable", unreadable)
        .putStrings("filesAbsent", absent)
        .put("filesOther", filesOther)
        .put("communications", communications)
        .put("communicationsWithoutTable", withoutTable)
        .put("tables", tables)
        .put("tablesProposing", tablesProposing)
        .put("tablesWithDefectsOnly", tablesDefectsOnly)
        .put("tablesWithNeither", tablesNeither)
        .put("rows", rows)
        .put("rowsOfHeadings", headings)
        .put("rowsProposed", rowsProposed)
        .put("rowsInDefects", rowsInDefects)
        .put("rowsInBoth", rowsInBoth)
        .put("rowsLost", rowsLost())
        .put("proposals", proposals)
        .put("changes", changes)
        .put("rowsByDefect", defects.end())
        .end();
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("files read / ملفات مقروءة: " + filesRead);
    lines.add("files unreadable / ملفات غير مقروءة: " + unreadable.size());
    unreadable.forEach(each -> lines.add("  " + each));
    lines.add("files absent / ملفات غائبة: " + absent.size());
    absent.forEach(each -> lines.add("  " + each));
    lines.add("files that are no filings / ملفات ليست عروضاً: " + filesOther);
    lines.add(
        "communications / إبلاغات: "
            + communications
            + " (without table / بلا جدول: "
            + withoutTable
            + ")");
    lines.add("tables / جداول: " + tables);
    lines.add("  with proposals / فيها مقترحات: " + tablesProposing);
    lines.add("  with named defects only / فيها عيوب مسماة فقط: " + tablesDefectsOnly);
    lines.add("  with neither (headings only) / عناوين فقط: " + tablesNeither);
    lines.add(
        "rows / صفوف: " + rows + " (headings, titles, empty / عناوين وفراغ: " + headings + ")");
    lines.add("  proposed / مقترحة: " + rowsProposed);
    lines.add("  in defects / في العيوب: " + rowsInDefects);
    lines.add("  in both / في كليهما: " + rowsInBoth);
    lines.add("  lost / مفقودة: " + rowsLost());
    lines.add("proposals / مقترحات: " + proposals + ", changes / تغييرات: " + changes);
    lines.add("rows by defect / الصفوف بحسب العيب:");
    rowsByDefect.entrySet().stream()
        .sorted(Map.Entry.<Defect.Kind, Integer>comparingByValue().reversed())
        .forEach(each ->
            lines.add(
                "  %-24s %6d  %s"
                    .formatted(each.getKey().code(), each.getValue(), each.getKey().text().ar())));
    return lines;
  }
}
