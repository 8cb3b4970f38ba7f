package org.wasl.post.edi;

/// Who sends or receives interchanges (S002, S003).
///
/// @param qualifier of what kind the identification is; empty for none
public record EdiAddress(String id, String qualifier) {
  public EdiAddress {
    if (id.isEmpty() || id.length() > 35 || qualifier.length() > 4) {
      throw new IllegalArgumentException("not an address: " + id + ":" + qualifier);
    }
  }

  /// As it stands in UNB and UCI.
  public Segment.Element element() {
    return qualifier.isEmpty() ? Segment.Element.of(id) : Segment.Element.of(id, qualifier);
  }

  /// The address in an element of UNB.
  ///
  /// @param element 2 for the sender, 3 for the recipient
  public static EdiAddress of(Segment unb, int element) {
    return new EdiAddress(unb.value(element, 1), unb.value(element, 2));
  }
}
