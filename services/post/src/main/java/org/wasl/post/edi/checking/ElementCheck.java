package org.wasl.post.edi.checking;

import org.jspecify.annotations.Nullable;
import org.wasl.post.edi.Delimiters;
import org.wasl.post.edi.EdiFault;
import org.wasl.post.edi.Place;
import org.wasl.post.edi.SegmentReader;
import org.wasl.post.edi.table.CodeList;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.edi.table.Format;
import org.wasl.post.edi.table.SegmentTable;

/// The elements of a segment against its definition: which are missing or too many, their formats
/// and their codes.
final class ElementCheck {
  private static final int SLOTS = 1024;

  private final SegmentReader reader;
  private final Checking checking;
  private final @Nullable Compiled[] slots = new Compiled[SLOTS];
  private int faults;

  /// A definition in arrays.
  private record Compiled(
      int tag, SegmentTable table, long mandatory, long[] mandatoryParts, Part[][] parts) {}

  private record Part(Format.Kind kind, int least, int most, @Nullable CodeList codes) {}

  ElementCheck(EdiTables tables, SegmentReader reader, Checking checking) {
    this.reader = reader;
    this.checking = checking;
    if (tables.segments().size() > SLOTS / 2) {
      throw new IllegalArgumentException("more segments than " + SLOTS / 2);
    }
    for (SegmentTable table : tables.segments().values()) {
      int slot = slot(table.packedTag());
      while (slots[slot] != null) {
        slot = slot + 1 & SLOTS - 1;
      }
      slots[slot] = compiled(table);
    }
  }

  private static Compiled compiled(SegmentTable table) {
    return new Compiled(
        table.packedTag(),
        table,
        table.mandatoryItems(),
        table.items().stream().mapToLong(SegmentTable.Item::mandatoryParts).toArray(),
        table.items().stream()
            .map(item ->
                item.parts().stream()
                    .map(part ->
                        new Part(
                            part.format().kind(),
                            part.format().least(),
                            part.format().most(),
                            part.codes()))
                    .toArray(Part[]::new))
            .toArray(Part[][]::new));
  }

  private static int slot(int tag) {
    return (tag * 0x9E3779B1) >>> 22;
  }

