package org.wasl.post.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.post.edi.table.EdiTables;

/// Which codes of a profile stand for our words: `words.csv` of the set of tables. A code without a
/// word is kept as a remark and flagged, never dropped.
public final class CodeWords {
  private static final String TABLE = "words.csv";

  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();

  /// @throws IllegalArgumentException with the line, when the table is not well formed
  public CodeWords(EdiTables.Source source) {
    List<String> lines = source.find(TABLE).orElse("").lines().skip(1).toList();
    int number = 1;
    for (String line : lines) {
      number++;
      List<String> cells = List.of(line.split(",", -1));
      if (cells.size() != 4) {
        throw new IllegalArgumentException(TABLE + " line " + number + ": four cells");
      }
      codes.put(key(cells.get(0), cells.get(1)), cells.get(2));
      words.put(key(cells.get(0), cells.get(2)), cells.get(1));
    }
  }

  private static String key(String kind, String value) {
    return kind + "," + value;
  }

  /// The code of a word; nothing when the profile has none.
  Optional<String> code(String kind, Enum<?> word) {
    return Optional.ofNullable(codes.get(key(kind, word.name())));
  }

  /// The word of a code; nothing when nobody gave it one.
  <E extends Enum<E>> Optional<E> word(String kind, String code, Class<E> type) {
    return Optional.ofNullable(words.get(key(kind, code))).map(name -> Enum.valueOf(type, name));
  }
}
