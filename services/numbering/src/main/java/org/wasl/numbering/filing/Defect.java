package org.wasl.numbering.filing;

import org.wasl.terms.LocalizedText;

/// Something in a filing that a person must see, with its place and the original text.
///
/// @param original what stands there, shortened to [#MAX_ORIGINAL] characters
public record Defect(Kind kind, Place place, String original) {
  public static final int MAX_ORIGINAL = 200;

  public Defect {
    original =
        original.length() <= MAX_ORIGINAL ? original : original.substring(0, MAX_ORIGINAL) + "…";
  }

  /// The defects by name. `proposes` tells whether the row may still have become an entry.
  public enum Kind {
    DUPLICATE("duplicate", "الرمز مقيّد مرتين في الجدول", "the code is filed twice in one table"),
    TRUNK_ZERO(
        "trunk-zero",
        "كُتب الرمز ببادئة وطنية وقد أزيلت",
        "the code is written with the trunk prefix, which was removed"),
    LEADING_ZERO(
        "leading-zero",
        "الرمز يبدأ بصفر ولا يُعرف أهو بادئة وطنية أم جزء من الرقم",
        "the code begins with 0 and the filing does not say whether that is a trunk prefix"),
    LOST_DIGIT(
        "lost-digit",
        "الرمز أقصر من جيرانه ويبتلعهم، ولعل رقماً سقط منه",
        "the code is shorter than its neighbours and swallows them; a digit seems lost"),
    OVERLAP(
        "overlap", "يتداخل الرمز مع رمز آخر في الجدول", "the code overlaps another of the table"),
    CONTRADICTORY_MAPPING(
        "contradictory-mapping",
        "للمجال القديم نفسه مجالان جديدان مختلفان",
        "one old range is mapped to two different new ranges"),
    UNLIKE_MAPPING(
        "unlike-mapping",
        "المجال القديم والمجال الجديد مختلفا السعة",
        "the old and the new range hold unlike counts of numbers"),
    MISSING_LENGTH("missing-length", "لم يُذكر طول الرقم", "the length of the number is not given"),
    LENGTH_CONTRADICTION(
        "length-contradiction",
        "طول الرقم لا يوافق الرمز",
        "the length does not agree with the code"),
    LENGTHS_SWAPPED(
        "lengths-swapped",
        "الحد الأدنى للطول أكبر من الأقصى وقد بُدّلا",
        "the least length is above the greatest; they were exchanged"),
    UNREADABLE_LENGTH("unreadable-length", "تعذّرت قراءة الطول", "the length cannot be read"),
    UNREADABLE_DATE("unreadable-date", "تعذّرت قراءة التاريخ", "the date cannot be read"),
    RENAME(
        "rename",
        "للرمز حائز باسم آخر في موضع آخر من الوثيقة",
        "the code has a holder of another name elsewhere in the document"),
    UNREADABLE_CODE("unreadable-code", "تعذّرت قراءة الرمز", "the code cannot be read"),
    AMBIGUOUS_CODE(
        "ambiguous-code", "يُقرأ الرمز بأكثر من وجه", "the code can be read in more than one way"),
    REVERSED_RANGE(
        "reversed-range",
        "نهاية المجال قبل بدايته",
        "the end of the range is before its beginning"),
    MISSING_CODE("missing-code", "لا رمز في هذا الصف", "the row has no code"),
    MISSING_HEADING(
        "missing-heading",
        "الجدول بلا عناوين أعمدة وعُرف عمود الرموز من محتواه",
        "the table has no headings; the column of codes was found by its content"),
    NOT_A_CODE_TABLE(
        "not-a-code-table", "لا عمود للرموز في هذا الجدول", "no column of this table holds codes"),
    CODE_MATRIX(
        "code-matrix",
        "الرموز موزّعة على أعمدة عدة وعناوينها جزء من معناها",
        "the codes stand across several columns whose headings are part of their meaning"),
    CARRIED_DOWN(
        "carried-down",
        "خلية رمز المنطقة فارغة وأُخذ الرمز من الصف الأعلى",
        "the cell of the area code is empty; the code was taken from the row above"),
    TOO_MANY_CODES(
        "too-many-codes",
        "رموز الجدول أكثر من الحد",
        "the codes of the table are more than the limit"),
    SIGNALLING_ARITHMETIC(
        "signalling-arithmetic",
        "رمز نقطة التشوير لا يوافق صيغته العشرية",
        "the signalling point code does not agree with its decimal form");

    private final String code;
    private final LocalizedText text;

    Kind(String code, String ar, String en) {
      this.code = code;
      this.text = new LocalizedText(ar, en);
    }

    /// Stable name for machines.
    public String code() {
      return code;
    }

    public LocalizedText text() {
      return text;
    }
  }
}
