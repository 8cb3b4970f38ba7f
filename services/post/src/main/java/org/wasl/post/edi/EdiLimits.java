package org.wasl.post.edi;

/// How much an interchange may hold.
///
/// @param segmentBytes of one segment with its terminator
/// @param values components of one segment, at most 65,535
/// @param messages of one interchange; UNZ counts to 999,999
/// @param messageSegments segments of one message
/// @param interchangeBytes of all together
/// @param findings that are kept; what comes after them is counted
public record EdiLimits(
    int segmentBytes,
    int values,
    int messages,
    int messageSegments,
    long interchangeBytes,
    int findings) {
  private static final int MOST_MESSAGES = 999_999;

  /// For an interchange of a post, in the memory of a node: a message is kept whole while it is
  /// read, and of each message what became of it.
  public static final EdiLimits USUAL =
      new EdiLimits(64 * 1024, 4_000, 100_000, 500_000, 1L << 30, 10_000);

  public EdiLimits {
    if (segmentBytes < 64
        || values < 16
        || values > 0xffff
        || messages < 1
        || messages > MOST_MESSAGES
        || messageSegments < 2
        || interchangeBytes < 64
        || findings < 1) {
      throw new IllegalArgumentException("limits that let no interchange through");
    }
  }
}
