package org.wasl.numbering.administering;

import org.wasl.terms.LocalizedText;

/// One automatic check of an application.
///
/// @param code stable
/// @param text the figures that it rests on
public record Check(String code, boolean passed, LocalizedText text) {}
