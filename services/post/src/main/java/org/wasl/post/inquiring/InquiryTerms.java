package org.wasl.post.inquiring;

import org.wasl.post.following.InquiryClocks;
import org.wasl.terms.LegalGround;

/// What two posts agreed on inquiries.
///
/// @param toldDays how many days after the last one an answer that is dated in time may be told
/// @param ground on which names and addresses cross the border
/// @param peopleDays how long they are kept
public record InquiryTerms(
    InquiryClocks clocks,
    IndemnityBook indemnities,
    int toldDays,
    LegalGround ground,
    int peopleDays) {}
