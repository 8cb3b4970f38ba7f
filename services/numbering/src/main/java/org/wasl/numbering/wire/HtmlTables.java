package org.wasl.numbering.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Reads the tables of an HTML page. Only table structure, line ends and text count; scripts and
/// styles are passed over, nothing is ever loaded. Forgiving about end tags, as browsers are, but a
/// page that ends inside a table or a tag is refused as cut off.
final class HtmlTables {
  static final int MAX_DEPTH = 64;
  private static final int MAX_TAG = 64_000;
  private static final Pattern SPAN =
      Pattern.compile("(?i)\\b(colspan|rowspan)\\s*=\\s*[\"']?\\s*(\\d{1,5})");
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", "\u00A0"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("minus", "−"),
          Map.entry("hellip", "…"),
          Map.entry("times", "×"),
          Map.entry("eacute", "é"),
          Map.entry("egrave", "è"),
          Map.entry("agrave", "à"),
          Map.entry("ecirc", "ê"),
          Map.entry("ccedil", "ç"),
          Map.entry("oacute", "ó"),
          Map.entry("iacute", "í"),
          Map.entry("aacute", "á"),
          Map.entry("uacute", "ú"),
          Map.entry("ntilde", "ñ"),
          Map.entry("rsquo", "’"),
          Map.entry("lsquo", "‘"),
          Map.entry("shy", "\u00AD"),
          Map.entry("rlm", "\u200F"),
          Map.entry("lrm", "\u200E"),
          Map.entry("ensp", "\u2002"));

  /// A table that is open, with the cell that is open in it.
  private static final class Open {
    private final TableGrid grid;
    private final StringBuilder text = new StringBuilder();
    private boolean cell;
    private int colspan = 1;
    private int rowspan = 1;

    private Open(TableGrid grid) {
      this.grid = grid;
    }

    private void endCell() {
      if (cell) {
        grid.cell(text.toString(), colspan, rowspan);
        text.setLength(0);
        cell = false;
      }
    }
  }

  private final String document;
  private final String page;
  private final DocumentParts parts;
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder outside = new StringBuilder();
  private int at;

  private HtmlTables(String document, String page) {
    this.document = document;
    this.page = page;
    this.parts = new DocumentParts(document);
  }

  static FiledDocument read(String document, String page) {
    HtmlTables reader = new HtmlTables(document, page);
    reader.parse();
    return new FiledDocument(
        document, "", "", Optional.empty(), reader.parts.tables(), reader.parts.text());
  }

  private void parse() {
    while (at < page.length()) {
      char c = page.charAt(at);
      if (c == '<') {
        markup();
      } else {
        int end = page.indexOf('<', at);
        text(decoded(page.substring(at, end < 0 ? page.length() : end)));
        at = end < 0 ? page.length() : end;
      }
    }
    if (!open.isEmpty()) {
      throw refused(Reason.TRUNCATED, "the end of the table");
    }
    parts.line(outside.toString());
  }

  private void markup() {
    if (page.startsWith("<!--", at)) {
      at = endOf("-->") + 3;
    } else if (page.startsWith("<!", at) || page.startsWith("<?", at)) {
      declaration();
    } else if (at + 1 < page.length() && isTagStart(page.charAt(at + 1))) {
      tag();
    } else {
      text("<");
      at++;
    }
  }

  private void declaration() {
    int end = endOf(">");
    String body = page.substring(at, end).toUpperCase(Locale.ROOT);
    if (body.contains("<!ENTITY") || (body.contains("<!DOCTYPE") && body.contains("["))) {
      throw refused(Reason.EXTERNAL_ENTITY, "no entity declarations");
    }
    at = end + 1;
  }

  private int endOf(String mark) {
    int end = page.indexOf(mark, at);
    if (end < 0) {
      throw refused(Reason.TRUNCATED, mark);
    }
    return end;
  }

  private static boolean isTagStart(char c) {
    return c == '/' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void tag() {
    int end = endOfTag();
    if (end - at > MAX_TAG) {
      throw refused(Reason.EXPANDS, "a tag of at most " + MAX_TAG + " characters");
    }
    String body = page.substring(at + 1, end);
    boolean closing = body.startsWith("/");
    String name = name(closing ? body.substring(1) : body);
    at = end + 1;
    if (!closing && (name.equals("script") || name.equals("style"))) {
      int close = page.toLowerCase(Locale.ROOT).indexOf("</" + name, at);
      if (close < 0) {
        throw refused(Reason.TRUNCATED, "</" + name + ">");
      }
      at = close;
    } else {
      element(name, closing, body);
    }
  }

  /// The `>` that closes the tag, one inside quotes passed over.
  private int endOfTag() {
    char quote = 0;
    for (int i = at; i < page.length(); i++) {
      char c = page.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && page.charAt(i - 1) == '=') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    throw refused(Reason.TRUNCATED, "the end of the tag");
  }

  private static String name(String body) {
    int end = 0;
    while (end < body.length() && Character.isLetterOrDigit(body.charAt(end))) {
      end++;
    }
    return body.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private void element(String name, boolean closing, String body) {
    switch (name) {
      case "table" -> table(closing);
      case "tr" -> row(closing);
      case "td", "th" -> cell(closing, body);
      case "br" -> text("\n");
      case "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "title" -> block();
      default -> {}
    }
  }

  private void table(boolean closing) {
    if (!closing) {
      parts.line(outside.toString());
      outside.setLength(0);
      if (open.size() >= MAX_DEPTH) {
        throw refused(Reason.TOO_DEEP, "tables at most " + MAX_DEPTH + " deep");
      }
      open.push(new Open(parts.beginTable()));
    } else if (!open.isEmpty()) {
      Open closed = open.pop();
      closed.endCell();
      parts.endTable(closed.grid);
    }
  }

  private void row(boolean closing) {
    Open table = open.peek();
    if (table != null) {
      table.endCell();
      if (closing) {
        table.grid.endRow();
      } else {
        table.grid.beginRow();
      }
    }
  }

  private void cell(boolean closing, String body) {
    Open table = open.peek();
    if (table == null) {
      return;
    }
    table.endCell();
    if (!closing) {
      table.cell = true;
      table.colspan = 1;
      table.rowspan = 1;
      Matcher spans = SPAN.matcher(body);
      while (spans.find()) {
        int span = Math.max(1, Integer.parseInt(spans.group(2)));
        if (spans.group(1).equalsIgnoreCase("colspan")) {
          table.colspan = span;
        } else {
          table.rowspan = span;
        }
      }
    }
  }

  private void block() {
    Open table = open.peek();
    if (table == null) {
      parts.line(outside.toString());
      outside.setLength(0);
    } else if (!table.text.isEmpty()) {
      table.text.append('\n');
    }
  }

  private void text(String text) {
    Open table = open.peek();
    if (table == null) {
      outside.append(text);
    } else if (table.cell) {
      table.text.append(text.equals("\n") ? text : text.replaceAll("[\\r\\n\\t]+", " "));
    }
  }

  private static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    Matcher entity = Pattern.compile("&(#x?[0-9a-fA-F]{1,7}|[a-zA-Z]{2,8});").matcher(text);
    StringBuilder decoded = new StringBuilder();
    while (entity.find()) {
      entity.appendReplacement(decoded, Matcher.quoteReplacement(character(entity)));
    }
    return entity.appendTail(decoded).toString();
  }

  private static String character(Matcher entity) {
    String name = entity.group(1);
    if (!name.startsWith("#")) {
      return ENTITIES.getOrDefault(name, entity.group());
    }
    boolean hex = name.charAt(1) == 'x';
    String digits = name.substring(hex ? 2 : 1);
    if (digits.isEmpty() || (!hex && !digits.matches("[0-9]+"))) {
      return entity.group();
    }
    int point = Integer.parseInt(digits, hex ? 16 : 10);
    return Character.isValidCodePoint(point) ? Character.toString(point) : entity.group();
  }

  private RefusedFilingException refused(Reason reason, String expected) {
    return new RefusedFilingException(reason, document, "character " + at, expected);
  }
}
