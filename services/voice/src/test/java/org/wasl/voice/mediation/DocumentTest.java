package org.wasl.voice.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.Example;

/// Formats whose records are not one line each.
class DocumentTest {
  private static final String HEAD =
      "method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user,trunk\n";

  private static Mediation.Outcome.Read read(String text) {
    return assertInstanceOf(
        Mediation.Outcome.Read.class,
        new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE)
            .read(
                "id",
                "file",
                text.getBytes(StandardCharsets.UTF_8),
                new CallSet(),
                Instant.EPOCH,
                Progress.NONE));
  }

  private static String acc(String method, String tags, int code, String time) {
    return method
        + ","
        + tags
        + ",c1,"
        + code
        + ",x,2026-09-10 "
        + time
        + ",+9991234567,0088812345678,gw-1\n";
  }

  @Test
  void anAnswerAndItsByeMakeACallWhicheverSideHungUp() {
    for (String bye : List.of("a,b", "b,a")) {
      Mediation.Outcome.Read read =
          read(HEAD + acc("INVITE", "a,b", 200, "12:00:09") + acc("BYE", bye, 200, "12:01:13"));
      Call call = read.calls().getFirst();
      assertEquals(64, call.seconds());
      assertEquals(88812345678L, call.to());
      assertEquals(Instant.parse("2026-09-10T12:00:09Z").getEpochSecond(), call.time());
      assertEquals("gw-1", call.trunk());
      assertEquals(2, call.line(), "the line of the INVITE");
      assertEquals(1, read.report().ignored(), "the BYE");
    }
  }

  @Test
  void whatHasNoOtherHalfWaitsForIt() {
    FileReport report =
        read(HEAD
                + acc("INVITE", "a,b", 486, "12:00:00")
                + acc("INVITE", "c,d", 200, "12:00:09")
                + acc("BYE", "e,f", 200, "12:01:13")
                + acc("ACK", "e,f", 200, "12:01:13")
                + "INVITE,cut\n")
            .report();
    assertEquals(1, report.accepted(), "the refused attempt");
    assertEquals(1, report.ignored());
    assertEquals(
        List.of(
            new FileReport.Unfinished(3, 0, "no-bye"),
            new FileReport.Unfinished(4, 0, "no-invite")),
        report.parts().unfinished());
    assertEquals(List.of(new FileReport.Flaw(6, 2, "columns")), report.flaws());
  }

  /// The elements that mod_xml_cdr writes, with URL-encoded variables.
  private static String xml(String direction, String answer) {
    return "<cdr core-uuid=\"x\">\n <channel_data><state>CS_REPORTING</state></channel_data>\n <variables>\n"
        + "  <direction>"
        + direction
        + "</direction>\n  <start_epoch>1757505600</start_epoch>\n  <answer_epoch>"
        + answer
        + "</answer_epoch>\n  <billsec>64</billsec>\n  <sip_gateway_name>gw%2D1</sip_gateway_name>\n </variables>\n"
        + " <callflow><caller_profile><caller_id_number>+9991234567</caller_id_number>\n"
        + "  <destination_number>0088812345678</destination_number><context>public</context>\n"
        + " </caller_profile></callflow>\n</cdr>\n";
  }

  @Test
  void legsOfFreeSwitchInXmlAreReadAndItsOwnLegsPassedOver() {
    Mediation.Outcome.Read read =
        read(
            "<?xml version=\"1.0\"?>\n"
                + xml("inbound", "1757505609")
                + xml("outbound", "1757505609")
                + xml("inbound", "0"));
    assertEquals(2, read.calls().size());
    Call call = read.calls().getFirst();
    assertEquals(64, call.seconds());
    assertEquals(1_757_505_609L, call.time());
    assertEquals("gw-1", call.trunk(), "URL-decoded");
    assertEquals(9991234567L, call.from());
    assertEquals(false, read.calls().get(1).answered());
    assertEquals(1, read.report().ignored());
  }

  @Test
  void everyCutOfAFileLeavesTheRecordsBeforeIt() {
    String one = xml("inbound", "1757505609");
    String both = one + xml("inbound", "0");
    for (int cut = one.length() + 5; cut < both.length() - 8; cut++) {
      FileReport report = read(both.substring(0, cut)).report();
      assertEquals(1, report.accepted(), "cut " + cut);
      assertEquals(
          List.of("truncated"), report.flaws().stream().map(FileReport.Flaw::reason).toList());
    }
    for (int at = 6; at < one.length(); at++) {
      FileReport report =
          read(one.substring(0, at) + '\u0001' + one.substring(at + 1) + one).report();
      assertTrue(report.read() >= 1, "byte " + at);
    }
  }
}
