package org.wasl.voice.detection;

import java.util.List;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;

/// The thresholds of the detectors in force in one country: dated data, never code.
///
/// @param shadow whether signs are only counted and shown as trials; on until people switch it off
/// @param alertsADay how many alarms a day people can look at; shown beside how many there are
/// @param incoming how the names of trunk groups from the other side's gateway begin, each
/// @param outgoing likewise of those to it
/// @param premium prefixes with country code
public record Profile(
    int version,
    Validity validity,
    Sourced sourced,
    boolean shadow,
    int alertsADay,
    List<String> incoming,
    List<String> outgoing,
    BypassSetting bypass,
    List<String> premium,
    SimBox simBox,
    OneRing oneRing,
    Robocalls robocalls,
    int premiumCalls,
    FalseAnswer falseAnswer,
    Pumping pumping,
    int unallocatedCalls) {

  /// One day of a national number.
  ///
  /// @param calls made at least
  /// @param outToIn made for one received, at least
  /// @param distinctPercent different numbers called of all calls, at least
  /// @param cells used at most, by at least `calls` calls of which the cell was recorded
  /// @param seconds mean conversation, at least
  public record SimBox(int calls, int outToIn, int distinctPercent, int cells, int seconds) {}

  /// One hour of a number from abroad.
  ///
  /// @param calls made at least
  /// @param distinct numbers called at least
  /// @param ringing of a missed call, seconds at most
  /// @param missedPercent of all calls, at least
  /// @param callBacks that confirm it
  public record OneRing(int calls, int distinct, int ringing, int missedPercent, int callBacks) {

    /// Whether a missed call rang so briefly; how long it rang must have been recorded.
    boolean isRing(int recorded) {
      return recorded >= 0 && recorded <= ringing;
    }
  }

  /// One day of a national number.
  ///
  /// @param seconds mean conversation, at most
  public record Robocalls(int calls, int outToIn, int distinctPercent, int seconds) {}

  /// One day of an outgoing trunk group.
  ///
  /// @param answeredPercent of attempts, at least
  /// @param shortPercent of answered calls that last ten seconds at most, at least
  /// @param atOncePercent of answered calls answered within a second, at least
  public record FalseAnswer(
      int attempts, int answeredPercent, int shortPercent, int atOncePercent) {}

  /// One hour of a block of a hundred numbers, calls from abroad.
  ///
  /// @param minutes at least
  /// @param longPercent of calls of half an hour and more, at least
  public record Pumping(int minutes, int longPercent) {}

  public Profile {
    incoming = List.copyOf(incoming);
    outgoing = List.copyOf(outgoing);
    premium = List.copyOf(premium);
    if (alertsADay < 1 || premiumCalls < 1 || unallocatedCalls < 1) {
      throw new IllegalArgumentException("thresholds begin at 1");
    }
    if (premium.stream().anyMatch(each -> !each.matches("[1-9][0-9]{0,14}"))) {
      throw new IllegalArgumentException("a premium prefix has 1 to 15 digits");
    }
  }

  /// Whether a trunk group leads from the other side's gateway.
  public boolean isIncoming(String trunk) {
    return incoming.stream().anyMatch(trunk::startsWith);
  }

  /// Whether a trunk group leads to the other side's gateway.
  public boolean isOutgoing(String trunk) {
    return outgoing.stream().anyMatch(trunk::startsWith);
  }
}
