package org.wasl.post.managing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchSeries;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.DispatchStory;
import org.wasl.post.following.Mail;
import org.wasl.post.forming.EmptiesClosing;
import org.wasl.post.recording.Deed;

/// Which receptacles each post has of the other.
class BagsTest {
  private static final DispatchSeries BACK = new DispatchSeries(Mail.TO, Mail.FROM, 'C', "TN", 6);

  /// A bag with 9 empty ones and a tray with none.
  private static Advice returned() {
    return new EmptiesClosing(
            BACK,
            1,
            LocalDateTime.of(2026, 3, 5, 9, 0),
            List.of(
                new EmptiesClosing.Bundle("BG", 9, 8_450, Optional.of("S1")),
                new EmptiesClosing.Bundle("TR", 0, 1_500, Optional.empty())))
        .advice();
  }

  private static DispatchPicture picture(Advice advice, int scanned) {
    Mail mail = new Mail().add(Mail.TO, new Deed.Advised(advice));
    for (Advice.Receptacle each : advice.receptacles().subList(0, scanned)) {
      mail.seen(Mail.FROM, each.id(), Condition.GOOD, OptionalInt.empty());
    }
    return DispatchStory.of(advice.dispatch(), mail.facts(), Mail.tolerances());
  }

  @Test
  void receptaclesOfMailCountAsFilledOnceTheyAreScanned() {
    assertEquals(List.of(), Bags.of(new Mail().advised().picture()));
    assertEquals(
        List.of(new Bags("BG", 1, 0)), Bags.of(new Mail().advised().seen(Mail.FIRST).picture()));
    assertEquals(
        List.of(new Bags("BG", 2, 0)),
        Bags.of(new Mail().advised().seen(Mail.FIRST).seen(Mail.SECOND).picture()));
  }

  @Test
  void emptyOnesComeBackWithTheReceptacleInWhichTheyAre() {
    assertEquals(List.of(new Bags("BG", 0, 10)), Bags.of(picture(returned(), 1)));
    assertEquals(
        List.of(new Bags("BG", 0, 10), new Bags("TR", 0, 1)), Bags.of(picture(returned(), 2)));
  }

  /// 8.45 kg is 8.5 on the label, half up; the last receptacle is marked.
  @Test
  void aDispatchOfEmptyReceptaclesIsNumberedAndLabelledLikeAnyOther() {
    Advice advice = returned();
    assertEquals("SYDAMAIQBGWACTN60001", advice.dispatch().id().toString());
    assertEquals(
        List.of("SYDAMAIQBGWACTN60001001000085", "SYDAMAIQBGWACTN60001002100015"),
        advice.receptacles().stream().map(each -> each.id().toString()).toList());
    assertEquals(9, advice.receptacles().getFirst().empties());
    assertThrows(
        IllegalArgumentException.class,
        () -> new EmptiesClosing.Bundle("BG", 10_001, 1, Optional.empty()));
    DispatchSeries mail = new DispatchSeries(Mail.TO, Mail.FROM, 'C', "UN", 6);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EmptiesClosing(
                mail,
                1,
                LocalDateTime.of(2026, 3, 5, 9, 0),
                List.of(new EmptiesClosing.Bundle("BG", 1, 1, Optional.empty()))));
  }

  /// 20 of ours there, 12 back, 1 of theirs here.
  @Test
  void whatArrivedLessWhatCameBackIsThere() {
    List<BagBalance> balance =
        BagBalance.of(
            List.of(new Bags("BG", 20, 0)), List.of(new Bags("BG", 1, 12), new Bags("TR", 4, 0)));
    assertEquals(
        List.of(new BagBalance("BG", 20, 12, 1, 0), new BagBalance("TR", 0, 0, 4, 0)), balance);
    assertEquals(8, balance.getFirst().oursThere());
    assertEquals(1, balance.getFirst().theirsHere());
  }
}
