package org.wasl.numbering.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.numbering.filing.FiledDocument;

/// Reads the numbering communications out of a bulletin issue in its data form: messages, in them
/// countries, in them communications whose text is a ProseMirror tree.
final class BulletinReader {
  private final String document;
  private final List<FiledDocument> found = new ArrayList<>();

  private BulletinReader(String document) {
    this.document = document;
  }

  static List<FiledDocument> read(String document, BulletinTree issue) {
    BulletinReader reader = new BulletinReader(document);
    if (issue.member("messages").isPresent()) {
      issue.list("messages").forEach(message -> message.list("contents").forEach(reader::country));
    } else if (issue.text("type").equals("doc")) {
      reader.communication(issue, "", "", Optional.empty());
    } else if (issue.member("communications").isPresent()) {
      reader.country(issue);
    }
    return reader.found;
  }

  private void country(BulletinTree entry) {
    String name =
        entry
            .member("country_name")
            .map(n -> n.text().isEmpty() ? n.text("en") : n.text())
            .orElse("");
    String code = entry.text("phone_code");
    for (BulletinTree each : entry.list("communications")) {
      communication(body(each), name.strip(), code, date(each.text("date")));
    }
  }

  /// The English text, or whichever there is.
  private static BulletinTree body(BulletinTree communication) {
    Optional<BulletinTree> contents = communication.member("contents");
    if (contents.isEmpty() || contents.get().text("type").equals("doc")) {
      return contents.orElse(communication);
    }
    return contents
        .get()
        .member("en")
        .or(() ->
            contents.get() instanceof BulletinTree.Members members
                ? members.members().values().stream().findFirst()
                : Optional.empty())
        .orElse(communication);
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return text.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 10)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private void communication(
      BulletinTree body, String country, String code, Optional<LocalDate> date) {
    String name = document + "#" + (found.size() + 1);
    DocumentParts parts = new DocumentParts(name);
    blocks(body, parts);
    found.add(new FiledDocument(name, country, code, date, parts.tables(), parts.text()));
  }

  private void blocks(BulletinTree node, DocumentParts parts) {
    for (BulletinTree block : node.list("content")) {
      switch (block.text("type")) {
        case "table" -> table(block, parts);
        case "paragraph", "heading" -> parts.line(inline(block));
        default -> {
          if (block.member("content").isPresent()) {
            blocks(block, parts);
          }
        }
      }
    }
  }

  private void table(BulletinTree table, DocumentParts parts) {
    TableGrid grid = parts.beginTable();
    List<BulletinTree> inner = new ArrayList<>();
    for (BulletinTree row : table.list("content")) {
      grid.beginRow();
      for (BulletinTree cell : row.list("content")) {
        grid.cell(inline(cell), span(cell, "colspan"), span(cell, "rowspan"));
        cell.list("content").stream()
            .filter(n -> n.text("type").equals("table"))
            .forEach(inner::add);
      }
      grid.endRow();
    }
    parts.endTable(grid);
    inner.forEach(nested -> table(nested, parts));
  }

  private static int span(BulletinTree cell, String name) {
    String text = cell.member("attrs").map(attrs -> attrs.text(name)).orElse("");
    return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 1;
  }

  /// The text of a node, paragraphs and hard breaks as line ends.
  private static String inline(BulletinTree node) {
    StringBuilder text = new StringBuilder();
    append(node, text);
    return text.toString();
  }

  private static void append(BulletinTree node, StringBuilder text) {
    switch (node.text("type")) {
      case "text" -> text.append(node.text("text"));
      case "hard_break" -> text.append('\n');
      default -> {
        node.list("content").forEach(child -> append(child, text));
        if (!text.isEmpty() && node.text("type").matches("paragraph|heading|list_item|table_row")) {
          text.append('\n');
        }
      }
    }
  }
}
