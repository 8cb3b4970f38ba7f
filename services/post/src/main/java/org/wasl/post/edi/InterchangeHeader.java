package org.wasl.post.edi;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// What UNB says.
///
/// @param version of the syntax, 1 to 4
/// @param prepared by the sender's clock on the wall
/// @param reference the interchange's, at most 14 characters
/// @param application in most cases the type of the messages; empty for none
public record InterchangeHeader(
    SyntaxLevel level,
    int version,
    EdiAddress sender,
    EdiAddress recipient,
    LocalDateTime prepared,
    String reference,
    String application,
    boolean isTest) {
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMdd");
  private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");

  public InterchangeHeader {
    if (version < 1 || version > 4 || reference.isEmpty() || reference.length() > 14) {
      throw new IllegalArgumentException("not a header: " + version + " " + reference);
    }
  }

  /// UNB.
  public Segment segment() {
    Segment.Element none = Segment.Element.of("");
    return new Segment(
            "UNB",
            List.of(
                Segment.Element.of(level.name(), Integer.toString(version)),
                sender.element(),
                recipient.element(),
                Segment.Element.of(
                    prepared.format(version < 4 ? SHORT : LONG), prepared.format(TIME)),
                Segment.Element.of(reference),
                none,
                Segment.Element.of(application),
                none,
                none,
                none,
                Segment.Element.of(isTest ? "1" : "")))
        .canonical();
  }
}
