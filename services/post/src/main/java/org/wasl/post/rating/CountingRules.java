package org.wasl.post.rating;

import org.wasl.post.MailFormat;

/// What both posts agreed on where a declaration does not say everything.
///
/// @param unstated the format of a listed letter whose format is not declared
/// @param chargeUnlisted whether letters of format E that are only counted, and so have no
///   identifier, count as small packets without one
public record CountingRules(MailFormat unstated, boolean chargeUnlisted) {}
