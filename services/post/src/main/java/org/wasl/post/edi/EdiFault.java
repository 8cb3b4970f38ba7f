package org.wasl.post.edi;

import java.util.Locale;
import org.wasl.terms.LocalizedText;

/// What can be wrong with an interchange. Each has the error code that CONTRL uses for it (ISO
/// 9735, element 0085).
public enum EdiFault {
  NO_INTERCHANGE(Severity.FATAL, 2, "ليس ملف تبادل EDIFACT", "not an EDIFACT interchange"),
  BAD_SERVICE_STRING(
      Severity.FATAL,
      22,
      "محارف الخدمة في UNA غير صالحة",
      "the service characters of UNA are wrong"),
  UNKNOWN_LEVEL(
      Severity.FATAL, 2, "مجموعة المحارف غير مدعومة", "the character set is not supported"),
  UNKNOWN_VERSION(
      Severity.FATAL, 2, "إصدار قواعد الصياغة غير مدعوم", "the syntax version is not supported"),
  TRUNCATED(Severity.FATAL, 13, "الملف مقطوع قبل نهايته", "the file ends before its end"),
  SEGMENT_TOO_LONG(
      Severity.FATAL, 18, "المقطع أطول من الحد", "the segment is longer than the limit"),
  TOO_MANY_VALUES(
      Severity.FATAL,
      16,
      "في المقطع قيم أكثر من الحد",
      "the segment holds more values than the limit"),
  MESSAGE_TOO_LONG(
      Severity.FATAL, 18, "الرسالة أطول من الحد", "the message is longer than the limit"),
  TOO_MANY_MESSAGES(
      Severity.FATAL, 18, "في الملف رسائل أكثر من الحد", "there are more messages than the limit"),
  INTERCHANGE_TOO_LONG(
      Severity.FATAL, 18, "ملف التبادل أطول من الحد", "the interchange is longer than the limit"),
  TOO_MANY_FINDINGS(Severity.NOTE, 18, "ملاحظات أخرى لم تُحفظ", "more findings that are not kept"),

  BAD_CHARACTER(
      Severity.ERROR, 21, "محرف خارج مجموعة محارف الملف", "a character outside the character set"),
  BAD_TAG(Severity.ERROR, 12, "رمز المقطع غير صالح", "the tag of the segment is wrong"),
  NEEDLESS_RELEASE(
      Severity.WARNING,
      20,
      "محرف تحرير قبل محرف لا يحتاج إليه",
      "a release character before what needs none"),
  LINE_BREAKS(
      Severity.NOTE, 18, "فواصل أسطر بين المقاطع", "line breaks stand between the segments"),

  MISSING_ENVELOPE(Severity.ERROR, 13, "مقطع خدمة مفقود", "a service segment is missing"),
  OUTSIDE_MESSAGE(
      Severity.ERROR, 33, "مقطع خارج أي رسالة", "a segment stands outside of any message"),
  AFTER_END(
      Severity.ERROR, 33, "بيانات بعد نهاية ملف التبادل", "data follow the end of the interchange"),
  REFERENCE_DIFFERS(
      Severity.ERROR,
      28,
      "المرجع في الذيل لا يطابق الترويسة",
      "the trailer's reference is not the header's"),
  COUNT_DIFFERS(
      Severity.ERROR, 29, "العدد في الذيل لا يطابق الواقع", "the trailer's count is wrong"),
  MIXED_GROUPS(
      Severity.ERROR,
      30,
      "رسائل داخل المجموعات وخارجها معا",
      "messages stand in groups and outside"),
  MIXED_TYPES(
      Severity.ERROR,
      31,
      "أكثر من نوع رسائل في المجموعة",
      "a group holds messages of several types"),
  EMPTY_LEVEL(Severity.ERROR, 32, "لا رسائل فيه", "no message is in it"),
  DUPLICATE_REFERENCE(
      Severity.ERROR, 26, "مرجع الرسالة مكرر", "a reference of a message comes twice"),

