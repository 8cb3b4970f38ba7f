package org.wasl.voice.ber;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Files of the shape of transferred account procedures, by a made-up table: batch 1, events 9 and
/// 10 in a list 3, offsets in 6/8 as entries 7, count and number at its ends.
public final class MadeUpBatch {
  /// Where the one entry of the table of offsets lies in a file.
  public static final int OFFSETS_FROM = 40;

  public static final int OFFSETS_TO = 70;

  private static final String TABLE =
      """
      {"name": "made-up", "version": 1, "note": "for the test", "root": 1, "events": ["9", "10"],
       "fields": {"from": "50/51", "to": "50/52", "time": "44/16", "offsetCode": "44/300", "seconds": "223"},
       "batch": {"count": "15/43", "number": "4/109", "sender": "4/196", "recipient": "4/182"},
       "offsets": {"entry": "6/8/7", "code": 300, "text": 301}}
      """;

  static byte[] element(int tag, boolean constructed, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(content::writeBytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int first = constructed ? 0x60 : 0x40;
    if (tag < 31) {
      out.write(first | tag);
    } else if (tag < 128) {
      out.write(first | 31);
      out.write(tag);
    } else {
      out.write(first | 31);
      out.write(0x80 | tag >>> 7);
      out.write(tag & 0x7F);
    }
    out.write(0x82);
    out.write(content.size() >>> 8);
    out.write(content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] event(int tag, String to, String time, int seconds) {
    return element(
        tag,
        true,
        element(
            50,
            true,
            element(51, false, HexFormat.of().parseHex("9991234567")),
            element(52, false, HexFormat.of().parseHex(to))),
        element(44, true, element(16, false, text(time)), element(300, false, new byte[] {2})),
        element(223, false, new byte[] {0, (byte) seconds}));
  }

  private static byte[] entry() {
    return element(
        7, true, element(300, false, new byte[] {2}), element(301, false, text("+0300")));
  }

  /// A batch of events, with its number and their count.
  static byte[] batch(int number, int count, byte[]... events) {
    return element(
        1,
        true,
        element(
            4,
            true,
            element(196, false, text("AAAAA")),
            element(182, false, text("BBBBB")),
            element(109, false, text("%05d".formatted(number)))),
        element(6, true, element(8, true, entry())),
        element(3, true, events),
        element(15, true, element(43, false, new byte[] {(byte) count})));
  }

  /// A file of so many calls.
  public static byte[] file(int calls) {
    byte[][] events = new byte[calls][];
    for (int i = 0; i < calls; i++) {
      events[i] = event(9 + i % 2, "88812345678f", "2026091015000" + i, 64 + i);
    }
    return batch(7, calls, events);
  }

  public static TagTable table() {
    return TagTable.read("table", TABLE.getBytes(StandardCharsets.UTF_8));
  }

  private MadeUpBatch() {}
}
