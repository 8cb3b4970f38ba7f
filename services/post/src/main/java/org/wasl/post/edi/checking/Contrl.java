package org.wasl.post.edi.checking;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wasl.post.edi.EdiAddress;
import org.wasl.post.edi.Finding;
import org.wasl.post.edi.InterchangeHeader;
import org.wasl.post.edi.InterchangeWriter;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.Severity;
import org.wasl.post.edi.SyntaxLevel;

/// CONTRL (ISO 9735-4): the answer to an interchange, which says of it and of each message whether
/// it was taken, and where not, what was wrong in which segment, element and component.
public final class Contrl {
  private static final String REJECTED = "4";
  private static final String ACKNOWLEDGED = "7";
  private static final int MOST_SEGMENTS = 999;
  private static final int MOST_ELEMENTS = 99;

  private Contrl() {}

  /// The answer; nothing when the interchange does not even say who sent it, or is itself an answer
  /// (answers are not answered).
  ///
  /// @param reference of the answer's interchange
  /// @param prepared by the clock on the wall
  public static Optional<byte[]> of(
      CheckedInterchange checked, String reference, LocalDateTime prepared) {
    Optional<Segment> header = checked.header().filter(Contrl::isWhole);
    if (header.isEmpty()
        || checked.messages().stream()
            .anyMatch(each -> each.header().value(2, 1).equals("CONTRL"))) {
      return Optional.empty();
    }
    Segment unb = header.get();
    InterchangeWriter writer =
        new InterchangeWriter(
            new InterchangeHeader(
                SyntaxLevel.valueOf(unb.value(1, 1)),
                checked.version(),
                EdiAddress.of(unb, 3),
                EdiAddress.of(unb, 2),
                prepared,
                reference,
                "CONTRL",
                unb.value(11, 1).equals("1")),
            false);
    String type = checked.version() < 4 ? "CONTRL:3:1:UN" : "CONTRL:4:1:UN";
    writer.message("1", type, body(checked, unb));
    return Optional.of(writer.bytes());
  }

  private static boolean isWhole(Segment unb) {
    String reference = unb.value(5, 1);
    return isAddress(unb, 2)
        && isAddress(unb, 3)
        && !reference.isEmpty()
        && reference.length() <= 14;
  }

  private static boolean isAddress(Segment unb, int element) {
    String id = unb.value(element, 1);
    SyntaxLevel level = SyntaxLevel.valueOf(unb.value(1, 1));
    return level.allows(id + unb.value(element, 2) + unb.value(5, 1))
        && !id.isEmpty()
        && id.length() <= 35
        && unb.value(element, 2).length() <= 4;
  }

  private static List<Segment> body(CheckedInterchange checked, Segment unb) {
    List<Segment> body = new ArrayList<>();
    boolean isRefused = checked.isRefusedWhole();
    List<Segment.Element> uci = new ArrayList<>();
    uci.add(Segment.Element.of(unb.value(5, 1)));
    uci.add(EdiAddress.of(unb, 2).element());
    uci.add(EdiAddress.of(unb, 3).element());
    uci.add(Segment.Element.of(isRefused ? REJECTED : ACKNOWLEDGED));
    if (isRefused) {
      Finding worst = outside(checked).findFirst().orElseThrow();
      uci.add(Segment.Element.of(code(worst)));
    }
    body.add(new Segment("UCI", uci).canonical());
    if (!isRefused) {
      for (CheckedInterchange.CheckedMessage message : checked.messages()) {
        append(body, checked, message, SyntaxLevel.valueOf(unb.value(1, 1)));
      }
    }
    return body;
  }

  private static Stream<Finding> outside(CheckedInterchange checked) {
    return checked.findings().stream()
        .filter(each ->
            each.severity() == Severity.FATAL
                || (each.severity() == Severity.ERROR && each.place().message() == 0));
  }

  private static String code(Finding finding) {
    return Integer.toString(finding.fault().contrlCode());
  }

  private static void append(
      List<Segment> body,
      CheckedInterchange checked,
      CheckedInterchange.CheckedMessage message,
      SyntaxLevel level) {
    Segment header = message.header();
    List<Segment.Element> ucm = new ArrayList<>();
    ucm.add(Segment.Element.of(writable(header.value(1, 1), level)));
    ucm.add(
        Segment.Element.of(
            IntStream.rangeClosed(1, 4)
                .mapToObj(each -> writable(header.value(2, each), level))
                .toArray(String[]::new)));
    ucm.add(Segment.Element.of(message.isTaken() ? ACKNOWLEDGED : REJECTED));
    body.add(new Segment("UCM", ucm).canonical());
    if (message.isTaken()) {
      return;
    }
    Map<Integer, List<Finding>> segments = new LinkedHashMap<>();
    for (Finding finding : checked.findings()) {
      if (finding.place().message() == message.number()
          && finding.severity().compareTo(Severity.ERROR) >= 0) {
        segments
            .computeIfAbsent(finding.place().segmentInMessage(), _ -> new ArrayList<>())
            .add(finding);
      }
    }
    segments.entrySet().stream()
        .limit(MOST_SEGMENTS)
        .forEach(each -> append(body, each.getKey(), each.getValue()));
  }

  /// What came, with a full stop for each character that the answer cannot have.
  private static String writable(String text, SyntaxLevel level) {
    if (level.allows(text)) {
      return text;
    }
    return text.chars()
        .mapToObj(Character::toString)
        .map(each -> level.allows(each) ? each : ".")
        .collect(Collectors.joining());
  }

  /// UCS for a segment, and UCD for each element in it. The tag of a segment counts as its first
  /// element (0098).
  private static void append(List<Segment> body, int segment, List<Finding> findings) {
    List<Segment.Element> ucs = new ArrayList<>();
    ucs.add(Segment.Element.of(Integer.toString(segment)));
    findings.stream()
        .filter(each -> each.place().element() == 0)
        .findFirst()
        .ifPresent(each -> ucs.add(Segment.Element.of(code(each))));
    body.add(new Segment("UCS", ucs));
    findings.stream()
        .filter(each -> each.place().element() > 0)
        .limit(MOST_ELEMENTS)
        .forEach(each -> {
          String element = Integer.toString(each.place().element() + 1);
          int component = each.place().component();
          body.add(
              new Segment(
                  "UCD",
                  List.of(
                      Segment.Element.of(code(each)),
                      component > 0
                          ? Segment.Element.of(element, Integer.toString(component))
                          : Segment.Element.of(element))));
        });
  }
}
