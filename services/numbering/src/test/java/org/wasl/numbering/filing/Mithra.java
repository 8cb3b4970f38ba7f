package org.wasl.numbering.filing;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.wasl.numbering.wire.FilingFiles;

/// The sample filings of the country that does not exist.
public final class Mithra {
  private Mithra() {}

  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = Mithra.class.getResourceAsStream("/filings/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  public static TableReading table(String name) throws IOException {
    return table(name, bytes(name));
  }

  public static TableReading table(String name, byte[] bytes) {
    List<FiledDocument> documents = FilingFiles.read(name, bytes);
    return new FilingReader(FilingContext.UNKNOWN).read(documents.getFirst()).tables().getFirst();
  }

  /// A table given as lines with `|` between cells.
  static TableReading read(FilingContext context, String... lines) {
    List<List<String>> rows =
        java.util.Arrays.stream(lines)
            .map(line -> java.util.Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    FiledTable table = new FiledTable(new Place("test", 1, 0, 0), List.of(), rows);
    FiledDocument document =
        new FiledDocument("test", "", "", java.util.Optional.empty(), List.of(table), "");
    return new FilingReader(context).read(document).tables().getFirst();
  }

  static List<String> codes(TableReading table) {
    return table.proposals().stream().map(each -> each.range().toString()).toList();
  }

  static List<String> defects(TableReading table) {
    return table.defects().stream()
        .map(each -> each.kind().code() + " row " + each.place().row())
        .toList();
  }
}
