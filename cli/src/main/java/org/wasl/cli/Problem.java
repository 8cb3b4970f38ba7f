package org.wasl.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.wasl.border.proving.MalformedReceiptException;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.node.MalformedSettingsException;
import org.wasl.node.database.DatabaseException;
import org.wasl.numbering.store.MalformedPlanException;
import org.wasl.numbering.wire.RefusedFilingException;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.MalformedJsonException;

/// Why a command ended without its answer: what, where, why, and what to do.
///
/// @param where a file or another place; empty where there is none to name
record Problem(ExitCode exit, String where, LocalizedText why, LocalizedText advice) {
  private static final int MAX_CAUSES = 16;

  private static final LocalizedText LOOK =
      new LocalizedText("تحقق من الاسم والصلاحيات.", "Check the name and the permissions.");
  private static final LocalizedText FORM =
      new LocalizedText("صحح الملف أو اختر غيره.", "Correct the file or take another.");

  /// @param thrown what ended the command; the first cause that says something to people counts
  static Problem of(Throwable thrown) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .limit(MAX_CAUSES)
        .map(Problem::find)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() ->
            new Problem(
                ExitCode.FAULT,
                "",
                new LocalizedText("خطأ غير متوقع: " + thrown, "unexpected: " + thrown),
                new LocalizedText(
                    "أعد الأمر مع --trace وأرسل ما يطبعه إلى القائمين على وصل.",
                    "Run it again with --trace and send what it prints to those who maintain"
                        + " Wasl.")));
  }

  /// Makes something of a command's own values; what they cannot make is wrong use.
  static <T> T fromOptions(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new Problem(
              ExitCode.WRONG_USE,
              "",
              new LocalizedText("قيمة خارج حدودها: " + text(e), "out of its range: " + text(e)),
              new LocalizedText("صحح القيمة؛ انظر --help.", "Correct the value; see --help.")));
    }
  }

  private static Optional<Problem> find(Throwable thrown) {
    return switch (thrown) {
      case ProblemException seen -> Optional.of(seen.problem());
      case RefusedFilingException refused ->
          Optional.of(new Problem(ExitCode.MALFORMED, "", refused.refusal().text(), FORM));
      case MalformedJsonException json -> Optional.of(malformed(json.source(), json.text()));
      case MalformedReceiptException receipt ->
          Optional.of(malformed("", receipt.refusal().text()));
      case MalformedNoteException note -> Optional.of(malformed("", note.text()));
      case MalformedPlanException _, DateTimeParseException _ ->
          Optional.of(malformed("", text(thrown)));
      case MalformedSettingsException settings ->
          Optional.of(new Problem(ExitCode.MALFORMED, "", settings.text(), FORM));
      case DatabaseException database ->
          Optional.of(
              new Problem(
                  ExitCode.MISSING,
                  "",
                  database.text(),
                  new LocalizedText(
                      "انظر: wasl doctor HOME.", "Look further with: wasl doctor HOME.")));
      case SQLException sql ->
          Optional.of(
              new Problem(
                  ExitCode.MISSING,
                  "",
                  new LocalizedText(
                      "قاعدة البيانات لا تجيب كما ينبغي: " + text(sql),
                      "the database does not do what it should: " + text(sql)),
                  new LocalizedText(
                      "تحقق من wasl.database.* ثم: wasl doctor HOME.",
                      "Check wasl.database.*, then: wasl doctor HOME.")));
      case IOException io -> Optional.of(of(io));
      default -> Optional.empty();
    };
  }

  private static Problem malformed(String where, String reason) {
    return malformed(where, new LocalizedText(reason, reason));
  }

  private static Problem malformed(String where, LocalizedText reason) {
    return new Problem(
        ExitCode.MALFORMED,
        where,
        new LocalizedText(
            "ليس على صيغته: " + reason.ar(), "it does not have its form: " + reason.en()),
        FORM);
  }

  private static Problem of(IOException thrown) {
    return switch (thrown) {
      case FileAlreadyExistsException taken -> taken(taken);
      case DirectoryNotEmptyException taken -> taken(taken);
      case NoSuchFileException absent ->
          missing(
              absent, "لا يوجد ملف أو مجلد بهذا الاسم", "there is no file or folder of that name");
      case NotDirectoryException file -> missing(file, "ليس مجلداً", "it is not a folder");
      case AccessDeniedException denied -> missing(denied, "لا صلاحية", "no permission");
      case FileSystemException other -> missing(other, "تعذّر: " + text(other), text(other));
      case CharacterCodingException _ -> malformed("", "UTF-8");
      case ZipException zip -> malformed("", text(zip));
      default ->
          new Problem(
              ExitCode.MISSING,
              "",
              new LocalizedText(
                  "تعذّرت القراءة أو الكتابة: " + text(thrown),
                  "cannot read or write: " + text(thrown)),
              LOOK);
    };
  }

  private static Problem missing(FileSystemException thrown, String ar, String en) {
    return new Problem(ExitCode.MISSING, place(thrown), new LocalizedText(ar, en), LOOK);
  }

  private static Problem taken(FileSystemException thrown) {
    return new Problem(
        ExitCode.NO,
        place(thrown),
        new LocalizedText(
            "المكان مشغول، ووصل لا يكتب فوقه",
            "something is there already; Wasl does not write over it"),
        new LocalizedText("اختر مكاناً فارغاً.", "Choose an empty place."));
  }

  private static String place(FileSystemException thrown) {
    return thrown.getFile() == null ? "" : thrown.getFile();
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }

  /// Both languages, one after the other.
  String lines(String command) {
    return command
        + ": "
        + exit.text().en()
        + ".\n"
        + (where.isEmpty() ? "" : "  where: " + where + "\n")
        + "  why: "
        + why.en()
        + "\n  what to do: "
        + advice.en()
        + "\n"
        + command
        + ": "
        + exit.text().ar()
        + ".\n"
        + (where.isEmpty() ? "" : "  أين: " + where + "\n")
        + "  لماذا: "
        + why.ar()
        + "\n  ما العمل: "
        + advice.ar();
  }

  /// The only answer of a command that was asked for JSON and ended so.
  Json.Obj json(String command) {
    return Json.Obj.with()
        .put("command", command)
        .put("exit", exit.code())
        .put("where", where)
        .put("en", why.en())
        .put("ar", why.ar())
        .end();
  }
}
