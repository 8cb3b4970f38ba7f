package org.wasl.post.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.following.Inquiries;
import org.wasl.post.inquiring.InquiryPeople;
import org.wasl.post.recording.InquiryReply.Result;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.terms.json.MalformedJsonException;

class InquiryJsonTest {
  private static InquiryPeople people(String contents) {
    ItemInquiry inquiry = Inquiries.about("RR", "IQ", Set.of(Reason.LOST));
    return new InquiryPeople(
        inquiry.id(),
        inquiry.office(),
        inquiry.item(),
        new Party("مرسِلة", "شارع 1", "بغداد", "IQ", ""),
        new Party("مرسَل إليه", "شارع 2", "دمشق", "SY", "011"),
        contents);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void peopleAreReadAsTheyWereWritten() {
    InquiryPeople people = people("كتاب ووثائق");
    assertEquals(people, InquiryJson.readPeople(InquiryJson.people(people).canonicalBytes()));
  }

  @Test
  void everyTruncationOfPeopleIsRefused() {
    byte[] body = InquiryJson.people(people("كتاب")).canonicalBytes();
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThrows(MalformedJsonException.class, () -> InquiryJson.readPeople(cut));
    }
  }

  @Test
  void everyChangedByteOfPeopleIsReadAsSomethingElseOrRefused() {
    byte[] body = InquiryJson.people(people("كتاب")).canonicalBytes();
    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= 0x08;
      try {
        InquiryPeople read = InquiryJson.readPeople(changed);
        assertEquals(read, InquiryJson.readPeople(InquiryJson.people(read).canonicalBytes()));
      } catch (MalformedJsonException refused) {
        assertEquals("cn08-people", refused.source());
      }
    }
  }

  @Test
  void longTextsAndUnknownMembersOfPeopleAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> people("x".repeat(501)));
    String good = InquiryJson.people(people("y".repeat(500))).canonical();
    assertEquals(500, InquiryJson.readPeople(bytes(good)).contents().length());
    String longer = good.replace("yy", "yyy");
    assertThrows(MalformedJsonException.class, () -> InquiryJson.readPeople(bytes(longer)));
    String more = good.replaceFirst("\\{", "{\"a\":1,");
    MalformedJsonException refused =
        assertThrows(MalformedJsonException.class, () -> InquiryJson.readPeople(bytes(more)));
    assertTrue(refused.path().startsWith("$"));
    String huge = good + " ".repeat(1 << 14);
    assertThrows(MalformedJsonException.class, () -> InquiryJson.readPeople(bytes(huge)));
  }

  /// What stands in the facts of an inquiry, one member wrong.
  @ParameterizedTest
  @CsvSource({
    "'\"number\":1,', '\"number\":0,'",
    "'\"number\":1,', '\"number\":1000000,'",
    "'\"LOST\"', '\"LOST\",\"LOST\"'",
    "'\"LOST\"', '\"STOLEN\"'",
    "'\"LOST\"', ''",
    "'\"grams\":2000', '\"grams\":1000001'",
    "'\"grams\":2000', '\"grams\":2000,\"insuredMicroSdr\":-1'",
    "'\"grams\":2000', '\"grams\":2000,\"claimedMicroSdr\":1000000000001'",
    "'\"posted\":\"2026-', '\"posted\":\"1926-'",
    "'\"posted\":\"2026-01', '\"posted\":\"2026-13'",
    "'RR000000076IQ', 'RR000000070IQ'",
    "'\"asker\":\"SENDER\"', '\"asker\":\"NEIGHBOUR\"'",
    "'\"names\":\"NONE\"', '\"names\":\"SOMEBODY\"'",
    "'\"DELIVERED\"', '\"EATEN\"'",
    "'\"day\":\"2026-02-20\",', ''",
    "'\"where\":\"SYDAMA\"', '\"where\":\"0123456789012345678901234567890123456789012345678901234567890\"'",
    "'\"liable\":false', '\"liable\":0'",
    "'\"withdrawn\":false', '\"withdrawn\":\"no\"'"
  })
  void aWrongMemberOfAFactIsRefusedWithItsPlace(String good, String wrong) {
    LocalDate day = LocalDate.of(2026, 2, 20);
    String body =
        new String(
            FactJson.list(
                Inquiries.lost()
                    .opened(LocalDate.of(2026, 2, 1))
                    .answered(day, Result.DELIVERED, false)
                    .closed(day, false)
                    .facts()),
            StandardCharsets.UTF_8);
    assertTrue(body.contains(good), () -> good + " in " + body);
    String changed = body.replace(good, wrong);
    MalformedJsonException refused =
        assertThrows(MalformedJsonException.class, () -> FactJson.readList("test", bytes(changed)));
    assertTrue(refused.path().startsWith("$.facts"), refused::path);
    assertTrue(List.of("test").contains(refused.source()));
  }
}
