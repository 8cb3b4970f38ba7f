package org.wasl.post;

import org.wasl.terms.LocalizedText;

/// An office of exchange of a post.
public record Office(OfficeCode code, LocalizedText name) {}
