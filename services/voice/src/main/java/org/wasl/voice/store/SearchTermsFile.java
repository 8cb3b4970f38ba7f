package org.wasl.voice.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.detection.SearchTerms;

/// Reads `voice-detection.json` of a pair: whether days are searched for bypass by themselves.
public final class SearchTermsFile {
  private SearchTermsFile() {}

  /// @param folder of the pair; without the file nothing is agreed
  /// @throws org.wasl.terms.json.MalformedJsonException with file and member
  public static SearchTerms read(Path folder) {
    Path file = folder.resolve("voice-detection.json");
    if (!Files.exists(file)) {
      return SearchTerms.NONE;
    }
    JsonObjectReader in = CountriesFolder.open(file);
    SearchTerms terms =
        new SearchTerms(
            in.integer("version", 1, 9_999),
            CountriesFolder.validity(in),
            CountriesFolder.sourced(in),
            in.bool("searchesByItself"),
            Duration.ofHours(in.integer("quietHours", 0, 744)));
    in.end();
    return terms;
  }
}
