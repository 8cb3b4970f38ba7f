package org.wasl.numbering.wire;

import org.wasl.terms.LocalizedText;
import org.wasl.terms.Refusal;

/// A document is not read: why, where in it, in both languages. Refused means refused whole, so
/// that nobody takes a part for the filing.
public final class RefusedFilingException extends RuntimeException {
  /// Why a document is refused.
  public enum Reason {
    TOO_LARGE("too-large", "الملف أكبر من الحد", "the file is larger than the limit"),
    TRUNCATED("truncated", "الملف مبتور", "the file is cut off"),
    EXPANDS("expands", "المحتوى يتضخم فوق الحد", "the content expands beyond the limit"),
    TOO_DEEP(
        "too-deep", "تداخل المحتوى أعمق من الحد", "the content is nested deeper than the limit"),
    TOO_WIDE("too-wide", "أعمدة الصف أكثر من الحد", "a row has more columns than the limit"),
    TOO_MANY_ROWS("too-many-rows", "الصفوف أكثر من الحد", "there are more rows than the limit"),
    TOO_MANY_TABLES(
        "too-many-tables", "الجداول أكثر من الحد", "there are more tables than the limit"),
    EXTERNAL_ENTITY(
        "external-entity",
        "الملف يطلب محتوى من خارجه",
        "the file declares entities or asks for content from outside"),
    NOT_UTF8("not-utf8", "النص ليس بترميز UTF-8", "the text is not UTF-8"),
    MALFORMED("malformed", "بنية الملف غير صحيحة", "the structure of the file is wrong"),
    ENCRYPTED("encrypted", "الملف محمي بكلمة مرور", "the file is protected by a password"),
    UNKNOWN_FORMAT(
        "unknown-format", "صيغة الملف غير معروفة", "the format of the file is not known");

    private final String code;
    private final LocalizedText text;

    Reason(String code, String ar, String en) {
      this.code = code;
      this.text = new LocalizedText(ar, en);
    }

    public String code() {
      return code;
    }
  }

  private final transient Reason reason;
  private final transient Refusal refusal;

  /// @param document name of the file
  /// @param where in it: `byte 12`, `line 3`, `table 1 row 2`
  /// @param expected what would have been accepted, a limit or a form
  public RefusedFilingException(Reason reason, String document, String where, String expected) {
    super(document + ", " + where + ": " + reason.text.en() + " (expected " + expected + ")");
    this.reason = reason;
    this.refusal =
        Refusal.of(
            "numbering.filing." + reason.code,
            document + "، " + where + ": " + reason.text.ar() + " (المتوقع: " + expected + ")",
            document + ", " + where + ": " + reason.text.en() + " (expected " + expected + ")");
  }

  public Reason reason() {
    return reason;
  }

  public Refusal refusal() {
    return refusal;
  }
}
