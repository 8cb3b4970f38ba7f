package org.wasl.post.edi.checking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.wasl.post.DispatchId;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.EdiFault;
import org.wasl.post.edi.SegmentReader;
import org.wasl.post.edi.table.Check;

/// What values mean: identifiers with their check digits, days that exist, totals that are right.
final class ValueCheck {
  /// No number of digits is wanted.
  private static final int ANY = -1;

  private final SegmentReader reader;
  private final Checking checking;

  ValueCheck(SegmentReader reader, Checking checking) {
    this.reader = reader;
    this.checking = checking;
  }

  void check(List<Check> checks, StructureCheck structure) {
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      if (applies(check)) {
        int at = reader.find(check.place().element(), check.place().component());
        if (at >= 0 && reader.end(at) > reader.start(at)) {
          check(check, at, structure);
        }
      }
    }
  }

  private boolean applies(Check check) {
    if (check.qualifier().element() == 0) {
      return true;
    }
    int at = reader.find(check.qualifier().element(), check.qualifier().component());
    String value = check.value();
    if (at < 0 || reader.end(at) - reader.start(at) != value.length()) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (reader.octets()[reader.start(at) + i] != value.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void check(Check check, int at, StructureCheck structure) {
    switch (check.kind()) {
      case ITEM -> {
        if (reader.end(at) - reader.start(at) != ItemId.LENGTH
            || !ItemId.isValid(reader.octets(), reader.start(at))) {
          checking.add(EdiFault.NOT_AN_ITEM, reader.place(at), "S10", reader.text(at));
        }
      }
      case DISPATCH -> is(at, EdiFault.NOT_A_DISPATCH, "S8", DispatchId::parse);
      case RECEPTACLE -> is(at, EdiFault.NOT_A_RECEPTACLE, "S9", ReceptacleId::parse);
      case OFFICE -> is(at, EdiFault.NOT_AN_OFFICE, "S34", OfficeCode::new);
      case PLACE -> is(at, EdiFault.NOT_AN_OFFICE_OF_EXCHANGE, "S34", OfficeCode::new);
      case DATE -> checkDate(at);
      case COUNT -> {
        int total = structure.total(check.counted());
        String found = reader.text(at);
        if (!found.equals(Integer.toString(total))) {
          checking.add(EdiFault.TOTAL_DIFFERS, reader.place(at), Integer.toString(total), found);
        }
      }
    }
  }

  private interface Reading {
    Object read(String text);
  }

  private void is(int at, EdiFault fault, String expected, Reading reading) {
    String text = reader.text(at);
    try {
      Object read = reading.read(text);
      if (read.toString().equals(text)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    checking.add(fault, reader.place(at), expected, text);
  }

  private void checkDate(int at) {
    byte[] octets = reader.octets();
    int start = reader.start(at);
    int length = reader.end(at) - start;
    int wanted = wantedDigits(at);
    if (wanted == ANY) {
      return;
    }
    boolean good = length == wanted;
    for (int i = 0; good && i < length; i++) {
      good = octets[start + i] >= '0' && octets[start + i] <= '9';
    }
    if (!good || !exists(octets, start, length)) {
      String expected = "CCYYMMDDHHMMSS".substring(0, wanted);
      checking.add(EdiFault.NOT_A_DATE, reader.place(at), expected, reader.text(at));
    }
  }

  /// By the format beside it (element 2379): 102 day, 203 minute, 204 second. What another format
  /// means is not known here.
  private int wantedDigits(int at) {
    int format = at + 1;
    boolean beside =
        format < reader.values()
            && reader.element(format) == reader.element(at)
            && reader.repetition(format) == reader.repetition(at);
    return !beside
        ? ANY
        : switch (reader.text(format)) {
          case "102" -> 8;
          case "203" -> 12;
          case "204" -> 14;
          default -> ANY;
        };
  }

  private static boolean exists(byte[] octets, int start, int length) {
    try {
      LocalDate.of(
          number(octets, start, 4), number(octets, start + 4, 2), number(octets, start + 6, 2));
      LocalTime.of(
          length > 8 ? number(octets, start + 8, 2) : 0,
          length > 10 ? number(octets, start + 10, 2) : 0,
          length > 12 ? number(octets, start + 12, 2) : 0);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int number(byte[] octets, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + octets[i] - '0';
    }
    return number;
  }
}
