package org.wasl.voice.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The longest prefix, against trying every length.
class PrefixTableTest {
  private static final int PREFIXES = 3_000;
  private static final int NUMBERS = 20_000;

  /// Prefixes crowd under few leading digits, so that short and long blocks, none and one occur.
  @ParameterizedTest
  @ValueSource(ints = {10, 40, 100_000})
  void theLongestPrefixIsFound(int heads) {
    SplittableRandom random = new SplittableRandom(heads);
    PrefixIds ids = new PrefixIds();
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < PREFIXES; i++) {
      String prefix = digits(1 + random.nextInt(15), heads, random);
      known.put(prefix, ids.id(Long.parseLong(prefix), prefix.length()));
    }
    PrefixTable table = ids.table();
    for (int i = 0; i < NUMBERS; i++) {
      String number = digits(5 + random.nextInt(11), heads, random);
      assertEquals(
          longest(known, number), table.find(Long.parseLong(number), number.length()), number);
    }
    known.forEach((prefix, id) -> {
      if (prefix.length() >= PrefixTable.SHORTEST_NUMBER) {
        assertEquals(id, table.find(Long.parseLong(prefix), prefix.length()), prefix);
      }
    });
  }

  private static String digits(int length, int heads, SplittableRandom random) {
    StringBuilder digits = new StringBuilder(Integer.toString(100_000 + random.nextInt(heads)));
    while (digits.length() < length) {
      digits.append(random.nextInt(10));
    }
    return digits.substring(0, length);
  }

  private static int longest(Map<String, Integer> known, String number) {
    if (number.length() < PrefixTable.SHORTEST_NUMBER) {
      return 0;
    }
    for (int length = number.length(); length > 0; length--) {
      Integer id = known.get(number.substring(0, length));
      if (id != null) {
        return id;
      }
    }
    return 0;
  }
}
