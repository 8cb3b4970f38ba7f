package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// Where the program finds its own parts: set by the start script.
final class Layout {
  private Layout() {}

  static Path countries() {
    String set = System.getProperty("wasl.countries");
    Path here = Path.of(set == null ? "countries" : set).toAbsolutePath();
    if (!Files.isDirectory(here)) {
      throw new ProblemException(
          new Problem(
              ExitCode.MISSING,
              here.toString(),
              new LocalizedText("مجلد البيانات ليس هنا", "the folder of facts is not there"),
              new LocalizedText(
                  "شغّل wasl من سكربت تشغيله، أو اضبط -Dwasl.countries.",
                  "Start wasl by its script, or set -Dwasl.countries.")));
    }
    return here;
  }

  /// The class path of the measurements, where they came along.
  static Optional<String> findBench() {
    return Optional.ofNullable(System.getProperty("wasl.bench")).filter(path -> !path.isBlank());
  }

  /// A party as typed: only those that the folder describes are known.
  static PartyId party(CountriesFolder countries, String typed) {
    return countries.listParties().stream()
        .filter(each -> each.value().equals(typed))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                new Problem(
                    ExitCode.WRONG_USE,
                    countries.root().toString(),
                    new LocalizedText("طرف غير معروف: " + typed, "unknown party: " + typed),
                    new LocalizedText(
                        "الأطراف المعروفة: " + countries.listParties(),
                        "Known parties: " + countries.listParties()))));
  }

  /// The bytes of a file that somebody names, when they can be what is expected.
  ///
  /// @param most bytes that such a file has
  static byte[] read(Path file, long most) throws IOException {
    if (Files.size(file) > most) {
      throw new ProblemException(
          new Problem(
              ExitCode.MALFORMED,
              file.toString(),
              new LocalizedText(
                  "أكبر من " + (most >> 20) + " ميبيبايت", "larger than " + (most >> 20) + " MiB"),
              new LocalizedText("هل هو الملف المقصود؟", "Is it the file that is meant?")));
    }
    return Files.readAllBytes(file);
  }

  /// Where the embedded database's program is unpacked, once for all nodes of a data folder.
  static Path program(Path data) {
    return data.resolve("program");
  }
}
