package org.wasl.numbering.filing;

/// Where in a document something stands. Tables, rows and columns count from 1; 0 is "the whole".
///
/// @param document name of the file, followed by `#` and the communication where a file holds many
public record Place(String document, int table, int row, int column) {
  public Place {
    if (document.isBlank() || table < 0 || row < 0 || column < 0) {
      throw new IllegalArgumentException("not a place: " + document);
    }
  }

  public Place at(int newRow, int newColumn) {
    return new Place(document, table, newRow, newColumn);
  }

  @Override
  public String toString() {
    return document + " table " + table + " row " + row + (column == 0 ? "" : " column " + column);
  }
}
