package org.wasl.border.proving;

import org.wasl.terms.Refusal;

/// The bytes are no receipt; the refusal says which part is wrong.
public final class MalformedReceiptException extends RuntimeException {
  private final transient Refusal refusal;

  /// @param code of [ReceiptVerifier#CODES]
  public MalformedReceiptException(String code, String ar, String en) {
    super(en);
    this.refusal = Refusal.of(code, ar, en);
  }

  /// The stable code and what people read.
  public Refusal refusal() {
    return refusal;
  }
}