  UNKNOWN_MESSAGE(
      Severity.ERROR, 17, "نوع الرسالة غير معروف", "the type of the message is not known"),
  UNKNOWN_SEGMENT(
      Severity.ERROR, 15, "المقطع غير معرّف في الرسالة", "the message has no such segment"),
  MISPLACED_SEGMENT(
      Severity.ERROR, 15, "المقطع في غير موضعه", "the segment does not belong in this place"),
  MISSING_SEGMENT(Severity.ERROR, 13, "مقطع إلزامي مفقود", "a mandatory segment is missing"),
  TOO_MANY_SEGMENTS(
      Severity.ERROR, 35, "المقطع مكرر أكثر من المسموح", "the segment is repeated too often"),
  TOO_MANY_GROUPS(
      Severity.ERROR,
      36,
      "مجموعة المقاطع مكررة أكثر من المسموح",
      "the group is repeated too often"),
  MISSING_ELEMENT(Severity.ERROR, 13, "عنصر إلزامي مفقود", "a mandatory element is missing"),
  TOO_MANY_ELEMENTS(
      Severity.ERROR, 16, "في المقطع عناصر زائدة", "the segment has too many elements"),
  TOO_MANY_COMPONENTS(
      Severity.ERROR, 16, "في العنصر مكوّنات زائدة", "the element has too many components"),
  TOO_MANY_REPETITIONS(
      Severity.ERROR, 35, "العنصر مكرر أكثر من المسموح", "the element is repeated too often"),
  TOO_LONG(Severity.ERROR, 39, "القيمة أطول من المسموح", "the value is too long"),
  TOO_SHORT(Severity.ERROR, 40, "القيمة أقصر من المطلوب", "the value is too short"),
  NOT_NUMERIC(Severity.ERROR, 37, "القيمة ليست عددا", "the value is not a number"),
  NOT_ALPHABETIC(Severity.ERROR, 37, "القيمة ليست حروفا فقط", "the value is not of letters alone"),
  UNKNOWN_CODE(Severity.ERROR, 12, "الرمز ليس في قائمته", "the code is not in its list"),

  NOT_A_DATE(Severity.ERROR, 12, "ليس تاريخا أو وقتا صحيحا", "not a date or time that exists"),
  NOT_AN_ITEM(
      Severity.WARNING,
      12,
      "ليس معرّف بعيثة صحيحا (S10)",
      "not a right identifier of an item (S10)"),
  NOT_A_DISPATCH(
      Severity.ERROR,
      12,
      "ليس معرّف إرسالية صحيحا (S8)",
      "not a right identifier of a dispatch (S8)"),
  NOT_A_RECEPTACLE(
      Severity.ERROR,
      12,
      "ليس معرّف وعاء صحيحا (S9)",
      "not a right identifier of a receptacle (S9)"),
  NOT_AN_OFFICE(
      Severity.ERROR, 12, "ليس رمز مكتب تبادل صحيحا (S34)", "not a right code of an office (S34)"),
  NOT_AN_OFFICE_OF_EXCHANGE(
      Severity.WARNING,
      12,
      "ليس رمز مكتب تبادل (S34)؛ يبقى اسماً محلياً",
      "not the code of an office of exchange (S34); it is kept as a local name"),
  TOTAL_DIFFERS(
      Severity.ERROR,
      29,
      "المجموع المذكور لا يطابق محتوى الرسالة",
      "the total is not what the message holds");

  private final Severity severity;
  private final int contrl;
  private final LocalizedText text;

  EdiFault(Severity severity, int contrl, String ar, String en) {
    this.severity = severity;
    this.contrl = contrl;
    this.text = new LocalizedText(ar, en);
  }

  /// Stable for ever, for example `edi.missing-element`.
  public String code() {
    return "edi." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it weighs where no partner was granted otherwise.
  public Severity severity() {
    return severity;
  }

  /// The code of ISO 9735, element 0085.
  public int contrlCode() {
    return contrl;
  }

  public LocalizedText text() {
    return text;
  }
}
