package org.wasl.post.edi;

import org.wasl.terms.LocalizedText;

/// A place in an interchange. Numbers begin with 1; 0 stands for none.
///
/// @param offset octets before it
/// @param segment number of the segment in the interchange, UNB being 1
/// @param message number of the message in the interchange
/// @param segmentInMessage number of the segment in its message, UNH being 1
/// @param tag of the segment, or empty
/// @param element number of the data element after the tag
/// @param repetition number of the repetition of that element
/// @param component number of the component in it
public record Place(
    long offset,
    long segment,
    int message,
    int segmentInMessage,
    String tag,
    int element,
    int repetition,
    int component) {
  /// In words, for people.
  public LocalizedText text() {
    StringBuilder en = new StringBuilder();
    StringBuilder ar = new StringBuilder();
    if (segment > 0) {
      en.append("segment ").append(segment);
      ar.append("المقطع ").append(segment);
      if (!tag.isEmpty()) {
        en.append(" (").append(tag).append(')');
        ar.append(" (").append(tag).append(')');
      }
      en.append(", ");
      ar.append("، ");
    }
    if (message > 0) {
      en.append("message ").append(message).append(" segment ").append(segmentInMessage);
      ar.append("الرسالة ").append(message).append(" مقطعها ").append(segmentInMessage);
      en.append(", ");
      ar.append("، ");
    }
    append(en, ar, "element ", "العنصر ", element);
    append(en, ar, "repetition ", "التكرار ", repetition > 1 ? repetition : 0);
    append(en, ar, "component ", "المكوّن ", component);
    return new LocalizedText(
        ar.append("البايت ").append(offset).toString(),
        en.append("byte ").append(offset).toString());
  }

  private static void append(
      StringBuilder en, StringBuilder ar, String english, String arabic, int number) {
    if (number > 0) {
      en.append(english).append(number).append(", ");
      ar.append(arabic).append(number).append("، ");
    }
  }
}
