package org.wasl.terms.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads strict JSON: UTF-8, no duplicate names, no fractions or exponents, no lone surrogates, no
/// leading zeroes, nothing after the value, at most 32 levels deep and `limit` bytes long.
public final class JsonReader {
  private static final int MAX_DEPTH = 32;

  private final String source;
  private final String text;
  private int at;

  private JsonReader(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /// @param source what is read, for messages
  /// @param limit the greatest number of bytes accepted
  /// @throws MalformedJsonException with the place, when the bytes are anything else
  public static Json read(String source, byte[] bytes, int limit) {
    if (bytes.length > limit) {
      throw new MalformedJsonException(
          source, limit, "$", "at most " + limit + " bytes", bytes.length + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new JsonReader(source, text).document();
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException(source, 0, "$", "UTF-8", "other bytes");
    }
  }

  private Json document() {
    Json value = value(0);
    skipSpace();
    if (at != text.length()) {
      throw wrong("the end");
    }
    return value;
  }

  private Json value(int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("at most " + MAX_DEPTH + " levels");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Str(string());
      case 't' -> literal("true", new Json.Bool(true));
      case 'f' -> literal("false", new Json.Bool(false));
      case 'n' -> literal("null", new Json.Null());
      default -> integer();
    };
  }

  private Json object(int depth) {
    SequencedMap<String, Json> members = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return new Json.Obj(members);
    }
    while (true) {
      skipSpace();
      int nameAt = at;
      String name = string();
      skipSpace();
      expect(':');
      if (members.putIfAbsent(name, value(depth + 1)) != null) {
        at = nameAt;
        throw wrong("each name once");
      }
      skipSpace();
      if (peek() == '}') {
        at++;
        return new Json.Obj(members);
      }
      expect(',');
    }
  }

  private Json array(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return new Json.Arr(items);
    }
    while (true) {
      items.add(value(depth + 1));
      skipSpace();
      if (peek() == ']') {
        at++;
        return new Json.Arr(items);
      }
      expect(',');
    }
  }

  private String string() {
    expect('"');
    int end = at;
    while (end < text.length() && isPlain(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '"') {
      String plain = text.substring(at, end);
      at = end + 1;
      return plain;
    }
    return stringWithEscapes();
  }

  /// A character that needs neither unescaping nor a look at its neighbours.
  private static boolean isPlain(char c) {
    return c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  private String stringWithEscapes() {
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return requireWholeCharacters(out.toString());
      }
      if (c < 0x20) {
        at--;
        throw wrong("no control character inside a string");
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'u' -> hexadecimal();
      default -> {
        at--;
        throw wrong("an escape of RFC 8259 §7");
      }
    };
  }

  private char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        at--;
        throw wrong("a hexadecimal digit");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private String requireWholeCharacters(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw wrong("no lone surrogate");
      }
    }
    return value;
  }

  private Json integer() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    int length = at - digits;
    boolean negativeZero = length == 1 && text.charAt(digits) == '0' && digits > start;
    if (length == 0 || length > 16 || negativeZero || (length > 1 && text.charAt(digits) == '0')) {
      at = start;
      throw wrong("a value");
    }
    if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
      throw wrong("an integer (amounts are strings)");
    }
    long number = Long.parseLong(text.substring(start, at));
    if (Math.abs(number) > Json.Int.LIMIT) {
      at = start;
      throw wrong("an integer within 2^53");
    }
    return new Json.Int(number);
  }

  private Json literal(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char next() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at++);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private MalformedJsonException wrong(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new MalformedJsonException(source, at, "$", expected, found);
  }
}
