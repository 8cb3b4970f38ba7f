package org.wasl.post.edi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The character set of an interchange, named by its syntax identifier (UNB S001, element 0001).
/// `UNOX`, which changes sets by escape sequences of ISO 2022, is not read.
public enum SyntaxLevel {
  /// Capital letters, digits and some signs.
  UNOA(StandardCharsets.US_ASCII),
  /// As UNOA, and small letters.
  UNOB(StandardCharsets.US_ASCII),
  UNOC(StandardCharsets.ISO_8859_1),
  UNOD(Charset.forName("ISO-8859-2")),
  UNOE(Charset.forName("ISO-8859-5")),
  UNOF(Charset.forName("ISO-8859-7")),
  UNOG(Charset.forName("ISO-8859-3")),
  UNOH(Charset.forName("ISO-8859-4")),
  /// ISO 8859-6, Arabic.
  UNOI(Charset.forName("ISO-8859-6")),
  UNOJ(Charset.forName("ISO-8859-8")),
  UNOK(Charset.forName("ISO-8859-9")),
  /// ISO 10646 as UTF-8.
  UNOW(StandardCharsets.UTF_8),
  /// ISO 10646 without code extension; read and written as UTF-8.
  UNOY(StandardCharsets.UTF_8);

  /// The signs of level A (ISO 9735 annex A) beside letters, digits and service characters.
  private static final String SIGNS = " .,-()/='+:?!\"%&*;<>";

  private final Charset charset;
  private final boolean[] allowed = new boolean[256];

  SyntaxLevel(Charset charset) {
    this.charset = charset;
    for (int i = 0; i < 256; i++) {
      allowed[i] = isAllowed(i);
    }
  }

  private boolean isAllowed(int octet) {
    if (charset == StandardCharsets.US_ASCII) {
      return (octet >= 'A' && octet <= 'Z')
          || (octet >= '0' && octet <= '9')
          || SIGNS.indexOf(octet) >= 0
          || (name().equals("UNOB") && octet >= 'a' && octet <= 'z');
    }
    if (octet < 0xa0) {
      return octet >= ' ' && octet < 0x7f;
    }
    return !isUnicode() && new String(new byte[] {(byte) octet}, charset).charAt(0) != '\ufffd';
  }

  public Charset charset() {
    return charset;
  }

  /// Whether a character may take several octets.
  public boolean isUnicode() {
    return charset == StandardCharsets.UTF_8;
  }

  /// Whether an octet is a character of this set; in UTF-8, one of the first 128.
  boolean allows(int octet) {
    return allowed[octet];
  }

  /// Whether a text can be written in this set.
  public boolean allows(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 ? !allowed[c] : !allowsBeyondAscii(text, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean allowsBeyondAscii(String text, int at) {
    if (!isUnicode()) {
      byte[] octets = text.substring(at, at + 1).getBytes(charset);
      return octets.length == 1 && octets[0] < 0 && allowed[octets[0] & 0xff];
    }
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        ? at > 0 && Character.isHighSurrogate(text.charAt(at - 1))
        : c >= 0xa0;
  }

  /// The length of a character in UTF-8; 0 when it is none or a control character; -1 when more
  /// octets are needed.
  static int lengthOfUtf8(byte[] octets, int at, int end) {
    int first = octets[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    int code = length == 0 ? 0 : first & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      if (at + i >= end) {
        return -1;
      }
      int octet = octets[at + i] & 0xff;
      if (octet >> 6 != 2) {
        return 0;
      }
      code = code << 6 | octet & 0x3f;
    }
    boolean wrong =
        code < 0xa0
            || (length == 3 && code < 0x800)
            || (code >= 0xd800 && code < 0xe000)
            || (length == 4 && (code < 0x10000 || code > 0x10ffff));
    return wrong ? 0 : length;
  }
}
