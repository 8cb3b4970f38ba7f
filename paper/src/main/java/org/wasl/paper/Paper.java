package org.wasl.paper;

import java.math.BigDecimal;
import java.util.List;
import org.wasl.terms.LocalizedText;

/// A document in both languages: a title, labelled fields, tables and notes. It holds no wall clock
/// and nothing random, so each drawing of it is equal to the byte wherever it is made.
///
/// @param reference what identifies the document, printed on each page
public record Paper(
    LocalizedText title,
    String reference,
    List<Field> fields,
    List<Table> tables,
    List<LocalizedText> notes) {
  public Paper {
    fields = List.copyOf(fields);
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  /// A labelled value.
  public record Field(LocalizedText label, Value value) {}

  /// A table; every row has as many values as there are columns.
  public record Table(LocalizedText caption, List<Column> columns, List<List<Value>> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      int width = columns.size();
      if (width == 0 || rows.stream().anyMatch(row -> row.size() != width)) {
        throw new IllegalArgumentException("each row has a value for each column");
      }
    }
  }

  /// @param weight how wide it is beside the others
  public record Column(LocalizedText label, int weight) {}

  /// What stands in a field or cell.
  public sealed interface Value {
    record Text(LocalizedText text) implements Value {}

    /// A code, date or name that reads left to right in both languages.
    record Code(String code) implements Value {}

    /// A number with its unit, empty where the column says it.
    record Amount(BigDecimal number, String unit) implements Value {}
  }
}
