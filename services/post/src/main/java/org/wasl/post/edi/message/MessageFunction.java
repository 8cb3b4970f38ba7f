package org.wasl.post.edi.message;

import java.util.Arrays;

/// What a message does to an earlier one with the same subject (element 1225).
public enum MessageFunction {
  CANCELLATION("1"),
  REPLACEMENT("5"),
  ORIGINAL("9");

  private final String code;

  MessageFunction(String code) {
    this.code = code;
  }

  static MessageFunction of(String code) {
    return Arrays.stream(values())
        .filter(each -> each.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a function: " + code));
  }

  String code() {
    return code;
  }
}
