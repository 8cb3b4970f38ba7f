package org.wasl.voice.reconciliation;

/// Calls of one side in columns, for matching millions at once.
///
/// @param token keyed value of one number
/// @param other keyed value of the other number
/// @param time seconds since any moment that both sides share
/// @param seconds conversation, 0 to [#MAX_SECONDS]
/// @param trunk number of the trunk group, 0 to [#MAX_TRUNKS] less one
public record CallTable(long[] token, int[] other, int[] time, int[] seconds, short[] trunk) {
  public static final int MAX_SECONDS = (1 << 20) - 1;
  public static final int MAX_TRUNKS = 1 << 12;

  public CallTable {
    int size = token.length;
    if (other.length != size
        || time.length != size
        || seconds.length != size
        || trunk.length != size) {
      throw new IllegalArgumentException("columns of one length");
    }
  }

  public int size() {
    return token.length;
  }
}
