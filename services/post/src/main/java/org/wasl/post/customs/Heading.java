package org.wasl.post.customs;

import org.wasl.terms.LocalizedText;

/// A heading of the Harmonized System, with words of ours.
///
/// @param code 2 to 10 digits
/// @param find more words in both languages by which people look for it, perhaps none
public record Heading(String code, LocalizedText words, String find) {}
