package org.wasl.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.wasl.post.ItemId;

/// Checks of S10 identifiers a second on one core, beside the usual way with a pattern and the rule
/// digit by digit, over the same million identifiers of which half have another check digit.
///
///     bench post
public final class PostBench {
  private static final int ITEMS = 1_000_000;
  private static final int ROUNDS = 50;
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{9}[A-Z]{2}");

  private PostBench() {}

  /// @param arguments none
  public static void main(String[] arguments) throws Exception {
    byte[] all = new byte[ITEMS * ItemId.LENGTH];
    String[] texts = new String[ITEMS];
    SplittableRandom random = new SplittableRandom(10);
    for (int i = 0; i < ITEMS; i++) {
      StringBuilder text =
          new StringBuilder(ItemId.of("EE", random.nextInt(ItemId.MAX_SERIAL), "XX").value());
      if (i % 2 == 1) {
        text.setCharAt(10, (char) ('0' + (text.charAt(10) - '0' + 1) % 10));
      }
      texts[i] = text.toString();
      System.arraycopy(texts[i].getBytes(US_ASCII), 0, all, i * ItemId.LENGTH, ItemId.LENGTH);
    }
    Meter.Measured<Long> ours = Meter.best(5, () -> ours(all));
    Meter.Measured<Long> usual = Meter.best(3, () -> usual(texts));
    if (ours.result() != (long) ROUNDS * ITEMS / 2 || usual.result() != (long) ITEMS / 2) {
      throw new IllegalStateException(ours.result() + " valid, " + usual.result());
    }
    System.out.println("S10 in bytes: " + ours.took().text((long) ROUNDS * ITEMS));
    System.out.println("pattern and rule: " + usual.took().text(ITEMS));
  }

  private static long ours(byte[] all) {
    long valid = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int at = 0; at < all.length; at += ItemId.LENGTH) {
        valid += ItemId.isValid(all, at) ? 1 : 0;
      }
    }
    return valid;
  }

  private static long usual(String[] texts) {
    int[] weights = {8, 6, 4, 2, 3, 5, 9, 7};
    long valid = 0;
    for (String text : texts) {
      if (!FORM.matcher(text).matches()) {
        continue;
      }
      int sum = 0;
      for (int i = 0; i < 8; i++) {
        sum += Character.getNumericValue(text.charAt(2 + i)) * weights[i];
      }
      int result = 11 - sum % 11;
      int digit = result == 10 ? 0 : result == 11 ? 5 : result;
      valid += Character.getNumericValue(text.charAt(10)) == digit ? 1 : 0;
    }
    return valid;
  }
}
