package org.wasl.voice.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.wire.MappingProfile;
import org.wasl.voice.wire.RecordFormat;
import org.wasl.voice.wire.RecordFormats;

/// Reads the mapping profiles that a party supplies for the formats of its switches:
/// `countries/<party>/voice-profiles/*.json`, at most [#MAX_PROFILES], none of the name of a format
/// that Wasl ships.
public final class ProfileFiles {
  /// So many profiles of a party.
  public static final int MAX_PROFILES = 32;

  private static final String FOLDER = "voice-profiles";

  private ProfileFiles() {}

  /// @param folder of the party
  /// @return in the order of the files' names; none where there is no such folder
  /// @throws MalformedJsonException with file and place
  public static List<RecordFormat> read(Path folder) {
    Path profiles = folder.resolve(FOLDER);
    if (!Files.isDirectory(profiles)) {
      return List.of();
    }
    Set<String> taken = new HashSet<>(Mediation.shippedNames());
    return files(profiles).stream().map(file -> profile(file, taken)).toList();
  }

  private static List<Path> files(Path profiles) {
    try (Stream<Path> all = Files.list(profiles)) {
      List<Path> files =
          all.filter(file -> file.getFileName().toString().endsWith(".json"))
              .sorted()
              .limit(MAX_PROFILES + 1)
              .toList();
      if (files.size() > MAX_PROFILES) {
        throw wrong(profiles, "files", "at most " + MAX_PROFILES + " profiles", "more of them");
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + profiles, e);
    }
  }

  private static RecordFormat profile(Path file, Set<String> taken) {
    try {
      long size = Files.size(file);
      if (size > MappingProfile.MAX_BYTES) {
        throw wrong(
            file, "file", "at most " + MappingProfile.MAX_BYTES + " bytes", size + " bytes");
      }
      RecordFormat profile = MappingProfile.read(file.toString(), Files.readAllBytes(file));
      String name = RecordFormats.plainName(profile.name());
      if (!taken.add(name)) {
        throw wrong(file, "name", "a name that no other format has", name);
      }
      return profile;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static MalformedJsonException wrong(
      Path file, String path, String expected, String found) {
    return new MalformedJsonException(file.toString(), 0, path, expected, found);
  }
}
