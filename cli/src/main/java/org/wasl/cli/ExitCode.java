package org.wasl.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wasl.terms.LocalizedText;
import picocli.CommandLine;

/// What every command tells its caller by its exit code. A command that answers a question says in
/// its own `exitCodeList` what its "no" is; the other codes mean the same everywhere.
enum ExitCode {
  DONE(0, "تمّ، أو الجواب نعم", "done, or the answer is yes"),
  NO(
      1,
      "رُفض أو لم يثبت أو اختلف: الجواب لا",
      "refused, not proved or different: the answer is no"),
  WRONG_USE(2, "استعمال غير صحيح للأمر", "wrong use: an option or an argument"),
  MISSING(
      3,
      "غير موجود أو لا يمكن بلوغه: ملف أو مجلد أو عقدة أو قاعدة بيانات",
      "not there or out of reach: a file, a folder, a node, a database"),
  MALFORMED(4, "ملف ليس على صيغته", "a file does not have its form"),
  FAULT(5, "خلل في وصل نفسه", "a fault in Wasl itself");

  private final int code;
  private final LocalizedText text;

  ExitCode(int code, String ar, String en) {
    this.code = code;
    this.text = new LocalizedText(ar, en);
  }

  int code() {
    return code;
  }

  LocalizedText text() {
    return text;
  }

  /// Writes the codes into the help of every command; a group only passes on to its commands.
  static void document(CommandLine line) {
    var usage = line.getCommandSpec().usageMessage();
    Map<String, String> codes = new LinkedHashMap<>();
    boolean group = !line.getSubcommands().isEmpty();
    for (ExitCode each : values()) {
      if (!group || each == DONE || each == WRONG_USE) {
        codes.put(Integer.toString(each.code), each.text.en() + " / " + each.text.ar());
      }
    }
    codes.putAll(usage.exitCodeList());
    usage.exitCodeListHeading("%nExit codes / رموز الخروج:%n");
    usage.exitCodeList(codes);
    line.getSubcommands().values().forEach(ExitCode::document);
  }
}
