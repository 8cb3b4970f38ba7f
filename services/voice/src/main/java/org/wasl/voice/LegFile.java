package org.wasl.voice;

import java.util.List;
import org.wasl.terms.LocalizedText;

/// What a file of legs held. A damaged line is put aside with its place and the reason, never with
/// what stands in it; the rest is read. Every line is accounted for: read = legs + quarantined.
///
/// @param read lines of records
/// @param flaws the first [#MAX_FLAWS]; a damaged header is one, and no record
public record LegFile(List<Leg> legs, int read, int quarantined, List<Flaw> flaws) {
  /// How many flaws are kept with their place.
  public static final int MAX_FLAWS = 1_000;

  /// What can be wrong with a line.
  public enum Reason {
    FOREIGN("ليس ملف سجلات شبكات، أو الملف فارغ", "not a file of legs, or an empty one"),
    TOO_MANY_FILES(
        "في المجلد ملفات أكثر مما يُقرأ: لا يُقرأ هذا الملف ولا ما بعده",
        "more files in the folder than are read: neither this one nor those after it are"),
    HEADER("صف العناوين مُتلف", "the line of column names is damaged"),
    TRUNCATED("السطر مبتور بلا نهاية", "the line is cut off"),
    TOO_LONG("السطر أطول مما يُقرأ", "the line is longer than is read"),
    TOO_MANY("سطور أكثر مما يُقرأ", "more lines than are read"),
    COLUMNS("عدد الأعمدة ليس 13", "not 13 columns"),
    POINT("ليس موضع تسجيل معروفاً", "not a point of recording"),
    NUMBER("ليس عدداً صحيحاً", "not a whole number"),
    RANGE("القيمة خارج المدى", "the value is out of range");

    private final LocalizedText text;

    Reason(String ar, String en) {
      this.text = new LocalizedText(ar, en);
    }

    public LocalizedText text() {
      return text;
    }
  }

  /// A line that was put aside.
  ///
  /// @param line from 1, the header included; `column` from 1
  public record Flaw(int line, int column, Reason reason) {}

  /// A file without its legs, as it is shown.
  ///
  /// @param accepted lines that became legs
  public record Summary(String name, int read, int accepted, int quarantined, List<Flaw> flaws) {}

  /// What of a file is told of which nothing is read.
  ///
  /// @param reason that holds for the whole file
  public static LegFile unread(Reason reason) {
    return new LegFile(List.of(), 0, 0, List.of(new Flaw(1, 1, reason)));
  }

  public LegFile {
    legs = List.copyOf(legs);
    flaws = List.copyOf(flaws);
    if (read != legs.size() + quarantined) {
      throw new IllegalArgumentException("the counts of a file of legs do not add up");
    }
  }

  public Summary summary(String name) {
    return new Summary(name, read, legs.size(), quarantined, flaws);
  }

  /// The counts and each flaw with its place, in both languages.
  public String report() {
    StringBuilder text = new StringBuilder();
    text.append("قُرئ ").append(read).append("، قُبل ").append(legs.size());
    text.append("، عُزل ").append(quarantined).append('\n');
    text.append("read ").append(read).append(", accepted ").append(legs.size());
    text.append(", quarantined ").append(quarantined).append('\n');
    for (Flaw flaw : flaws) {
      text.append("  السطر ").append(flaw.line()).append(" العمود ").append(flaw.column());
      text.append(": ").append(flaw.reason().text().ar()).append('\n');
      text.append("  line ").append(flaw.line()).append(" column ").append(flaw.column());
      text.append(": ").append(flaw.reason().text().en()).append('\n');
    }
    return text.toString();
  }
}
