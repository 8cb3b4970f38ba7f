package org.wasl.border.proving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Anchor.Succession.Reason;
import org.wasl.border.proving.ReceiptVerifier.Verdict;
import org.wasl.border.setup.TwoNodes;

class ReceiptTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private final TwoNodes nodes = new TwoNodes();
  private byte[] receipt = new byte[0];

  @BeforeEach
  void aMessageIsSentAndCountersigned() {
    for (int i = 0; i < 300; i++) {
      nodes.aa.say(nodes.bb, "note " + i);
    }
    nodes.settle();
    receipt = nodes.aa.border.receipt(LOG, 257).orElseThrow().zip();
  }

  private ReceiptVerifier verifier() {
    return new ReceiptVerifier(List.of(nodes.aa.anchor, nodes.bb.anchor));
  }

  private static Optional<byte[]> body(String text) {
    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private String refusal(byte[] bytes, Optional<byte[]> body) {
    return assertInstanceOf(Verdict.Refuted.class, verifier().verify(bytes, body)).reason().code();
  }

  @Test
  void aReceiptProvesItsMessageOfflineOnEitherSide() {
    Verdict.Proved proved =
        assertInstanceOf(Verdict.Proved.class, verifier().verify(receipt, body("note 257")));
    assertEquals(257, proved.index());
    assertEquals(true, proved.bodyChecked());
    byte[] theirs = nodes.bb.border.receipt(LOG, 257).orElseThrow().zip();
    assertInstanceOf(Verdict.Proved.class, verifier().verify(theirs, body("note 257")));
  }

  @Test
  void anotherBodyIsRefused() {
    assertEquals("receipt.body", refusal(receipt, body("note 258")));
  }

  @Test
  void trustComesFromTheVerifierAndNotFromTheReceipt() {
    TwoNodes strangers = new TwoNodes();
    ReceiptVerifier other = new ReceiptVerifier(List.of(strangers.aa.anchor, strangers.bb.anchor));
    assertInstanceOf(Verdict.Refuted.class, other.verify(receipt, Optional.empty()));
    assertInstanceOf(
        Verdict.Refuted.class, new ReceiptVerifier(List.of()).verify(receipt, Optional.empty()));
  }

  @Test
  void anHourlyCommitmentFixesTheEntryInTime() {
    nodes.now = nodes.now.plusSeconds(600);
    nodes.bb.border.anchorAll();
    nodes.settle();
    for (TwoNodes.Side side : List.of(nodes.aa, nodes.bb)) {
      byte[] anchored = side.border.receipt(LOG, 257).orElseThrow().zip();
      Verdict.Proved proved =
          assertInstanceOf(Verdict.Proved.class, verifier().verify(anchored, body("note 257")));
      assertEquals(Optional.of(nodes.now), proved.anchoredAt());
    }
  }

  @Test
  void aReceiptUnderALeakedKeyCountsOnlyUnderAnHourlyCommitmentOfOtherKeys() {
    byte[] bare = nodes.aa.border.receipt(LOG, 257).orElseThrow().zip();
    nodes.bb.border.anchorAll();
    nodes.settle();
    nodes.now = nodes.now.plusSeconds(600);
    List<Anchor> first = List.of(nodes.aa.anchor, nodes.bb.anchor);
    nodes.bb.changeKeys(new Anchor.Succession(nodes.now, Reason.COMPROMISE));
    nodes.aa.border.follow(nodes.bb.anchor);
    nodes.aa.say(nodes.bb, "after the leak");
    nodes.bb.border.anchorAll();
    nodes.settle();
    ReceiptVerifier current =
        new ReceiptVerifier(List.of(first.get(0), first.get(1), nodes.bb.anchor));
    Verdict.Refuted leaked =
        assertInstanceOf(Verdict.Refuted.class, current.verify(bare, Optional.empty()));
    assertEquals("receipt.leaked-key", leaked.reason().code());
    byte[] anchored = nodes.aa.border.receipt(LOG, 257).orElseThrow().zip();
    assertInstanceOf(Verdict.Proved.class, current.verify(anchored, body("note 257")));
  }

  @Test
  void afterErasureTheEntryIsStillProvedAndTheBodyCannotBe() {
    nodes
        .aa
        .border
        .transactions()
        .within(() -> nodes.aa.stores.logs().erase(LOG, 257, AbsenceReason.ERASED, nodes.now));
    byte[] erased = nodes.aa.border.receipt(LOG, 257).orElseThrow().zip();
    assertInstanceOf(Verdict.Proved.class, verifier().verify(erased, Optional.empty()));
    assertEquals("receipt.erased", refusal(erased, body("note 257")));
    String whole = new String(erased, StandardCharsets.ISO_8859_1);
    assertEquals(false, whole.contains("note 257"));
  }

  @Test
  void aReceiptReadsBackAsItWasWritten() {
    assertArrayEquals(receipt, Receipt.read(receipt).zip());
    assertThrows(MalformedReceiptException.class, () -> Receipt.read(new byte[0]));
  }
}
