package org.wasl.voice.reconciliation;

import org.wasl.terms.LocalizedText;

/// Why figures of a line differ; the closed list used in contests and on screens.
public enum Cause {
  MISSING_OURS("missing-ours", "مكالمات ليست في سجلاتنا", "calls missing in our records"),
  MISSING_THEIRS("missing-theirs", "مكالمات ليست في سجلاتهم", "calls missing in their records"),
  FILE_OURS("file-ours", "ملف ناقص لدينا", "a whole file missing on our side"),
  FILE_THEIRS("file-theirs", "ملف ناقص لديهم", "a whole file missing on their side"),
  DUPLICATE_OURS("duplicate-ours", "مكالمات مكررة لدينا", "calls recorded twice by us"),
  DUPLICATE_THEIRS("duplicate-theirs", "مكالمات مكررة لديهم", "calls recorded twice by them"),
  DURATION("duration", "اختلاف المدة", "duration"),
  ROUNDING("rounding", "تقريب الثواني", "rounding of seconds"),
  NUMBER("number", "اختلاف رقم أحد الطرفين", "a number recorded differently"),
  RATE("rate", "اختلاف السعر", "rate"),
  CLOCK("clock", "فرق التوقيت بين المقسمين", "clocks"),
  UNOPENED("unopened", "لم تُفصَّل بعد", "not broken down to calls");

  private final String code;
  private final LocalizedText text;

  Cause(String code, String ar, String en) {
    this.code = code;
    this.text = new LocalizedText(ar, en);
  }

  /// @throws IllegalArgumentException when it is none of the list
  public static Cause ofCode(String code) {
    for (Cause each : values()) {
      if (each.code.equals(code)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a cause: " + code);
  }

  public String code() {
    return code;
  }

  public LocalizedText text() {
    return text;
  }
}
