package org.wasl.numbering.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTrieTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theLongestPrefixIsFoundAsByTryingEachLength(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> prefixes = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      prefixes.put(digits(random, random.nextInt(i % 2 == 0 ? 5 : 16)), i);
    }
    List<PrefixTrie.Row> rows = new ArrayList<>();
    prefixes.forEach(
        (prefix, value) -> rows.add(new PrefixTrie.Row(PackedDigits.pack(prefix), value)));
    PrefixTrie trie = PrefixTrie.of(rows);
    List<String> asked = new ArrayList<>(prefixes.keySet());
    for (int i = 0; i < 50_000; i++) {
      asked.add(digits(random, random.nextInt(16)));
    }
    for (String number : asked) {
      int expected = PrefixTrie.NONE;
      for (int length = 0; length <= number.length(); length++) {
        expected = prefixes.getOrDefault(number.substring(0, length), expected);
      }
      assertEquals(expected, trie.find(PackedDigits.pack(number)), number);
    }
  }

  @Test
  void anEmptyTrieKnowsNothing() {
    PrefixTrie trie = PrefixTrie.of(List.of());
    assertEquals(PrefixTrie.NONE, trie.find(PackedDigits.pack("")));
    assertEquals(PrefixTrie.NONE, trie.find(PackedDigits.pack("963933123456")));
  }

  @Test
  void aPrefixStandsOnce() {
    PrefixTrie.Row row = new PrefixTrie.Row(PackedDigits.pack("93"), 1);
    assertThrows(IllegalArgumentException.class, () -> PrefixTrie.of(List.of(row, row)));
  }

  @Test
  void digitsArePackedWithoutLoss() {
    for (String digits : List.of("", "0", "00", "963933123456", "999999999999999")) {
      assertEquals(digits, PackedDigits.text(PackedDigits.pack(digits)));
    }
    assertThrows(IllegalArgumentException.class, () -> PackedDigits.pack("1234567890123456"));
    assertThrows(IllegalArgumentException.class, () -> PackedDigits.pack("12a"));
  }

  @Test
  void portedNumbersAreFoundAsInAMap() {
    SplittableRandom random = new SplittableRandom(5);
    Map<Long, Short> expected = new HashMap<>();
    while (expected.size() < 100_000) {
      expected.put(963_900_000_000L + random.nextInt(1_000_000), (short) random.nextInt(1 << 14));
    }
    long[] numbers = new long[expected.size()];
    short[] routings = new short[expected.size()];
    int at = 0;
    for (Map.Entry<Long, Short> each : expected.entrySet()) {
      numbers[at] = each.getKey();
      routings[at++] = each.getValue();
    }
    PortedNumbers ported = new PortedNumbers(numbers, routings);
    for (long number = 963_900_000_000L; number < 963_901_000_000L; number++) {
      int routing = expected.getOrDefault(number, (short) PortedNumbers.NONE);
      assertEquals(routing, ported.find(number));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new PortedNumbers(new long[] {7, 7}, new short[] {1, 1}));
  }

  private static String digits(SplittableRandom random, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append((char) ('0' + random.nextInt(10)));
    }
    return out.toString();
  }
}
