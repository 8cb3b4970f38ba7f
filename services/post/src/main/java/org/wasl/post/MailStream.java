package org.wasl.post;

import org.wasl.terms.LocalizedText;

/// A kind of mail that two posts exchange: its category (code list 115) and sub-class (code list
/// 117), with the words people use.
public record MailStream(char category, String subClass, LocalizedText name) {}
