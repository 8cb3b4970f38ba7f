package org.wasl.voice.rating;

import java.time.LocalDate;

/// A call with its price.
///
/// @param billed seconds billed
/// @param exact price in the agreement's exact units
public record Rated(
    String stream, String destination, LocalDate day, String band, int billed, long exact) {}
