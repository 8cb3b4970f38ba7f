package org.wasl.border.proving;

/// The bytes are no receipt; the message says which part is wrong.
public final class MalformedReceiptException extends RuntimeException {
  public MalformedReceiptException(String reason) {
    super(reason);
  }
}
