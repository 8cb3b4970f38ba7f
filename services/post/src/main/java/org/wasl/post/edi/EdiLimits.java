package org.wasl.post.edi;

/// How much an interchange may hold.
///
/// @param segmentBytes of one segment with its terminator
/// @param values components of one segment, at most 65,535
/// @param messageSegments segments of one message
/// @param interchangeBytes of all together
/// @param findings that are kept; what comes after them is counted
public record EdiLimits(
    int segmentBytes, int values, int messageSegments, long interchangeBytes, int findings) {
  /// For an interchange of a post: a dispatch of 999 receptacles with 9,999 items each would be
  /// more than any file that is sent.
  public static final EdiLimits USUAL =
      new EdiLimits(64 * 1024, 4_000, 5_000_000, 4L * 1024 * 1024 * 1024, 10_000);

  public EdiLimits {
    if (segmentBytes < 64
        || values < 16
        || values > 0xffff
        || messageSegments < 2
        || interchangeBytes < 64
        || findings < 1) {
      throw new IllegalArgumentException("limits that let no interchange through");
    }
  }
}
