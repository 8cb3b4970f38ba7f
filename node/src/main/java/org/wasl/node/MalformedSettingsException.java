package org.wasl.node;

import org.wasl.terms.LocalizedText;

/// A `wasl.properties` that is not as the example file shows: an unknown key, a missing one, a
/// wrong value.
public final class MalformedSettingsException extends IllegalArgumentException {
  private final transient LocalizedText text;

  /// @param key of the file
  MalformedSettingsException(String key, String ar, String en) {
    super(NodeSettings.FILE + ": " + key + ": " + en);
    this.text =
        new LocalizedText(
            NodeSettings.FILE + ": " + key + ": " + ar, NodeSettings.FILE + ": " + key + ": " + en);
  }

  public LocalizedText text() {
    return text;
  }
}
