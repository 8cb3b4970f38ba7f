package org.wasl.voice.wire;

import java.util.Map;

/// The causes of ITU-T Q.850 by the names that FreeSWITCH gives them; its own further names stand
/// for none.
final class HangupCause {
  private static final Map<String, Integer> BY_NAME =
      Map.ofEntries(
          Map.entry("UNALLOCATED_NUMBER", 1),
          Map.entry("NO_ROUTE_TRANSIT_NET", 2),
          Map.entry("NO_ROUTE_DESTINATION", 3),
          Map.entry("CHANNEL_UNACCEPTABLE", 6),
          Map.entry("CALL_AWARDED_DELIVERED", 7),
          Map.entry("NORMAL_CLEARING", 16),
          Map.entry("USER_BUSY", 17),
          Map.entry("NO_USER_RESPONSE", 18),
          Map.entry("NO_ANSWER", 19),
          Map.entry("SUBSCRIBER_ABSENT", 20),
          Map.entry("CALL_REJECTED", 21),
          Map.entry("NUMBER_CHANGED", 22),
          Map.entry("REDIRECTION_TO_NEW_DESTINATION", 23),
          Map.entry("EXCHANGE_ROUTING_ERROR", 25),
          Map.entry("DESTINATION_OUT_OF_ORDER", 27),
          Map.entry("INVALID_NUMBER_FORMAT", 28),
          Map.entry("FACILITY_REJECTED", 29),
          Map.entry("RESPONSE_TO_STATUS_ENQUIRY", 30),
          Map.entry("NORMAL_UNSPECIFIED", 31),
          Map.entry("NORMAL_CIRCUIT_CONGESTION", 34),
          Map.entry("NETWORK_OUT_OF_ORDER", 38),
          Map.entry("NORMAL_TEMPORARY_FAILURE", 41),
          Map.entry("SWITCH_CONGESTION", 42),
          Map.entry("ACCESS_INFO_DISCARDED", 43),
          Map.entry("REQUESTED_CHAN_UNAVAIL", 44),
          Map.entry("FACILITY_NOT_SUBSCRIBED", 50),
          Map.entry("BEARERCAPABILITY_NOTAUTH", 57),
          Map.entry("BEARERCAPABILITY_NOTAVAIL", 58),
          Map.entry("SERVICE_UNAVAILABLE", 63),
          Map.entry("BEARERCAPABILITY_NOTIMPL", 65),
          Map.entry("CHAN_NOT_IMPLEMENTED", 66),
          Map.entry("FACILITY_NOT_IMPLEMENTED", 69),
          Map.entry("SERVICE_NOT_IMPLEMENTED", 79),
          Map.entry("INVALID_CALL_REFERENCE", 81),
          Map.entry("INCOMPATIBLE_DESTINATION", 88),
          Map.entry("INVALID_MSG_UNSPECIFIED", 95),
          Map.entry("MANDATORY_IE_MISSING", 96),
          Map.entry("MESSAGE_TYPE_NONEXIST", 97),
          Map.entry("WRONG_MESSAGE", 98),
          Map.entry("IE_NONEXIST", 99),
          Map.entry("INVALID_IE_CONTENTS", 100),
          Map.entry("WRONG_CALL_STATE", 101),
          Map.entry("RECOVERY_ON_TIMER_EXPIRE", 102),
          Map.entry("MANDATORY_IE_LENGTH_ERROR", 103),
          Map.entry("PROTOCOL_ERROR", 111),
          Map.entry("INTERWORKING", 127));

  private HangupCause() {}

  /// @return 0 where the name stands for none
  static int q850(String name) {
    return BY_NAME.getOrDefault(name, 0);
  }
}
