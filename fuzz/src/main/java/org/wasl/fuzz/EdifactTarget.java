package org.wasl.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.time.LocalDateTime;
import java.util.List;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.checking.CheckedInterchange;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.Contrl;
import org.wasl.post.edi.checking.ReadMessage;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.message.MessageReader;
import org.wasl.post.edi.table.EdiTables;

/// Interchanges of posts: checked, read, written again as they came, answered.
final class EdifactTarget {
  private static final Checker CHECKER =
      new Checker(
          EdiTables.wasl1(),
          Strictness.FULL,
          new EdiLimits(65_536, 4_000, 1_000, 10_000, 1 << 20, 100));
  private static final MessageReader READER = MessageReader.wasl1();

  private EdifactTarget() {}

  static void read(byte[] bytes) {
    CheckedInterchange checked =
        CHECKER.read("fuzz", new ByteArrayInputStream(bytes), EdifactTarget::readMessage);
    checked.findings().forEach(each -> each.text());
    Contrl.of(checked, "1", LocalDateTime.of(2026, 1, 1, 0, 0));
  }

  private static void readMessage(ReadMessage message) {
    if (message.table().isEmpty()) {
      return;
    }
    List<Segment> came =
        message.segments().stream()
            .map(ReadMessage.Placed::segment)
            .filter(each -> !each.tag().equals("UNH") && !each.tag().equals("UNT"))
            .toList();
    READER
        .read(message)
        .map(READER::write)
        .filter(written -> !written.equals(came))
        .ifPresent(written -> {
          throw new IllegalStateException("written otherwise than it came");
        });
  }

  static List<byte[]> seeds() {
    String body =
        "UNH+1+PREDES:2:1:UN'BGM+335+XACITAXBTWNBAEN60001+9'DTM+137:202601011200:203'"
            + "LOC+84+XACITA'TDT+20+RB412+4'LOC+5+XACITA'GID+1+1:BG'"
            + "PCI+30+XACITAXBTWNBAEN60001001100141'MEA+WT+AAD+KGM:14.1'RFF+ABO:EE473124829XA'"
            + "MOA+14:12.50:USD'CNT+1:1'UNT+13+1'UNH+2+EMSEVT:3:0:UN'BGM+341+1?+1+9'"
            + "DTM+137:202601031001:203'RFF+ABO:EE473124829XA'STS+2+EMD'FTX+SIN+++A'UNT+7+2'";
    return List.of(
        ("UNA:+.? 'UNB+UNOC:3+XA:ZZ+XB:ZZ+260101:1200+7'" + body + "UNZ+2+7'").getBytes(ISO_8859_1),
        ("UNB+UNOW:4+XA:ZZ+XB:ZZ+20260101:1200+7'" + body.replace("+++A", "+++بغداد") + "UNZ+2+7'")
            .getBytes(UTF_8));
  }
}
