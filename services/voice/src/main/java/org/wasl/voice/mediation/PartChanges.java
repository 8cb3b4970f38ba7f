package org.wasl.voice.mediation;

import java.util.List;

/// What a file does to the parts of long calls; kept in one transaction with its report.
///
/// @param added the file's own parts
/// @param changed parts of earlier files of which something else became
public record PartChanges(List<KeptPart> added, List<KeptPart> changed) {
  public static final PartChanges NONE = new PartChanges(List.of(), List.of());

  public PartChanges {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
  }
}
