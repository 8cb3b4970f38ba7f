package org.wasl.voice.exchange;

/// Why nothing comes of what we asked about the differences of a month.
///
/// @param code of the refusal, `voice.details.early` for example; people read it as a text of the
///   console
/// @param byUs whether our own node did not let the question out; else the other side refused it
public record AskingRefused(String code, boolean byUs) {}
