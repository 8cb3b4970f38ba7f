package org.wasl.voice.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wasl.terms.file.CsvLine;

/// Reads a table from CSV (comma, semicolon or tab, told by the first line) or from the first sheet
/// of a spreadsheet (ECMA-376). Cells come as they are stored: formulas are not worked out, numbers
/// are not made pretty.
public final class TableFile {
  /// The most rows and columns of a table.
  public static final int MAX_ROWS = 1_000_000;

  private static final int MAX_COLUMNS = 64;
  private static final int MAX_PART = 256 << 20;
  private static final int MAX_TEXTS = 2_000_000;

  private TableFile() {}

  /// @throws IllegalArgumentException when it is no table that can be read
  public static List<List<String>> read(byte[] bytes) {
    boolean zip = bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K';
    return zip ? spreadsheet(bytes) : separated(new String(bytes, StandardCharsets.UTF_8));
  }

  private static List<List<String>> separated(String text) {
    String[] lines = text.replace("\uFEFF", "").split("\r?\n", -1);
    char separator = separator(lines[0]);
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      if (rows.size() == MAX_ROWS) {
        throw new IllegalArgumentException("more than " + MAX_ROWS + " rows");
      }
      List<String> cells = line.isEmpty() ? List.of("") : CsvLine.split(line, separator);
      if (cells.isEmpty()) {
        throw new IllegalArgumentException("line " + (rows.size() + 1) + ": quotes or columns");
      }
      rows.add(cells);
    }
    return rows;
  }

  private static char separator(String heading) {
    char best = ',';
    for (char each : new char[] {';', '\t'}) {
      if (count(heading, each) > count(heading, best)) {
        best = each;
      }
    }
    return best;
  }

  private static long count(String text, char sought) {
    return text.chars().filter(c -> c == sought).count();
  }

  private static List<List<String>> spreadsheet(byte[] bytes) {
    try {
      Optional<byte[]> sheet = part(bytes, "xl/worksheets/sheet1.xml");
      if (sheet.isEmpty()) {
        throw new IllegalArgumentException("no first sheet in the spreadsheet");
      }
      Optional<byte[]> shared = part(bytes, "xl/sharedStrings.xml");
      return rows(sheet.get(), shared.isEmpty() ? List.of() : texts(shared.get()));
    } catch (IOException | XMLStreamException e) {
      throw new IllegalArgumentException("the spreadsheet cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<byte[]> part(byte[] bytes, String name) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          byte[] content = zip.readNBytes(MAX_PART + 1);
          if (content.length > MAX_PART) {
            throw new IOException(name + " is over " + MAX_PART + " bytes");
          }
          return Optional.of(content);
        }
      }
      return Optional.empty();
    }
  }

  private static XMLStreamReader xml(byte[] bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    InputStream in = new ByteArrayInputStream(bytes);
    return factory.createXMLStreamReader(in, "UTF-8");
  }

  private static List<String> texts(byte[] bytes) throws XMLStreamException {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    XMLStreamReader in = xml(bytes);
    boolean inText = false;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> inText = in.getLocalName().equals("t");
        case XMLStreamConstants.CHARACTERS -> {
          if (inText) {
            text.append(in.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          inText = false;
          if (in.getLocalName().equals("si")) {
            if (texts.size() == MAX_TEXTS) {
              throw new XMLStreamException("more than " + MAX_TEXTS + " texts");
            }
            texts.add(text.toString());
            text.setLength(0);
          }
        }
        default -> {}
      }
    }
    return texts;
  }

  private static List<List<String>> rows(byte[] bytes, List<String> shared)
      throws XMLStreamException {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    XMLStreamReader in = xml(bytes);
    String type = "";
    int column = 0;
    boolean inValue = false;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          switch (in.getLocalName()) {
            case "row" -> row = new ArrayList<>();
            case "c" -> {
              String place = in.getAttributeValue(null, "r");
              column = place == null ? row.size() : column(place);
              String kind = in.getAttributeValue(null, "t");
              type = kind == null ? "n" : kind;
              value.setLength(0);
            }
            case "v", "t" -> inValue = true;
            default -> {}
          }
        }
        case XMLStreamConstants.CHARACTERS -> {
          if (inValue) {
            value.append(in.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          switch (in.getLocalName()) {
            case "v", "t" -> inValue = false;
            case "c" -> put(row, column, cell(type, value.toString(), shared));
            case "row" -> {
              if (rows.size() == MAX_ROWS) {
                throw new XMLStreamException("more than " + MAX_ROWS + " rows");
              }
              rows.add(row);
            }
            default -> {}
          }
        }
        default -> {}
      }
    }
    return rows;
  }

  private static String cell(String type, String value, List<String> shared)
      throws XMLStreamException {
    if (!type.equals("s")) {
      return value;
    }
    int at = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
    if (at < 0 || at >= shared.size()) {
      throw new XMLStreamException("a text that is not there: " + value);
    }
    return shared.get(at);
  }

  private static void put(List<String> row, int column, String value) throws XMLStreamException {
    if (column >= MAX_COLUMNS) {
      throw new XMLStreamException("more than " + MAX_COLUMNS + " columns");
    }
    while (row.size() <= column) {
      row.add("");
    }
    row.set(column, value);
  }

  /// `C7` is column 2.
  private static int column(String place) {
    int column = 0;
    for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
      column = column * 26 + place.charAt(i) - 'A' + 1;
      if (column > 10_000) {
        return column;
      }
    }
    return column - 1;
  }
}
