package org.wasl.post.edi.table;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wasl.terms.LocalizedText;

/// The codes that an element may have, with what they mean. Codes of up to eight characters of
/// ASCII are looked up without making anything.
public final class CodeList {
  private static final int LONGEST = 8;

  private final String id;
  private final Map<String, LocalizedText> codes;
  private final long[] table;

  CodeList(String id, Map<String, LocalizedText> codes) {
    this.id = id;
    this.codes = new LinkedHashMap<>(codes);
    table = new long[Integer.highestOneBit(Math.max(4, codes.size() * 2)) * 2];
    for (String code : codes.keySet()) {
      if (code.isEmpty() || code.length() > LONGEST || code.chars().anyMatch(c -> c > 0x7e)) {
        throw new IllegalArgumentException("a code has 1 to 8 characters of ASCII: " + code);
      }
      long packed = 0;
      for (int i = 0; i < code.length(); i++) {
        packed = packed << 8 | code.charAt(i);
      }
      int at = slot(packed);
      while (table[at] != 0) {
        at = at + 1 & table.length - 1;
      }
      table[at] = packed;
    }
  }

  private int slot(long packed) {
    return (int) ((packed * 0x9E3779B97F4A7C15L) >>> 40) & table.length - 1;
  }

  /// Whether octets are a code of the list.
  public boolean has(byte[] octets, int from, int to) {
    if (to - from > LONGEST) {
      return false;
    }
    long packed = 0;
    for (int i = from; i < to; i++) {
      packed = packed << 8 | octets[i] & 0xff;
    }
    int at = slot(packed);
    while (table[at] != 0) {
      if (table[at] == packed) {
        return true;
      }
      at = at + 1 & table.length - 1;
    }
    return false;
  }

  public String id() {
    return id;
  }

  /// The codes and their meanings, in the order of the table.
  public Map<String, LocalizedText> codes() {
    return java.util.Collections.unmodifiableMap(codes);
  }
}
