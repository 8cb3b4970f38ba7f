package org.wasl.post.forms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The captions of all forms, and the numbers under which an administration knows them: a table
/// `key,ar,fr,en` whose values hold no comma. Those that come with Wasl are our own words; an
/// administration replaces the rows that it prints differently.
public final class Captions {
  private static final int MOST_LINES = 10_000;
  private static final int LONGEST = 200;

  private final Map<String, Caption> byKey;

  private Captions(Map<String, Caption> byKey) {
    this.byKey = Map.copyOf(byKey);
  }

  /// Those that come with Wasl.
  public static Captions shipped() {
    try (InputStream in = Captions.class.getResourceAsStream("/post/forms/captions.csv")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return new Captions(Map.of()).with("captions.csv", table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// These with the rows of another table in their place.
  ///
  /// @param source named when something is wrong
  /// @param table with a first line `key,ar,fr,en`
  /// @throws MalformedCaptionsException with source and line
  public Captions with(String source, String table) {
    Map<String, Caption> all = new HashMap<>(byKey);
    List<String> lines = table.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals("key,ar,fr,en")) {
      throw new MalformedCaptionsException(source, 1, "the first line is key,ar,fr,en");
    }
    if (lines.size() > MOST_LINES) {
      throw new MalformedCaptionsException(source, lines.size(), "at most " + MOST_LINES);
    }
    for (int i = 1; i < lines.size(); i++) {
      String[] values = lines.get(i).split(",", -1);
      if (values.length != 4) {
        throw new MalformedCaptionsException(source, i + 1, "four values, not " + values.length);
      }
      for (String value : values) {
        if (value.isBlank() || value.length() > LONGEST) {
          throw new MalformedCaptionsException(source, i + 1, "1 to " + LONGEST + " characters");
        }
      }
      all.put(values[0], new Caption(values[1], values[2], values[3]));
    }
    return new Captions(all);
  }

  /// @throws IllegalArgumentException when there is none
  public Caption caption(String key) {
    Caption caption = byKey.get(key);
    if (caption == null) {
      throw new IllegalArgumentException("no caption " + key);
    }
    return caption;
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  /// The words for a code of a list that others may lengthen: the code itself where there are none.
  ///
  /// @param list of which the code is
  Caption word(String list, String code) {
    Caption caption = byKey.get(list + "." + code);
    return caption == null ? new Caption(code, code, code) : caption;
  }
}