  private @Nullable Compiled find(int tag) {
    int slot = slot(tag);
    for (Compiled each = slots[slot]; each != null; each = slots[slot]) {
      if (each.tag() == tag) {
        return each;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return null;
  }

  /// Checks the segment read last.
  ///
  /// @return whether nothing was wrong and the segment is defined
  boolean check() {
    Compiled table = find(reader.tag());
    if (table == null) {
      return false;
    }
    faults = 0;
    Part[][] parts = table.parts();
    int count = reader.values();
    long present = 0;
    int i = 0;
    while (i < count) {
      int element = reader.element(i);
      if (element > parts.length) {
        add(EdiFault.TOO_MANY_ELEMENTS, reader.place(i), Integer.toString(parts.length), "");
        break;
      }
      int repetition = reader.repetition(i);
      Part[] defined = parts[element - 1];
      long found = 0;
      int first = i;
      long occurrence = reader.occurrence(i);
      while (i < count && reader.occurrence(i) == occurrence) {
        int component = reader.component(i);
        if (component > defined.length) {
          if (component == defined.length + 1) {
            String most = Integer.toString(defined.length);
            add(EdiFault.TOO_MANY_COMPONENTS, reader.place(i), most, "");
          }
        } else if (reader.end(i) > reader.start(i)) {
          found |= 1L << component - 1;
          checkValue(defined[component - 1], i);
        }
        i++;
      }
      if (repetition > 1 && repetition == table.table().items().get(element - 1).repeat() + 1) {
        String most = Integer.toString(repetition - 1);
        add(EdiFault.TOO_MANY_REPETITIONS, reader.place(first), most, "");
      }
      if (found != 0) {
        present |= 1L << element - 1;
        long missing = table.mandatoryParts()[element - 1] & ~found;
        if (missing != 0) {
          reportMissingParts(table, element, repetition, missing, i - 1);
        }
      }
    }
    long missing = table.mandatory() & ~present;
    if (missing != 0) {
      reportMissing(table, missing);
    }
    return faults == 0;
  }

  private void reportMissingParts(
      Compiled table, int element, int repetition, long missing, int last) {
    for (int i = 0; i < table.parts()[element - 1].length; i++) {
      if ((missing & 1L << i) != 0) {
        String expected = table.table().items().get(element - 1).parts().get(i).element();
        Place place = reader.place(reader.end(last), element, repetition, i + 1);
        add(EdiFault.MISSING_ELEMENT, place, expected, "");
      }
    }
  }

  private void reportMissing(Compiled table, long missing) {
    for (int i = 0; i < table.parts().length; i++) {
      if ((missing & 1L << i) != 0) {
        int at = reader.find(i + 1, 1);
        Place place =
            at >= 0
                ? reader.place(at)
                : new Place(
                    reader.nextOffset() - 1,
                    reader.number(),
                    reader.place().message(),
                    reader.place().segmentInMessage(),
                    reader.tagText(),
                    i + 1,
                    1,
                    0);
        add(EdiFault.MISSING_ELEMENT, place, table.table().items().get(i).id(), "");
      }
    }
  }

  private void checkValue(Part part, int value) {
    int length;
    if (part.kind() == Format.Kind.NUMERIC) {
      length = digits(value);
      if (length < 0) {
        add(EdiFault.NOT_NUMERIC, reader.place(value), "n", reader.text(value));
        return;
      }
    } else {
      length = reader.length(value);
      if (part.kind() == Format.Kind.ALPHABETIC && hasDigit(value)) {
        add(EdiFault.NOT_ALPHABETIC, reader.place(value), "a", reader.text(value));
      }
    }
    if (length > part.most()) {
      String expected = new Format(part.kind(), part.least(), part.most()).toString();
      add(EdiFault.TOO_LONG, reader.place(value), expected, Integer.toString(length));
    } else if (length < part.least()) {
      String expected = new Format(part.kind(), part.least(), part.most()).toString();
      add(EdiFault.TOO_SHORT, reader.place(value), expected, Integer.toString(length));
    }
    CodeList codes = part.codes();
    if (codes != null && !codes.has(reader.octets(), reader.start(value), reader.end(value))) {
      add(EdiFault.UNKNOWN_CODE, reader.place(value), "list " + codes.id(), reader.text(value));
    }
  }

  private boolean hasDigit(int value) {
    for (int i = reader.start(value); i < reader.end(value); i++) {
      if (reader.octets()[i] >= '0' && reader.octets()[i] <= '9') {
        return true;
      }
    }
    return false;
  }

  /// How many digits a number has, or -1 when it is none. At least one digit stands on both sides
  /// of a decimal mark; a sign stands first and is a minus (ISO 9735, numeric values).
  private int digits(int value) {
    byte[] octets = reader.octets();
    int at = reader.start(value);
    int end = reader.end(value);
    if (octets[at] == '-') {
      at++;
    }
    int digits = 0;
    int mark = -1;
    for (; at < end; at++) {
      byte c = octets[at];
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (mark < 0 && digits > 0 && isMark(c)) {
        mark = at;
      } else {
        return -1;
      }
    }
    return digits == 0 || mark == end - 1 ? -1 : digits;
  }

  /// Version 4 takes both marks; before, UNA decides where it stands.
  private boolean isMark(byte c) {
    if (reader.version() < 4 && reader.hasServiceString()) {
      Delimiters delimiters = reader.delimiters();
      return c == delimiters.decimal();
    }
    return c == '.' || c == ',';
  }

  private void add(EdiFault fault, Place place, String expected, String found) {
    faults++;
    checking.add(fault, place, expected, found);
  }
}
