package org.wasl.voice.ber;

import java.util.Arrays;

/// Which tag of a record means what. One table a kind of record; unknown tags are passed over.
///
/// @param kind of record
/// @param field by tag number; -1 where nobody asks for it
record RecordTags(Kind kind, byte[] field) {
  /// Kinds of record that hold calls (3GPP TS 32.298, the choice of call event records).
  enum Kind {
    MOBILE_ORIGINATED(0),
    MOBILE_TERMINATED(1),
    ROAMING(2),
    INCOMING_GATEWAY(3),
    OUTGOING_GATEWAY(4),
    TRANSIT(5);

    final int tag;

    Kind(int tag) {
      this.tag = tag;
    }

    /// Whether calls between two networks are counted from it.
    boolean isGateway() {
      return this == INCOMING_GATEWAY || this == OUTGOING_GATEWAY || this == TRANSIT;
    }
  }

  static final byte CALLING = 0;
  static final byte CALLED = 1;
  static final byte ENTITY = 2;
  static final byte TRUNK_IN = 3;
  static final byte TRUNK_OUT = 4;
  static final byte SEIZURE = 5;
  static final byte ANSWER = 6;
  static final byte RELEASE = 7;
  static final byte DURATION = 8;
  static final byte CAUSE = 9;
  static final byte DIAGNOSTICS = 10;
  static final byte REFERENCE = 11;
  static final byte SEQUENCE = 12;
  static final byte SUBSCRIBER = 13;
  static final byte EQUIPMENT = 14;

  /// The subscriber's own number, where it is not the called one.
  static final byte SERVED = 15;

  /// Area and cell in which the subscriber was.
  static final byte LOCATION = 16;

  static final int FIELDS = 17;

  private static final int TAGS = 64;

  /// TS 32.298 by [Kind]: the numbers stand in the order of the constants above, -1 where a kind
  /// has no such field.
  private static final int[][] TS_32_298 = {
    {4, 5, 9, 10, 11, 22, 23, 24, 25, 30, 31, 32, 33, 1, 2, 3, 12},
    {4, 3, 6, 7, 8, 19, 20, 21, 22, 27, 28, 29, 30, 1, 2, -1, 9},
    {3, 4, 5, 6, 7, 12, 13, 14, 15, 17, 18, 19, 20, 1, -1, -1, -1},
    {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, -1, -1, -1, -1},
    {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, -1, -1, -1, -1},
    {4, 5, 1, 2, 3, 7, 8, 9, 10, 12, 13, 14, 15, -1, -1, -1, -1}
  };

  /// The tables by the tag of the record.
  static final RecordTags[] ALL =
      Arrays.stream(Kind.values()).map(RecordTags::of).toArray(RecordTags[]::new);

  private static RecordTags of(Kind kind) {
    byte[] field = new byte[TAGS];
    Arrays.fill(field, (byte) -1);
    int[] tags = TS_32_298[kind.tag];
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] >= 0) {
        field[tags[i]] = (byte) i;
      }
    }
    return new RecordTags(kind, field);
  }

  int fieldOf(int tag) {
    return tag < TAGS ? field[tag] : -1;
  }
}
