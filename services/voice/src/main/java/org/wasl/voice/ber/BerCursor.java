package org.wasl.voice.ber;

/// Walks the elements of a stretch of BER (ITU-T X.690 §8.1): tags of several octets, lengths of up
/// to four octets, indefinite lengths. Does not throw on damage; [#next()] says what is wrong.
/// Reused without garbage.
final class BerCursor {
  /// Deeper nesting under indefinite lengths is damage.
  static final int MAX_DEPTH = 24;

  /// Context-specific class.
  static final int CONTEXT = 2;

  static final int APPLICATION = 1;
  static final int UNIVERSAL = 0;

  private byte[] bytes = new byte[0];
  private int end;

  /// Where the next element begins.
  int at;

  int start;
  int tagClass;
  int tag;
  boolean constructed;
  int contentStart;
  int contentEnd;

  /// Stable code of the damage, empty while all is well.
  String damage = "";

  /// Walks the elements between two places.
  void over(byte[] buffer, int from, int to) {
    bytes = buffer;
    at = from;
    end = to;
    damage = "";
  }

  /// Steps to the next element.
  ///
  /// @return whether there is one; when not, [#damage] tells the end from damage
  boolean next() {
    if (at >= end) {
      return false;
    }
    start = at;
    return isShort() || isLong();
  }

  /// A tag of one octet and a length of one, as most are.
  private boolean isShort() {
    int first = bytes[at] & 0xFF;
    if ((first & 0x1F) == 0x1F || at + 1 >= end) {
      return false;
    }
    int length = bytes[at + 1];
    if (length < 0 || length > end - at - 2) {
      return false;
    }
    tagClass = first >>> 6;
    constructed = (first & 0x20) != 0;
    tag = first & 0x1F;
    contentStart = at + 2;
    contentEnd = contentStart + length;
    at = contentEnd;
    return true;
  }

  private boolean isLong() {
    int place = tag(at);
    if (place < 0) {
      return false;
    }
    return length(place);
  }

  private int tag(int from) {
    int first = bytes[from] & 0xFF;
    tagClass = first >>> 6;
    constructed = (first & 0x20) != 0;
    tag = first & 0x1F;
    int place = from + 1;
    if (tag != 0x1F) {
      return place;
    }
    tag = 0;
    for (int octets = 0; octets < 4; octets++) {
      if (place >= end) {
        return damaged("truncated");
      }
      int octet = bytes[place++] & 0xFF;
      tag = tag << 7 | octet & 0x7F;
      if (octet < 0x80) {
        return place;
      }
    }
    return damaged("tag");
  }

  private boolean length(int from) {
    if (from >= end) {
      return damaged("truncated") > 0;
    }
    int first = bytes[from] & 0xFF;
    contentStart = from + 1;
    if (first < 0x80) {
      return definite(first);
    }
    if (first == 0x80) {
      return constructed ? indefinite() : damaged("indefinite-primitive") > 0;
    }
    int octets = first - 0x80;
    if (octets > 4 || from + octets >= end) {
      return damaged(octets > 4 ? "length" : "truncated") > 0;
    }
    long length = 0;
    for (int i = 1; i <= octets; i++) {
      length = length << 8 | bytes[from + i] & 0xFF;
    }
    contentStart = from + 1 + octets;
    return length > Integer.MAX_VALUE ? damaged("length") > 0 : definite((int) length);
  }

  private boolean definite(int length) {
    if (length > end - contentStart) {
      return damaged("truncated") > 0;
    }
    contentEnd = contentStart + length;
    at = contentEnd;
    return true;
  }

  /// Finds the end-of-contents octets that close this element.
  private boolean indefinite() {
    int place = contentStart;
    int depth = 1;
    while (depth > 0) {
      if (place + 1 >= end) {
        return damaged("no-end-of-contents") > 0;
      }
      if (bytes[place] == 0 && bytes[place + 1] == 0) {
        depth--;
        place += 2;
        continue;
      }
      int content = skipTag(place);
      if (content < 0 || content >= end) {
        return damaged("no-end-of-contents") > 0;
      }
      int first = bytes[content] & 0xFF;
      if (first == 0x80) {
        depth++;
        place = content + 1;
      } else {
        place = skipContent(content, first);
      }
      if (depth > MAX_DEPTH || place < 0 || place > end) {
        return damaged(depth > MAX_DEPTH ? "depth" : "no-end-of-contents") > 0;
      }
    }
    contentEnd = place - 2;
    at = place;
    return true;
  }

  private int skipTag(int from) {
    int place = from + 1;
    if ((bytes[from] & 0x1F) != 0x1F) {
      return place;
    }
    for (int octets = 0; octets < 4 && place < end; octets++) {
      if (bytes[place++] >= 0) {
        return place;
      }
    }
    return -1;
  }

  private int skipContent(int from, int first) {
    if (first < 0x80) {
      return from + 1 + first;
    }
    int octets = first - 0x80;
    if (octets > 4 || from + octets >= end) {
      return -1;
    }
    long length = 0;
    for (int i = 1; i <= octets; i++) {
      length = length << 8 | bytes[from + i] & 0xFF;
    }
    long place = from + 1L + octets + length;
    return place > end ? -1 : (int) place;
  }

  private int damaged(String what) {
    damage = what;
    return -1;
  }
}
