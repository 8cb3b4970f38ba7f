package org.wasl.border.reopening;

import java.nio.charset.StandardCharsets;
import org.wasl.border.Origin;
import org.wasl.border.log.Hash;

/// What both sides sign, each by decision of two persons, to open the next epoch of a frozen lane:
/// the last state of the log that both hold, and the evidence of the conflict.
///
/// @param origin the log whose epoch ends
/// @param size how many of its entries both hold; they count for ever, what stands behind them is
///   sent again in the next epoch
/// @param root of that size
/// @param conflict SHA-256 over both conflicting notes in base64, `none` where there are none
public record Reopening(Origin origin, long size, Hash root, String conflict) {
  private static final String FIRST = "wasl/reopening/v1";

  public Reopening {
    if (size < 0 || !conflict.matches("none|[A-Za-z0-9+/]{43}=")) {
      throw new IllegalArgumentException("not a reopening: " + size + " " + conflict);
    }
  }

  /// The origin of the next epoch.
  public Origin next() {
    return new Origin(origin.from(), origin.to(), origin.lane(), origin.epoch() + 1);
  }

  /// What is signed, and what the first entry of the next epoch carries.
  public String text() {
    return FIRST + "\n" + origin + "\n" + size + "\n" + root.base64() + "\n" + conflict + "\n";
  }

  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /// @throws IllegalArgumentException when the text is no reopening
  public static Reopening read(String text) {
    String[] lines = text.split("\n", -1);
    boolean formed =
        lines.length == 6
            && lines[0].equals(FIRST)
            && lines[2].matches("0|[1-9][0-9]{0,17}")
            && lines[5].isEmpty();
    if (!formed) {
      throw new IllegalArgumentException("not the text of a reopening");
    }
    return new Reopening(
        Origin.parse(lines[1]), Long.parseLong(lines[2]), Hash.ofBase64(lines[3]), lines[4]);
  }
}
