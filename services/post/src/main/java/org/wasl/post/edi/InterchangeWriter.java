package org.wasl.post.edi;

import java.util.List;

/// Writes an interchange: header, messages with their counts and references, trailer.
public final class InterchangeWriter {
  private static final int MOST_MESSAGES = 999_999;

  private final InterchangeHeader header;
  private final SegmentWriter writer;
  private int messages;

  /// @param hasServiceString whether UNA stands before UNB
  public InterchangeWriter(InterchangeHeader header, boolean hasServiceString) {
    this.header = header;
    writer =
        new SegmentWriter(
            header.version() < 4 ? Delimiters.USUAL : Delimiters.USUAL_OF_VERSION_4,
            header.level());
    if (hasServiceString) {
      writer.serviceString();
    }
    writer.write(header.segment());
  }

  /// Writes a message.
  ///
  /// @param reference of the message, at most 14 characters
  /// @param type as UNH says it, for example `PREDES:2:1:UN`
  /// @param body the segments between UNH and UNT
  public void message(String reference, String type, List<Segment> body) {
    if (reference.isEmpty() || reference.length() > 14 || messages == MOST_MESSAGES) {
      throw new IllegalArgumentException("not a message of this interchange: " + reference);
    }
    writer.write(
        new Segment(
            "UNH",
            List.of(Segment.Element.of(reference), Segment.Element.of(type.split(":", -1)))));
    body.forEach(writer::write);
    writer.write(trailer("UNT", body.size() + 2, reference));
    messages++;
  }

  private static Segment trailer(String tag, int count, String reference) {
    return new Segment(
        tag, List.of(Segment.Element.of(Integer.toString(count)), Segment.Element.of(reference)));
  }

  /// The interchange, ended.
  public byte[] bytes() {
    writer.write(trailer("UNZ", messages, header.reference()));
    return writer.bytes();
  }
}
