package org.wasl.border.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredEntry.Body;
import org.wasl.border.linking.Alarms;
import org.wasl.border.setup.TwoNodes;

/// An update on its way to the mirror: every bit of every byte flipped, and cut at every length.
class DamagedUpdateTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";

  private final TwoNodes nodes = new TwoNodes();
  private byte[] frame = new byte[0];
  private byte[] note = new byte[0];
  private byte[] entry = new byte[0];

  @BeforeEach
  void anUpdateOfTwoEntriesThatTheMirrorDoesNotHave() {
    nodes.settle();
    nodes.aa.say(nodes.bb, "first");
    nodes.aa.say(nodes.bb, "second");
    nodes.cut = true;
    for (int i = 0; i < 5; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
    }
    List<StoredEntry> entries = nodes.aa.stores.logs().entries(LOG, 0, 2, Long.MAX_VALUE);
    note = nodes.aa.stores.logs().find(LOG).orElseThrow().checkpoint().orElseThrow();
    entry = entries.getFirst().entry();
    frame =
        Frames.update(
            new Update(
                LOG,
                0,
                note,
                entries.stream().map(e -> new Update.Part(e.entry(), e.body())).toList()));
    mirrorIsEmpty();
  }

  private void mirrorIsEmpty() {
    nodes.bb.beginWith(nodes.aa.anchor);
    nodes.cut = false;
    for (int i = 0; i < 3; i++) {
      nodes.bb.border.step(nodes.aa.anchor);
    }
    nodes.cut = true;
  }

  /// The code of the refusal; nothing of a refused update is kept or cosigned.
  private String refusal(byte[] bytes, int at) {
    Update update;
    try {
      update = Frames.readUpdate(bytes);
    } catch (MalformedFrameException e) {
      assertTrue(e.offset() <= bytes.length, () -> "byte " + at + ": " + e.getMessage());
      return "frame";
    }
    Reply reply = nodes.bb.border.receive(nodes.aa.anchor, update);
    String code =
        switch (reply) {
          case Reply.Refused refused -> refused.code();
          case Reply.StandsAt(long size) -> "stands at " + size;
          case Reply.Cosigned _ -> throw new AssertionError("cosigned, damaged at byte " + at);
        };
    nodes
        .bb
        .stores
        .logs()
        .find(LOG)
        .ifPresent(mirror -> {
          assertEquals(0, mirror.size(), () -> "kept, damaged at byte " + at);
          assertEquals(0, mirror.cosignedSize());
        });
    return code;
  }

  private Optional<String> alarm() {
    return nodes.bb.border.alarms(10).stream()
        .filter(each -> each.subject().equals(LOG) && each.ended().isEmpty())
        .map(each -> each.code())
        .findFirst();
  }

  private int placeOf(byte[] part) {
    String whole = new String(frame, StandardCharsets.ISO_8859_1);
    return whole.indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  private void everyFlip(int from, int to, Set<String> fitting) {
    for (int at = from; at < to; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = frame.clone();
        damaged[at] ^= (byte) (1 << bit);
        String code = refusal(damaged, at);
        assertTrue(fitting.contains(code), "byte " + at + ": " + code);
        if (code.equals("fork")) {
          assertEquals(Optional.of(Alarms.FORK), alarm());
          mirrorIsEmpty();
        }
      }
    }
  }

  @Test
  void theUndamagedUpdateIsCosigned() {
    assertInstanceOf(
        Reply.Cosigned.class, nodes.bb.border.receive(nodes.aa.anchor, Frames.readUpdate(frame)));
  }

  @Test
  void aFlipInTheHeadIsOfNoLogOfNoPlaceOrOfNoFrame() {
    int origin = placeOf(LOG.getBytes(StandardCharsets.UTF_8));
    everyFlip(0, origin, Set.of("frame"));
    everyFlip(origin, origin + LOG.length(), Set.of("unknown-log"));
    everyFlip(origin + LOG.length(), placeOf(note), Set.of("frame", "malformed", "stands at 0"));
  }

  @Test
  void aFlipInTheCheckpointIsABadSignatureOrNoNote() {
    int start = placeOf(note);
    everyFlip(start, start + note.length, Set.of("bad-signature", "malformed"));
    assertTrue(Set.of(Alarms.BAD_SIGNATURE, Alarms.UNKNOWN_KEY).contains(alarm().orElse("none")));
  }

  @Test
  void aFlipInAnEntryIsNoEntryOrDoesNotLeadToTheSignedRoot() {
    int start = placeOf(entry);
    everyFlip(start, start + entry.length, Set.of("malformed", "fork"));
  }

  @Test
  void aFlipInABodyOrItsSaltIsNotWhatTheEntryCommitsTo() {
    Update update = Frames.readUpdate(frame);
    Body.Held body = (Body.Held) update.entries().getFirst().body().orElseThrow();
    int salt = placeOf(body.salt());
    everyFlip(salt, salt + body.salt().length, Set.of("malformed"));
    int text = placeOf(body.bytes());
    everyFlip(text, text + body.bytes().length, Set.of("malformed"));
  }

  @Test
  void aFlipInALengthOrAKindIsNoFrame() {
    int end = placeOf(entry) + entry.length;
    everyFlip(placeOf(entry) - 8, placeOf(entry), Set.of("frame"));
    everyFlip(end, end + 5, Set.of("frame"));
  }

  @Test
  void anUpdateThatIsCutAnywhereIsNoFrame() {
    for (int length = 0; length < frame.length; length++) {
      assertEquals("frame", refusal(Arrays.copyOf(frame, length), length));
    }
  }
}
