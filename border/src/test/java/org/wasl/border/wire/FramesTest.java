package org.wasl.border.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.exchange.PeerLine.Standing;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.StoredEntry;

class FramesTest {
  private static final Update UPDATE =
      new Update(
          "wasl/a/b/c/1",
          7,
          new byte[] {1, 2, 3},
          List.of(
              new Update.Part(
                  new byte[] {4}, new StoredEntry.Body.Held(new byte[32], new byte[] {5, 6})),
              new Update.Part(new byte[] {7}, new StoredEntry.Body.Absent(AbsenceReason.EXPIRED))));

  @Test
  void whatIsWrittenIsRead() {
    byte[] bytes = Frames.update(UPDATE);
    assertArrayEquals(bytes, Frames.update(Frames.readUpdate(bytes)));
    for (Reply reply :
        List.of(
            new Reply.Cosigned(3, new byte[] {1}),
            new Reply.StandsAt(9),
            new Reply.Refused("fork", "why"))) {
      assertArrayEquals(Frames.reply(reply), Frames.reply(Frames.readReply(Frames.reply(reply))));
    }
    Standing standing = new Standing(5, Optional.of(new byte[] {1}));
    assertEquals(5, Frames.readStanding(Frames.standing(standing)).size());
    List<StoredEntry> entries =
        List.of(
            new StoredEntry(
                1,
                new byte[] {2},
                new StoredEntry.Body.Absent(AbsenceReason.ERASED),
                Instant.EPOCH));
    assertArrayEquals(
        Frames.entries(entries), Frames.entries(Frames.readEntries(Frames.entries(entries))));
  }

  @Test
  void everyTruncationAndEveryByteBehindTheEndIsRefusedWithItsPlace() {
    byte[] bytes = Frames.update(UPDATE);
    for (int i = 0; i < bytes.length; i++) {
      byte[] cut = Arrays.copyOf(bytes, i);
      MalformedFrameException e =
          assertThrows(MalformedFrameException.class, () -> Frames.readUpdate(cut), "cut " + i);
      assertEquals(true, e.offset() <= i);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThrows(MalformedFrameException.class, () -> Frames.readUpdate(longer));
  }

  @Test
  void noiseIsReadOrRefusedAndNothingElse() {
    SplittableRandom random = new SplittableRandom(20260901);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      try {
        Frames.readUpdate(noise);
      } catch (MalformedFrameException e) {
        assertEquals(true, e.offset() >= 0);
      }
    }
  }
}
