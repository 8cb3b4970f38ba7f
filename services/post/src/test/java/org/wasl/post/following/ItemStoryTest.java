package org.wasl.post.following;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.post.EventCode;
import org.wasl.post.following.ItemStory.Flag;

class ItemStoryTest {
  private static ItemStory story(EventCode... codes) {
    Mail mail = new Mail();
    for (EventCode each : codes) {
      mail.happened(
          each.side() == EventCode.Side.ORIGIN ? Mail.FROM : Mail.TO,
          each,
          Optional.empty(),
          Mail.item(1));
    }
    return ItemStory.of(Mail.id(1), mail.facts());
  }

  @Test
  void aStoryInOrderHasNoFlags() {
    ItemStory story =
        story(EventCode.EMA, EventCode.EMC, EventCode.EMD, EventCode.EMH, EventCode.EMI);
    assertEquals(Set.of(), story.flags());
    assertEquals(EventCode.EMI, ItemStory.code(story.latest().orElseThrow()));
  }

  @Test
  void aDeliveryWithoutAnArrivalIsFlaggedAndKept() {
    ItemStory story = story(EventCode.EMA, EventCode.EMC, EventCode.EMI);
    assertEquals(Set.of(Flag.ARRIVAL_MISSING), story.flags());
    assertEquals(3, story.events().size());
  }

  @Test
  void whatDoesNotFitIsFlagged() {
    assertEquals(Set.of(Flag.DEPARTURE_MISSING), story(EventCode.EMA, EventCode.EMD).flags());
    assertEquals(
        Set.of(Flag.BEFORE_POSTING), story(EventCode.EMB, EventCode.EMA, EventCode.EMC).flags());
    assertEquals(
        Set.of(Flag.DELIVERED_TWICE),
        story(EventCode.EMC, EventCode.EMD, EventCode.EMI, EventCode.EMI).flags());
    assertEquals(
        Set.of(Flag.AFTER_THE_END),
        story(EventCode.EMC, EventCode.EMD, EventCode.EMI, EventCode.EMG).flags());
  }

  @Test
  void theSameEventAtTheSameOfficeInTheSameMinuteCountsOnce() {
    Mail mail = new Mail().happened(Mail.TO, EventCode.EMD, Optional.empty(), Mail.item(1));
    var first = mail.facts().getFirst();
    var again =
        new org.wasl.post.recording.Fact(
            new java.util.UUID(7, 7), first.office(), first.at(), first.deed());
    assertEquals(1, ItemStory.of(Mail.id(1), List.of(first, again)).events().size());
  }
}
