package org.wasl.post.forms;

import java.util.Map;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;

/// The names of the posts that have accounts with each other.
public record Posts(Map<PartyId, LocalizedText> names) {
  public Posts {
    names = Map.copyOf(names);
  }

  /// Both names, in lines of their own.
  String named(PartyId party) {
    LocalizedText name = names.get(party);
    return name == null ? party.value() : both(name);
  }

  static String both(LocalizedText text) {
    return text.en().equals(text.ar()) ? text.en() : text.en() + "\n" + text.ar();
  }
}
