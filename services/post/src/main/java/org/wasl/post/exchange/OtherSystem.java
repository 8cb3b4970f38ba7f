package org.wasl.post.exchange;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.edi.EdiAddress;

/// Another system that speaks EDIFACT with this node through folders: what the post already has, a
/// carrier's, that of customs. What it is not named for it neither gets nor tells.
///
/// @param name of its folder: lower case letters, digits and hyphens
/// @param us our address towards it
/// @param it its address
/// @param wantsTold what our offices record and tell
/// @param wantsHeard what the other post tells us
/// @param wants types of messages that go to it
/// @param tells types of messages that are taken from it
/// @param carrier as legs name it: CARDIT of its consignments alone goes to it; absent for all
/// @param tables the folder of the tables, layouts and words of its messages; absent for those of
///   the interim profile
public record OtherSystem(
    String name,
    EdiAddress us,
    EdiAddress it,
    boolean wantsTold,
    boolean wantsHeard,
    Set<String> wants,
    Set<String> tells,
    Optional<String> carrier,
    Optional<Path> tables) {
  /// Messages that name people.
  public static final Set<String> PERSONAL = Set.of("ITMATT", "CUSITM");

  /// What goes to a system of which nothing else is said.
  public static final Set<String> USUALLY_WANTED =
      Set.of("PREDES", "RESDES", "PRECON", "RESCON", "EMSEVT");

  /// What is taken from a system of which nothing else is said: neither names of people nor what
  /// holds or frees an item.
  public static final Set<String> USUALLY_TOLD =
      Set.of("PREDES", "RESDES", "PRECON", "RESCON", "CARDIT", "RESDIT", "EMSEVT");

  private static final Set<String> ALL =
      Set.of(
          "PREDES", "RESDES", "PRECON", "RESCON", "CARDIT", "RESDIT", "EMSEVT", "ITMATT", "CUSITM",
          "CUSRSP");

  public OtherSystem {
    wants = Set.copyOf(wants);
    tells = Set.copyOf(tells);
    if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
      throw new IllegalArgumentException("not a name of a system: " + name);
    }
    if (!ALL.containsAll(wants) || !ALL.containsAll(tells)) {
      throw new IllegalArgumentException("not all of them types of messages: " + name);
    }
  }

  /// Under which facts that it tells are kept.
  public String teller() {
    return "edi:" + name;
  }

  /// Under which its acts and readings are written down.
  public String user() {
    return "edi-" + name;
  }
}
