package org.wasl.terms.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A JSON value (RFC 8259) without fractions: numbers are integers within ±(2^53 − 1), as RFC 8785
/// (I-JSON) can carry exactly. Amounts are strings.
public sealed interface Json {

  /// An object; members keep the order in which they were read or added.
  record Obj(SequencedMap<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    public static Builder with() {
      return new Builder();
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    public static Arr of(List<? extends Json> items) {
      return new Arr(List.copyOf(items));
    }
  }

  record Str(String value) implements Json {}

  record Int(long value) implements Json {
    public static final long LIMIT = (1L << 53) - 1;

    public Int {
      if (value > LIMIT || value < -LIMIT) {
        throw new IllegalArgumentException("outside the exact range of JSON: " + value);
      }
    }
  }

  record Bool(boolean value) implements Json {}

  /// The literal `null`.
  record Null() implements Json {}

  /// The canonical form of RFC 8785: members sorted by UTF-16 code units, no white space.
  default String canonical() {
    StringBuilder out = new StringBuilder();
    CanonicalWriter.write(this, out);
    return out.toString();
  }

  /// For people: a string as it is, anything else in its canonical form.
  default String text() {
    return this instanceof Str(String value) ? value : canonical();
  }

  default byte[] canonicalBytes() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }

  /// Collects the members of an object; a name twice is a bug.
  final class Builder {
    private final SequencedMap<String, Json> members = new LinkedHashMap<>();

    public Builder put(String name, Json value) {
      if (members.put(name, value) != null) {
        throw new IllegalStateException("twice: " + name);
      }
      return this;
    }

    public Builder put(String name, String value) {
      return put(name, new Str(value));
    }

    public Builder put(String name, long value) {
      return put(name, new Int(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, new Bool(value));
    }

    public Builder putStrings(String name, List<String> values) {
      List<Json> items = new ArrayList<>();
      values.forEach(value -> items.add(new Str(value)));
      return put(name, new Arr(items));
    }

    public Obj end() {
      return new Obj(members);
    }
  }

  /// Opens this value as an object with a closed set of members.
  ///
  /// @param source what is read, for messages
  default JsonObjectReader asObject(String source) {
    if (this instanceof Obj(SequencedMap<String, Json> members)) {
      return new JsonObjectReader(source, "$", Map.copyOf(members));
    }
    throw new MalformedJsonException(source, 0, "$", "an object", kind());
  }

  /// The name of this value's kind, for messages.
  default String kind() {
    return switch (this) {
      case Obj _ -> "an object";
      case Arr _ -> "an array";
      case Str _ -> "a string";
      case Int _ -> "an integer";
      case Bool _ -> "a boolean";
      case Null _ -> "null";
    };
  }
}
