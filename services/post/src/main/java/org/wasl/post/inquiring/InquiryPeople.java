package org.wasl.post.inquiring;

import java.util.UUID;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.recording.ItemInquiry;

/// Whom an inquiry is about and what was in the item. It holds names and addresses: it is kept
/// apart from facts, for a limited time, and every reading of it is written down.
///
/// @param office that asks
public record InquiryPeople(
    UUID inquiry, OfficeCode office, ItemId item, Party sender, Party addressee, String contents) {
  public InquiryPeople {
    if (contents.length() > ItemInquiry.LONGEST_TEXT) {
      throw new IllegalArgumentException("contents of " + contents.length() + " characters");
    }
  }
}
