package org.wasl.post.edi.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.post.edi.SegmentReader;
import org.wasl.terms.LocalizedText;

/// The definition of a segment.
///
/// @param items its data elements in order
public record SegmentTable(String tag, List<Item> items) {
  /// Elements of a segment and components of an element at most: as many as bits of a long.
  static final int MOST = 64;

  /// A data element in a segment, standing alone or composed.
  ///
  /// @param id of the element or of the composite
  /// @param parts its components; one when it stands alone
  public record Item(String id, boolean isMandatory, int repeat, List<Part> parts) {
    public Item {
      parts = List.copyOf(parts);
      if (repeat < 1 || parts.isEmpty() || parts.size() > MOST) {
        throw new IllegalArgumentException("not an item of a segment: " + id);
      }
    }

    /// The mandatory components, the first one in the lowest bit.
    public long mandatoryParts() {
      long mask = 0;
      for (int i = 0; i < parts.size(); i++) {
        mask |= parts.get(i).isMandatory() ? 1L << i : 0;
      }
      return mask;
    }
  }

  /// A component.
  ///
  /// @param codes its closed list, where it has one
  public record Part(
      String element,
      Format format,
      boolean isMandatory,
      @Nullable CodeList codes,
      LocalizedText name) {}

  public SegmentTable {
    items = List.copyOf(items);
    if (tag.length() != 3 || items.isEmpty() || items.size() > MOST) {
      throw new IllegalArgumentException("not a segment: " + tag);
    }
  }

  /// The tag as [SegmentReader#tag()] gives it.
  public int packedTag() {
    return SegmentReader.packed(tag);
  }

  /// The mandatory elements, the first one in the lowest bit.
  public long mandatoryItems() {
    long mask = 0;
    for (int i = 0; i < items.size(); i++) {
      mask |= items.get(i).isMandatory() ? 1L << i : 0;
    }
    return mask;
  }
}
