package org.wasl.terms.json;

import java.util.Map;
import java.util.TreeMap;

/// Writes the canonical form of RFC 8785 §3.2.
final class CanonicalWriter {
  private CanonicalWriter() {}

  static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Obj object -> writeObject(object, out);
      case Json.Arr array -> writeArray(array, out);
      case Json.Str(String text) -> writeString(text, out);
      case Json.Int(long number) -> out.append(number);
      case Json.Bool(boolean flag) -> out.append(flag);
      case Json.Null _ -> out.append("null");
    }
  }

  private static void writeObject(Json.Obj object, StringBuilder out) {
    char separator = '{';
    for (Map.Entry<String, Json> member : new TreeMap<>(object.members()).entrySet()) {
      out.append(separator);
      writeString(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private static void writeArray(Json.Arr array, StringBuilder out) {
    char separator = '[';
    for (Json item : array.items()) {
      out.append(separator);
      write(item, out);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, done, i);
        writeChar(c, out);
        done = i + 1;
      }
    }
    out.append(text, done, text.length());
    out.append('"');
  }

  private static void writeChar(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append(String.format("\\u%04x", (int) c));
    }
  }
}
