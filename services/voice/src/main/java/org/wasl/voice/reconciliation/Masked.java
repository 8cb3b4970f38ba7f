package org.wasl.voice.reconciliation;

import org.wasl.settlement.LineKey;

/// A call as it may cross the border in a dispute, or one of our own in the same form: no number,
/// only keyed values.
///
/// @param key the line in which its side counts it
/// @param token of the number on the disputing receiver's own network
/// @param other the other number, 16 bits
/// @param time by its side's clock, seconds since 1970
/// @param exact price in exact units, by its side's tariff
public record Masked(
    LineKey key,
    long token,
    int other,
    long time,
    int seconds,
    int billed,
    long exact,
    String trunk) {}
