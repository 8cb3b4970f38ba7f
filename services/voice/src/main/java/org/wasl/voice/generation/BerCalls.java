package org.wasl.voice.generation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Writes records of 3GPP TS 32.298 and files around them, as switches do, oddities included: for
/// samples, tests and measurements.
public final class BerCalls {
  /// The choice of a record.
  public enum Kind {
    MOBILE_ORIGINATED(0, 4, 5, 11, 22, 23, 24, 25, 30, 32, 33, 9),
    INCOMING_GATEWAY(3, 1, 2, 4, 6, 7, 8, 9, 11, 13, 14, 3),
    OUTGOING_GATEWAY(4, 1, 2, 5, 6, 7, 8, 9, 11, 13, 14, 3),
    TRANSIT(5, 4, 5, 3, 7, 8, 9, 10, 12, 14, 15, 1);

    final int tag;
    final int[] fields;

    Kind(int tag, int... fields) {
      this.tag = tag;
      this.fields = fields;
    }
  }

  /// How a switch writes.
  ///
  /// @param indefinite whether records have no length but an end
  /// @param padded whether integers carry needless zeros in front
  /// @param shuffled whether fields stand in any order; null for the order of their tags
  /// @param unknown whether there are fields that nobody knows, some with tags of several octets
  public record Habits(
      boolean indefinite, boolean padded, java.util.Optional<Random> shuffled, boolean unknown) {
    public static final Habits PLAIN = new Habits(false, false, java.util.Optional.empty(), false);
  }

  /// @param from and `to` international digits; `from` may be empty
  /// @param cause for termination: 0 normal, 1 partial, 3 no answer
  /// @param sequence of a partial record, -1 for none
  public record Plain(
      Kind kind,
      String from,
      String to,
      Instant answer,
      int seconds,
      boolean answered,
      String trunk,
      int cause,
      String reference,
      int sequence) {}

  private BerCalls() {}

  /// One record.
  public static byte[] record(Plain call, ZoneOffset zone, Habits habits) {
    int[] tag = call.kind().fields;
    List<byte[]> fields = new ArrayList<>();
    fields.add(element(0x80, integer(call.kind().tag, habits.padded())));
    if (!call.from().isEmpty()) {
      fields.add(context(tag[0], false, number(call.from())));
    }
    fields.add(context(tag[1], false, number(call.to())));
    fields.add(
        context(tag[2], true, element(0x81, call.trunk().getBytes(StandardCharsets.US_ASCII))));
    fields.add(context(tag[3], false, time(call.answer().minusSeconds(5), zone)));
    if (call.answered()) {
      fields.add(context(tag[4], false, time(call.answer(), zone)));
    }
    fields.add(context(tag[5], false, time(call.answer().plusSeconds(call.seconds()), zone)));
    fields.add(context(tag[6], false, integer(call.seconds(), habits.padded())));
    fields.add(context(tag[7], false, integer(call.cause(), habits.padded())));
    fields.add(context(tag[8], false, call.reference().getBytes(StandardCharsets.US_ASCII)));
    if (call.sequence() >= 0) {
      fields.add(context(tag[9], false, integer(call.sequence(), habits.padded())));
    }
    fields.add(context(tag[10], false, number("9991")));
    if (habits.unknown()) {
      fields.add(context(200, true, element(0x04, new byte[] {1, 2, 3})));
      fields.add(context(20_000, false, new byte[200]));
    }
    habits.shuffled().ifPresent(random -> Collections.shuffle(fields, random));
    byte[] content = join(fields);
    return habits.indefinite()
        ? indefinite(0xA0 + call.kind().tag, content)
        : element(0xA0 + call.kind().tag, content);
  }

  /// A file of TS 32.297 around records.
  ///
  /// @param sequence number of the file
  public static byte[] chargingFile(List<byte[]> records, int sequence) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] record : records) {
      body.write(record.length >>> 8);
      body.write(record.length);
      body.write(0xA1);
      body.write(1 << 5 | 6);
      body.writeBytes(record);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    unsigned(file, 52 + body.size(), 4);
    unsigned(file, 52, 4);
    file.write(0xA1);
    file.write(0xA1);
    unsigned(file, 0, 8);
    unsigned(file, records.size(), 4);
    unsigned(file, sequence, 4);
    file.write(0);
    file.writeBytes(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1});
    file.write(0);
    unsigned(file, 0, 4);
    file.writeBytes(body.toByteArray());
    return file.toByteArray();
  }

  /// A vendor's wrapper: a header, the records, a trailer with their number.
  public static byte[] callEventDataFile(List<byte[]> records) {
    byte[] header = element(0xA0, element(0x80, new byte[] {1}));
    byte[] inside = element(0xA1, join(records));
    byte[] trailer = element(0xA2, element(0x84, integer(records.size(), false)));
    return element(0x30, join(List.of(header, inside, trailer)));
  }

  private static void unsigned(ByteArrayOutputStream out, long value, int octets) {
    for (int i = octets - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] context(int tag, boolean constructed, byte[] content) {
    int first = constructed ? 0xA0 : 0x80;
    if (tag < 31) {
      return element(first | tag, content);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first | 31);
    int octets = tag < 128 ? 1 : tag < 16_384 ? 2 : 3;
    for (int i = octets - 1; i >= 0; i--) {
      out.write((tag >>> (7 * i) & 0x7F) | (i == 0 ? 0 : 0x80));
    }
    length(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    length(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] indefinite(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x80);
    out.writeBytes(content);
    out.write(0);
    out.write(0);
    return out.toByteArray();
  }

  private static void length(ByteArrayOutputStream out, int length) {
    if (length < 128) {
      out.write(length);
    } else if (length < 256) {
      out.write(0x81);
      out.write(length);
    } else if (length < 65_536) {
      out.write(0x82);
      unsigned(out, length, 2);
    } else {
      out.write(0x84);
      unsigned(out, length, 4);
    }
  }

  private static byte[] integer(int value, boolean padded) {
    int octets = padded ? 6 : value < 128 ? 1 : value < 32_768 ? 2 : 4;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    unsigned(out, value, octets);
    return out.toByteArray();
  }

  private static byte[] number(String digits) {
    byte[] octets = new byte[1 + (digits.length() + 1) / 2];
    octets[0] = (byte) 0x91;
    for (int i = 0; i < digits.length(); i += 2) {
      int low = digits.charAt(i) - '0';
      int high = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 15;
      octets[1 + i / 2] = (byte) (high << 4 | low);
    }
    return octets;
  }

  private static byte[] time(Instant at, ZoneOffset zone) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    int minutes = Math.abs(zone.getTotalSeconds()) / 60;
    return new byte[] {
      bcd(local.getYear() % 100),
      bcd(local.getMonthValue()),
      bcd(local.getDayOfMonth()),
      bcd(local.getHour()),
      bcd(local.getMinute()),
      bcd(local.getSecond()),
      (byte) (zone.getTotalSeconds() < 0 ? '-' : '+'),
      bcd(minutes / 60),
      bcd(minutes % 60)
    };
  }

  private static byte bcd(int value) {
    return (byte) (value / 10 << 4 | value % 10);
  }
}
