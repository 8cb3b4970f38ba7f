package org.wasl.voice.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.LineKey;
import org.wasl.voice.wire.DetailRows;

class TokensTest {
  private static byte[] share(int value) {
    byte[] share = new byte[32];
    Arrays.fill(share, (byte) value);
    return share;
  }

  @Test
  void bothSidesMakeTheSameTokensWhicheverShareComesFirst() {
    Tokens one = new Tokens(share(1), share(2));
    Tokens other = new Tokens(share(2), share(1));
    assertEquals(one.token(9991234567L), other.token(9991234567L));
    assertNotEquals(one.token(9991234567L), new Tokens(share(1), share(3)).token(9991234567L));
  }

  @Test
  void theOtherNumberKeepsAThousandSubscribersAndMoreBehindEachValue() {
    Tokens tokens = new Tokens(share(1), share(2));
    Set<Integer> values = new HashSet<>();
    for (long number = 0; number < 100_000; number++) {
      values.add(tokens.value16(999_000_000L + number));
    }
    assertEquals(true, values.size() <= 65_536);
    // a network of 66 million numbers leaves about a thousand behind each value
    assertEquals(true, 66_000_000 / 65_536 >= 1_000);
  }

  @Test
  void detailsReadBackAndEveryCutIsRefused() {
    Details rows = rows("gw-1");
    byte[] bytes = DetailRows.write(rows);
    assertEquals(rows, DetailRows.read(bytes));
    for (int i = 0; i < bytes.length - 1; i++) {
      byte[] cut = Arrays.copyOf(bytes, i);
      assertThrows(IllegalArgumentException.class, () -> DetailRows.read(cut), "cut " + i);
    }
  }

  @Test
  void noNumberCrossesNotEvenInATrunksName() {
    byte[] told = DetailRows.write(rows("gw963933123456"));
    assertFalse(new String(told, StandardCharsets.UTF_8).contains("963933123456"));
    assertEquals("-", DetailRows.read(told).calls().getFirst().trunk());
    String forged =
        new String(DetailRows.write(rows("gw-1")), StandardCharsets.UTF_8)
            .replace("gw-1\nend", "gw963933123456\nend")
            .replace("gw-1\ntotal", "gw963933123456\ntotal");
    assertThrows(
        IllegalArgumentException.class,
        () -> DetailRows.read(forged.getBytes(StandardCharsets.UTF_8)));
    SplittableRandom random = new SplittableRandom(5);
    Tokens tokens = new Tokens(share(1), share(2));
    for (int i = 0; i < 2_000; i++) {
      long number = 963_900_000_000L + random.nextInt(99_999_999);
      Masked masked =
          new Masked(
              key(),
              tokens.token(number),
              tokens.value16(number),
              1_757_505_600L,
              64,
              64,
              1,
              "gw-1");
      String text =
          new String(
              DetailRows.write(new Details(List.of(masked), Map.of())), StandardCharsets.UTF_8);
      assertFalse(text.contains(Long.toString(number)));
      assertFalse(text.contains(Long.toString(number).substring(4)));
    }
  }

  private static LineKey key() {
    return new LineKey("aa-bb", "mobile", LocalDate.of(2026, 9, 10), "peak");
  }

  private static Details rows(String trunk) {
    Masked one =
        new Masked(key(), 0x0123456789ABCDEFL, 4711, 1_757_505_600L, 64, 66, 123_456, trunk);
    return new Details(List.of(one), Map.of("2026-09-10 gw-1", 17L));
  }
}
