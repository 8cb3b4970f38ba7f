package org.wasl.numbering.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Reads the tables of a word-processing document (ECMA-376 WordprocessingML in a ZIP). No document
/// type declaration and no entity is accepted; what unpacks to more than [#MAX_UNPACKED] is
/// refused.
final class DocxTables {
  static final int MAX_UNPACKED = 64 << 20;
  static final int MAX_DEPTH = 90;
  private static final int MAX_ENTRIES = 4_096;
  private static final int END_OF_DIRECTORY = 22;
  private static final int MAX_COMMENT = 65_535;
  private static final String BODY = "word/document.xml";

  /// A table that is open, with the cell that is open in it.
  private static final class Open {
    private final TableGrid grid;
    private final StringBuilder text = new StringBuilder();
    private int colspan = 1;
    private boolean continued;

    private Open(TableGrid grid) {
      this.grid = grid;
    }
  }

  private final String document;
  private final DocumentParts parts;
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder paragraph = new StringBuilder();
  private boolean inText;

  private DocxTables(String document) {
    this.document = document;
    this.parts = new DocumentParts(document);
  }

  static FiledDocument read(String document, byte[] zip) {
    byte[] body = body(document, zip);
    DocxTables reader = new DocxTables(document);
    reader.parse(body);
    return new FiledDocument(
        document, "", "", Optional.empty(), reader.parts.tables(), reader.parts.text());
  }

  private static byte[] body(String document, byte[] zip) {
    if (!hasDirectory(zip)) {
      throw new RefusedFilingException(
          Reason.TRUNCATED, document, "byte " + zip.length, "the directory of the archive");
    }
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      return body(document, in);
    } catch (EOFException e) {
      throw new RefusedFilingException(
          Reason.TRUNCATED, document, "byte " + zip.length, "the rest of the archive");
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedFilingException(
          Reason.MALFORMED, document, BODY, "a whole ZIP archive: " + e.getMessage());
    }
  }

  private static byte[] body(String document, ZipInputStream in) throws IOException {
    int left = MAX_UNPACKED;
    Optional<byte[]> body = Optional.empty();
    ZipEntry entry = in.getNextEntry();
    for (int count = 0; entry != null; count++) {
      if (count >= MAX_ENTRIES) {
        throw new RefusedFilingException(
            Reason.EXPANDS, document, "entry " + count, "at most " + MAX_ENTRIES + " entries");
      }
      boolean wanted = entry.getName().equals(BODY);
      byte[] kept = wanted ? bounded(document, in, left) : new byte[0];
      left -= wanted ? kept.length : passed(document, entry.getName(), in, left);
      if (wanted && body.isPresent()) {
        throw new RefusedFilingException(Reason.MALFORMED, document, BODY, "one body");
      }
      body = wanted ? Optional.of(kept) : body;
      entry = in.getNextEntry();
    }
    return body.orElseThrow(
        () -> new RefusedFilingException(Reason.UNKNOWN_FORMAT, document, "archive", BODY));
  }

  private static boolean hasDirectory(byte[] zip) {
    int lowest = Math.max(0, zip.length - END_OF_DIRECTORY - MAX_COMMENT);
    for (int i = zip.length - END_OF_DIRECTORY; i >= lowest; i--) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 5 && zip[i + 3] == 6) {
        int comment = (zip[i + 20] & 0xFF) | (zip[i + 21] & 0xFF) << 8;
        return i + END_OF_DIRECTORY + comment == zip.length;
      }
    }
    return false;
  }

  private static byte[] bounded(String document, InputStream in, int most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[8_192];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      if (out.size() + n > most) {
        throw expands(document, BODY);
      }
      out.write(block, 0, n);
    }
    return out.toByteArray();
  }

  private static int passed(String document, String entry, InputStream in, int most)
      throws IOException {
    byte[] block = new byte[8_192];
    int passed = 0;
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      passed += n;
      if (passed > most) {
        throw expands(document, entry);
      }
    }
    return passed;
  }

  private static RefusedFilingException expands(String document, String entry) {
    return new RefusedFilingException(
        Reason.EXPANDS, document, "entry " + entry, "at most " + MAX_UNPACKED + " bytes unpacked");
  }

  private void parse(byte[] xml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      int depth = 0;
      while (in.hasNext()) {
        switch (in.next()) {
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw refused(Reason.EXTERNAL_ENTITY, in, "no document type and no entities");
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > MAX_DEPTH) {
              throw refused(Reason.TOO_DEEP, in, "at most " + MAX_DEPTH + " levels");
            }
            start(in);
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            end(in.getLocalName());
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(in.getText());
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new RefusedFilingException(
          Reason.MALFORMED,
          document,
          BODY
              + " line "
              + e.getLocation().getLineNumber()
              + " column "
              + e.getLocation().getColumnNumber(),
          "well-formed XML");
    }
  }

  private void start(XMLStreamReader in) {
    Open table = open.peek();
    switch (in.getLocalName()) {
      case "tbl" -> {
        flush();
        open.push(new Open(parts.beginTable()));
      }
      case "tr" -> {
        if (table != null) {
          table.grid.beginRow();
        }
      }
      case "tc" -> {
        if (table != null) {
          table.text.setLength(0);
          table.colspan = 1;
          table.continued = false;
        }
      }
      case "gridSpan" -> {
        if (table != null) {
          table.colspan = number(value(in));
        }
      }
      case "vMerge" -> {
        if (table != null) {
          table.continued = !value(in).equals("restart");
        }
      }
      case "gridBefore" -> {
        for (int i = 0; table != null && i < number(value(in)); i++) {
          table.grid.cell("", 1, 1);
        }
      }
      case "t" -> inText = true;
      case "br", "cr" -> append("\n");
      case "tab" -> append(" ");
      case "noBreakHyphen" -> append("-");
      default -> {}
    }
  }

  private void end(String name) {
    Open table = open.peek();
    switch (name) {
      case "tbl" -> {
        if (table != null) {
          open.pop();
          parts.endTable(table.grid);
        }
      }
      case "tr" -> {
        if (table != null) {
          table.grid.endRow();
        }
      }
      case "tc" -> endCell();
      case "t" -> inText = false;
      case "p" -> endParagraph();
      default -> {}
    }
  }

  private void endCell() {
    Open table = open.peek();
    if (table == null) {
      return;
    }
    if (table.continued) {
      table.grid.continued(table.colspan);
    } else {
      table.grid.cell(table.text.toString(), table.colspan, 1);
    }
    table.text.setLength(0);
    table.colspan = 1;
    table.continued = false;
  }

  private void endParagraph() {
    Open table = open.peek();
    if (table == null) {
      flush();
    } else if (!table.text.isEmpty()) {
      table.text.append('\n');
    }
  }

  private void flush() {
    parts.line(paragraph.toString());
    paragraph.setLength(0);
  }

  private void text(String text) {
    if (inText) {
      append(text);
    }
  }

  private void append(String text) {
    Open table = open.peek();
    (table == null ? paragraph : table.text).append(text);
  }

  private static String value(XMLStreamReader in) {
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (in.getAttributeLocalName(i).equals("val")) {
        return in.getAttributeValue(i);
      }
    }
    return "";
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 1;
  }

  private RefusedFilingException refused(Reason reason, XMLStreamReader in, String expected) {
    String where =
        BODY
            + " line "
            + in.getLocation().getLineNumber()
            + " column "
            + in.getLocation().getColumnNumber();
    return new RefusedFilingException(reason, document, where, expected);
  }
}
