package org.wasl.settlement.document;

import java.util.Map;
import org.wasl.terms.LocalizedText;

/// The words of the agreement's documents, agreed by both parties as data: no node words them its
/// own way.
public record Wording(Map<String, LocalizedText> texts) {
  public Wording {
    texts = Map.copyOf(texts);
  }

  /// @throws IllegalArgumentException when the agreement has no such word
  public LocalizedText text(String key) {
    LocalizedText text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("the agreement's wording lacks " + key);
    }
    return text;
  }
}
