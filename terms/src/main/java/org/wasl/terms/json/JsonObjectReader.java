package org.wasl.terms.json;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes the members of an object one by one; [#end()] refuses every member that was not taken, so
/// that each schema is closed.
public final class JsonObjectReader {
  private final String source;
  private final String path;
  private final Map<String, Json> members;
  private final Set<String> taken = new HashSet<>();

  JsonObjectReader(String source, String path, Map<String, Json> members) {
    this.source = source;
    this.path = path;
    this.members = members;
  }

  /// Whether there is such a member; it still is to be taken.
  public boolean has(String name) {
    return members.containsKey(name);
  }

  public String string(String name) {
    return optionalString(name).orElseThrow(() -> wrong(name, "a string", "nothing"));
  }

  public Optional<String> optionalString(String name) {
    Json value = take(name);
    return switch (value) {
      case null -> Optional.empty();
      case Json.Str(String text) -> Optional.of(text);
      default -> throw wrong(name, "a string", value.kind());
    };
  }

  public long integer(String name) {
    Json value = take(name);
    if (value instanceof Json.Int(long number)) {
      return number;
    }
    throw wrong(name, "an integer", value == null ? "nothing" : value.kind());
  }

  public int integer(String name, int least, int most) {
    long number = integer(name);
    if (number < least || number > most) {
      throw wrong(name, least + " to " + most, Long.toString(number));
    }
    return (int) number;
  }

  public boolean bool(String name) {
    Json value = take(name);
    if (value instanceof Json.Bool(boolean flag)) {
      return flag;
    }
    throw wrong(name, "a boolean", value == null ? "nothing" : value.kind());
  }

  /// An exact decimal written as a string, at most 40 characters, without exponent.
  public BigDecimal decimal(String name) {
    String text = string(name);
    if (text.length() > 40 || !text.matches("-?\\d+(\\.\\d+)?")) {
      throw wrong(name, "a decimal number as a string", text);
    }
    return new BigDecimal(text);
  }

  public JsonObjectReader object(String name) {
    Json value = take(name);
    if (value instanceof Json.Obj object) {
      return new JsonObjectReader(source, path + "." + name, Map.copyOf(object.members()));
    }
    throw wrong(name, "an object", value == null ? "nothing" : value.kind());
  }

  public Optional<JsonObjectReader> optionalObject(String name) {
    return members.containsKey(name) ? Optional.of(object(name)) : Optional.empty();
  }

  public List<Json> array(String name) {
    Json value = take(name);
    if (value instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    throw wrong(name, "an array", value == null ? "nothing" : value.kind());
  }

  /// The objects of an array; an absent array is empty.
  public List<JsonObjectReader> objects(String name) {
    if (!members.containsKey(name)) {
      return List.of();
    }
    List<Json> items = array(name);
    return IntStream.range(0, items.size()).mapToObj(i -> item(name, i, items.get(i))).toList();
  }

  /// The strings of an array; an absent array is empty.
  public List<String> strings(String name) {
    if (!members.containsKey(name)) {
      return List.of();
    }
    return array(name).stream().map(item -> asString(name, item)).toList();
  }

  /// Refuses members that nobody asked for.
  public void end() {
    for (String name : members.keySet()) {
      if (!taken.contains(name)) {
        throw wrong(name, "no such member", "one");
      }
    }
  }

  /// A refusal that names the member's place.
  public MalformedJsonException wrong(String name, String expected, String found) {
    return new MalformedJsonException(source, 0, path + "." + name, expected, found);
  }

  private JsonObjectReader item(String name, int index, Json item) {
    if (item instanceof Json.Obj object) {
      String place = path + "." + name + "[" + index + "]";
      return new JsonObjectReader(source, place, Map.copyOf(object.members()));
    }
    throw wrong(name + "[" + index + "]", "an object", item.kind());
  }

  private String asString(String name, Json item) {
    if (item instanceof Json.Str(String text)) {
      return text;
    }
    throw wrong(name, "strings", item.kind());
  }

  private @Nullable Json take(String name) {
    taken.add(name);
    return members.get(name);
  }
}
