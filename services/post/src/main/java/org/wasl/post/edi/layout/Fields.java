package org.wasl.post.edi.layout;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wasl.post.Moment;

/// What a message, or a part of it that may come several times, says: named values and parts in
/// order.
///
/// @param name of the part in the layout
/// @param values by their names in the layout, none empty
/// @param parts in the order of the message
/// @param kept how it came
public record Fields(String name, Map<String, String> values, List<Fields> parts, Kept kept) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

  public Fields {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    parts = List.copyOf(parts);
  }

  /// A value that cannot be left out.
  ///
  /// @throws MalformedMessageException when it is missing
  public String text(String field) {
    return find(field).orElseThrow(() -> new MalformedMessageException(name, field, ""));
  }

  public Optional<String> find(String field) {
    return Optional.ofNullable(values.get(field));
  }

  /// A value read as what it is.
  ///
  /// @throws MalformedMessageException when it is missing or cannot be read
  public <T> T read(String field, Function<String, T> reading) {
    String text = text(field);
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedMessageException(name, field, text);
    }
  }

  /// A value read as what it is; nothing when it is missing or cannot be read, in which case it is
  /// kept as it came.
  public <T> Optional<T> findRead(String field, Function<String, T> reading) {
    try {
      return find(field).map(reading);
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /// A time of the clock on the wall, to the minute.
  public LocalDateTime minute(String field) {
    return read(field, text -> Moment.known(LocalDateTime.parse(text, MINUTE)));
  }

  public Optional<LocalDateTime> findMinute(String field) {
    return findRead(field, text -> Moment.known(LocalDateTime.parse(text, MINUTE)));
  }

  public Optional<BigDecimal> findDecimal(String field) {
    return findRead(field, BigDecimal::new);
  }

  /// The one value of each part with a name, in order.
  ///
  /// @param part its name, and that of the value in it
  public List<String> listTexts(String part) {
    return listParts(part).stream().map(each -> each.text(part)).toList();
  }

  /// The parts with a name, in order.
  public List<Fields> listParts(String part) {
    return parts.stream().filter(each -> each.name.equals(part)).toList();
  }

  /// Begins to write a part.
  ///
  /// @param name of the part in the layout
  /// @param kept how it came, when it did
  public static Writing writing(String name, Kept kept) {
    return new Writing(name, kept);
  }

  /// A part in the making.
  public static final class Writing {
    private final String name;
    private final Kept kept;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Fields> parts = new ArrayList<>();

    private Writing(String name, Kept kept) {
      this.name = name;
      this.kept = kept;
    }

    public Writing put(String field, Object value) {
      String text =
          switch (value) {
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime time -> time.format(MINUTE);
            default -> value.toString();
          };
      if (!text.isEmpty()) {
        values.put(field, text);
      }
      return this;
    }

    /// Puts it when it is there.
    public Writing put(String field, Optional<?> value) {
      value.ifPresent(each -> put(field, (Object) each));
      return this;
    }

    /// A part of one value for each text.
    ///
    /// @param part its name, and that of the value in it
    public Writing texts(String part, List<String> texts) {
      return parts(
          texts.stream()
              .map(each -> writing(part, Kept.NOTHING).put(part, each).fields())
              .toList());
    }

    public Writing parts(List<Fields> more) {
      parts.addAll(more);
      return this;
    }

    public Fields fields() {
      return new Fields(name, values, parts, kept);
    }
  }
}
