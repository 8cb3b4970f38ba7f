package org.wasl.post.edi.checking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.edi.Delimiters;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.SegmentWriter;
import org.wasl.post.edi.SyntaxLevel;

/// Interchanges of the interim profile WASL-1, written by hand from its description.
public final class Samples {
  private static final String BEFORE = "UNB+UNOC:3+XA101:ZZ+XB101:ZZ+260101:1200+7++";

  private Samples() {}

  /// A dispatch of two receptacles with three items.
  public static final String PREDES =
      """
      UNH+1+PREDES:2:1:UN
      BGM+335+XACITAXBTWNBAEN60001+9
      DTM+137:202601011200:203
      DTM+132:202601020600:203
      LOC+84+XACITA
      LOC+85+XBTWNB
      QTY+RI:1
      TDT+20+RB412+4
      LOC+5+XACITA
      LOC+7+XBTWNB
      DTM+133:202601011800:203
      DTM+132:202601012100:203
      GID+1+1:BG
      PCI+30+XACITAXBTWNBAEN60001001000141
      MEA+WT+AAD+KGM:14.1
      SEL+S1234
      RFF+ABO:EE473124829XA
      MEA+WT+AAB+KGM:4.485
      RFF+ABO:EE123456785XA
      MEA+WT+AAB+KGM:9.5
      MOA+14:125.50:USD
      GID+2+1:BG
      PCI+30+XACITAXBTWNBAEN60001002110020
      MEA+WT+AAD+KGM:2.0
      RFF+ABO:RR000000005XA
      MEA+WT+AAB+KGM:1.95
      CNT+1:2
      CNT+2:3
      """;

  /// What was found of that dispatch.
  public static final String RESDES =
      """
      UNH+1+RESDES:1:1:UN
      BGM+336+XACITAXBTWNBAEN60001+9
      DTM+137:202601030900:203
      LOC+85+XBTWNB
      STS+4+C
      PCI+30+XACITAXBTWNBAEN60001001000141
      STS+3+30
      DTM+50:202601021000:203
      LOC+175+XBTWNB
      MEA+WT+FND+KGM:14.1
      PCI+30+XACITAXBTWNBAEN60001002110020
      STS+3+40+MIS
      FTX+AAI+++BAG NOT FOUND
      CNT+1:2
      """;

  /// A consignment to a carrier.
  public static final String CARDIT =
      """
      UNH+1+CARDIT:2:1:UN
      BGM+339+XACITA600123+9
      DTM+137:202601011700:203
      NAD+CA+RB
      TDT+20+RB412+4
      LOC+5+XACITA
      LOC+7+XBTWNB
      DTM+133:202601011800:203
      DTM+132:202601012100:203
      GID+1+1:BG
      PCI+30+XACITAXBTWNBAEN60001001000141
      MEA+WT+AAD+KGM:14.1
      GID+2+1:BG
      PCI+30+XACITAXBTWNBAEN60001002110020
      MEA+WT+AAD+KGM:2.0
      HAN+NDG
      CNT+1:2
      """;

  /// What a carrier says of it.
  public static final String RESDIT =
      """
      UNH+1+RESDIT:1:1:UN
      BGM+340+RB-77+9
      DTM+137:202601011900:203
      CNI+1+XACITA600123
      STS+1+74
      DTM+334:202601011730:203
      LOC+175+XACITA
      PCI+30+XACITAXBTWNBAEN60001001000141
      PCI+30+XACITAXBTWNBAEN60001002110020
      STS+1+21
      DTM+334:202601012115:203
      LOC+175+XBTWNB
      TDT+20+RB412+4
      """;

  /// Two events of items.
  public static final String EMSEVT =
      """
      UNH+1+EMSEVT:3:0:UN
      BGM+341+20260103-5+9
      DTM+137:202601031001:203
      RFF+ABO:EE473124829XA
      STS+2+EMD
      DTM+334:202601021015:203
      DTM+97:20260102071530:204
      LOC+175+XBTWNB
      PCI+30+XACITAXBTWNBAEN60001001000141
      RFF+ABO:EE123456785XA
      STS+2+EMI
      DTM+334:202601031000:203
      LOC+175+XBTWNB
      FTX+SIN+++N. NAME
      CNT+3:2
      """;

  /// What is in two items, for the other post and for customs.
  public static final String ITMATT =
      """
      UNH+1+ITMATT:1:5:UN
      BGM+342+20260101-9+9
      DTM+137:202601011000:203
      RFF+ABO:EE473124829XA
      DTM+97:20260101:102
      LOC+28+XB
      MEA+WT+AAB+KGM:4.485
      MOA+23:12.50:XDR
      FTX+AAI+++SALE OF GOODS
      NAD+CZ+++N. NAME+1 STREET+CITY++12345+XA
      COM+N.NAME AT MAIL:EM
      NAD+CN+++M. NAME+2 STREET+TOWN+++XB
      GID+1
      CST++610910
      IMD+++:::COTTON SHIRTS
      QTY+1:4:PCE
      MEA+WT+AAA+KGM:1.2
      MOA+14:40.00:USD
      LOC+27+XA
      GID+2
      IMD+++:::BOOK
      RFF+ABO:EE123456785XA
      CNT+2:2
      """;

  /// What customs answer.
  public static final String CUSRSP =
      """
      UNH+1+CUSRSP:1:0:UN
      BGM+344+77+9
      DTM+137:202601021000:203
      RFF+ABO:EE473124829XA
      STS+5+REL
      DTM+334:202601020950:203
      MOA+55:3.25:USD
      RFF+ABO:EE123456785XA
      STS+5+HLD+DOC
      FTX+AAI+++INVOICE WANTED
      CNT+2:2
      """;

  /// All of them, one of each structure.
  public static final List<String> ALL =
      List.of(
          PREDES,
          RESDES,
          CARDIT,
          RESDIT,
          EMSEVT,
          ITMATT,
          CUSRSP,
          CARDIT.replace("CARDIT:2:1", "PRECON:1:1").replace("+339+", "+337+"),
          RESDES
              .replace("RESDES", "RESCON")
              .replace("+336+XACITAXBTWNBAEN60001", "+338+XACITA600123"),
          ITMATT.replace("ITMATT:1:5", "CUSITM:1:0").replace("+342+", "+343+"));

  /// The segments of an interchange with one message, UNT counted.
  ///
  /// @param message without UNT, a segment a line
  public static List<Segment> segments(String message) {
    List<Segment> segments = new ArrayList<>();
    List<Segment> body = message.lines().map(Segment::of).toList();
    segments.add(Segment.of(BEFORE + body.getFirst().value(2, 1)));
    segments.addAll(body);
    segments.add(Segment.of("UNT+" + (body.size() + 1) + "+1"));
    segments.add(Segment.of("UNZ+1+7"));
    return segments;
  }

  public static byte[] bytes(List<Segment> segments) {
    SegmentWriter writer = new SegmentWriter(Delimiters.USUAL, SyntaxLevel.UNOC);
    segments.forEach(writer::write);
    return writer.bytes();
  }

  public static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
