package org.wasl.post.edi.checking;

import java.util.List;
import java.util.Optional;
import org.wasl.post.edi.Finding;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.Severity;

/// What became of an interchange.
///
/// @param source its name
/// @param version of the syntax
/// @param header UNB, when there was one
/// @param messages each with what became of it, in their order
/// @param findings all that was found, in order
/// @param segments how many were read
public record CheckedInterchange(
    String source,
    int version,
    Optional<Segment> header,
    List<CheckedMessage> messages,
    List<Finding> findings,
    long segments) {
  /// A message: its header and the gravest finding in it.
  ///
  /// @param number in the interchange, from 1
  public record CheckedMessage(int number, Segment header, Severity worst) {
    /// Whether it can be taken.
    public boolean isTaken() {
      return worst.compareTo(Severity.ERROR) < 0;
    }

    /// UNH, message reference number.
    public String reference() {
      return header.value(1, 1);
    }
  }

  public CheckedInterchange {
    messages = List.copyOf(messages);
    findings = List.copyOf(findings);
  }

  /// Whether nothing hinders to take all of it.
  public boolean isTaken() {
    return findings.stream().allMatch(each -> each.severity().compareTo(Severity.ERROR) < 0);
  }

  /// Whether something outside of the messages is wrong, so that none of them can be taken.
  public boolean isRefusedWhole() {
    return findings.stream()
        .anyMatch(each ->
            each.severity() == Severity.FATAL
                || (each.severity() == Severity.ERROR && each.place().message() == 0));
  }
}
