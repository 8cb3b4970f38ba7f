package org.wasl.post.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wasl.post.forms.Captions;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// Reads `post-captions.csv` of a party: what its administration prints on forms in place of the
/// captions and form numbers that come with Wasl. The file need not be there.
public final class CaptionsFile {
  private static final long MOST_BYTES = 1 << 20;

  private CaptionsFile() {}

  /// @throws org.wasl.post.forms.MalformedCaptionsException with file and line
  public static Captions read(CountriesFolder countries, PartyId party) {
    Path file = countries.root().resolve(party.value()).resolve("post-captions.csv");
    if (!Files.exists(file)) {
      return Captions.shipped();
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than " + MOST_BYTES + " bytes");
      }
      return Captions.shipped().with(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
