package org.wasl.post.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.post.MailStream;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.Inquiries;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.following.InquiryPicture.State;
import org.wasl.post.following.InquiryStory;
import org.wasl.post.recording.Fact;
import org.wasl.terms.LocalizedText;

class InquiriesOfMailTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private static InquiriesOfMail made() {
    MailSetting setting =
        new MailSetting(
            20,
            new MailSetting.Side(
                new OfficeCode("IQBGWA"), new OfficeCode("IQBGWB"), ZoneId.of("UTC+3"), "IQ"),
            new MailSetting.Side(
                new OfficeCode("SYDAMA"), new OfficeCode("SYALPA"), ZoneId.of("UTC+3"), "SY"),
            List.of(
                new MailStream('C', "CN", new LocalizedText("ط", "p")),
                new MailStream('D', "UN", new LocalizedText("ر", "l"))),
            LocalDate.of(2026, 9, 1),
            14,
            4,
            8,
            250);
    return InquiriesOfMail.of(setting, MailWithTruth.make(setting), TODAY);
  }

  @Test
  void eachPostAsksAndAnswersAndEveryStageIsThere() {
    InquiriesOfMail made = made();
    List<Fact> all = new ArrayList<>(made.ofOne());
    all.addAll(made.ofOther());
    for (String office : List.of("IQBGWA", "SYDAMA")) {
      List<InquiryPicture> pictures =
          new TreeSet<UUID>(
                  all.stream().map(each -> each.deed().aboutInquiry().orElseThrow()).toList())
              .stream()
                  .map(each -> InquiryStory.of(each, all).orElseThrow())
                  .filter(each -> each.inquiry().office().value().equals(office))
                  .toList();
      TreeSet<State> states = new TreeSet<>();
      pictures.forEach(each -> states.add(each.state(TODAY, Inquiries.clocks())));
      assertEquals(
          new TreeSet<>(List.of(State.OPEN, State.LIABLE, State.UNANSWERED_LIABLE, State.CLOSED)),
          states);
      assertEquals(5, pictures.size());
      assertTrue(pictures.stream().allMatch(each -> each.isAdmissible(Inquiries.clocks())));
      assertEquals(
          1, pictures.stream().filter(each -> each.isLate(TODAY, Inquiries.clocks())).count());
      assertEquals(
          1, pictures.stream().filter(each -> each.isDueSoon(TODAY, Inquiries.clocks())).count());
    }
  }

  @Test
  void madeAgainItIsTheSame() {
    assertEquals(made(), made());
  }
}
