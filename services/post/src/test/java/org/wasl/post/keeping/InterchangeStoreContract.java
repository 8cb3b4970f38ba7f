package org.wasl.post.keeping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.border.MessageId;
import org.wasl.border.Transactions;
import org.wasl.post.ItemId;
import org.wasl.post.keeping.InterchangeStore.Kept;
import org.wasl.post.keeping.InterchangeStore.Names;
import org.wasl.terms.Sha256;

/// What the stores of interchanges, of declarations and of the people of inquiries keep.
public abstract class InterchangeStoreContract {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  protected abstract InterchangeStore interchanges();

  protected abstract DeclarationStore declarations();

  protected abstract InquiryPeopleStore people();

  protected abstract Transactions transactions();

  private static Kept interchange(int id, boolean isIn, boolean isTaken) {
    return new Kept(
        new UUID(0, id),
        "ips",
        isIn,
        "IPS",
        "R" + id,
        "file.edi",
        AT.plusSeconds(id),
        new byte[] {1, 2, (byte) id},
        "report",
        isTaken,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void ofAnInterchangeWithNamesItsDigestAndItsItemsAreKept() {
    byte[] came = {5, 6, 7};
    Names names = new Names(Sha256.hex(came), List.of());
    Names going = new Names("", List.of(ItemId.of("EE", 1, "SY"), ItemId.of("EE", 2, "SY")));
    transactions()
        .within(() -> {
          interchanges().add(named(1, true, names));
          interchanges().add(named(2, false, going));
          interchanges().add(interchange(3, false, true));
        });
    assertEquals(
        List.of("R3", "R2"), interchanges().unwritten(9).stream().map(Kept::reference).toList());
    transactions().within(() -> interchanges().markWritten(new UUID(0, 3), AT));
    Kept kept = interchanges().findTaken("IPS", "R1").orElseThrow();
    assertArrayEquals(new byte[0], kept.bytes());
    assertTrue(kept.isOf(came));
    assertFalse(kept.isOf(new byte[] {5, 6}));
    assertEquals(Optional.of(going), interchanges().unwritten(9).getFirst().names());
    transactions().within(() -> interchanges().markWritten(new UUID(0, 2), AT));
    assertEquals(Optional.of(going), interchanges().find(new UUID(0, 2)).orElseThrow().names());
    assertEquals(
        List.of(Optional.empty(), Optional.of(going), Optional.of(names)),
        interchanges().newest(9).stream().map(Kept::names).toList());
  }

  private static Kept named(int id, boolean isIn, Names names) {
    Kept like = interchange(id, isIn, true);
    return new Kept(
        like.id(),
        like.system(),
        like.isIn(),
        like.sender(),
        like.reference(),
        like.name(),
        like.at(),
        new byte[0],
        like.report(),
        like.isTaken(),
        like.written(),
        Optional.of(names));
  }

  @Test
  void whatWasTakenIsKnownByItsSenderAndReferenceWithItsBytes() {
    transactions()
        .within(() -> {
          interchanges().add(interchange(1, true, true));
          interchanges().add(interchange(2, true, false));
          interchanges().add(interchange(3, false, true));
        });
    assertArrayEquals(
        new byte[] {1, 2, 1}, interchanges().findTaken("IPS", "R1").orElseThrow().bytes());
    assertEquals(Optional.empty(), interchanges().findTaken("IPS", "R2"));
    assertEquals(Optional.empty(), interchanges().findTaken("IPS", "R3"));
    assertEquals(
        List.of("R3", "R2", "R1"), interchanges().newest(9).stream().map(Kept::reference).toList());
  }

  @Test
  void noReferenceIsGivenTwice() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      given.add(transactions().within(() -> interchanges().nextReference(AT)));
    }
    assertEquals(200, given.size());
    assertTrue(given.stream().allMatch(each -> each.matches("1772438400[0-9]{4}")));
    // a backup is restored later than anything was given that it does not hold
    assertTrue(
        InterchangeStore.reference(AT.plusSeconds(1), 0)
                .compareTo(InterchangeStore.reference(AT, 9_999))
            > 0);
  }

  @Test
  void whatGoesIsWrittenOnce() {
    transactions().within(() -> interchanges().add(interchange(3, false, true)));
    UUID id = interchanges().unwritten(9).getFirst().id();
    transactions().within(() -> interchanges().markWritten(id, AT));
    assertEquals(List.of(), interchanges().unwritten(9));
    assertEquals(Optional.of(AT), interchanges().find(id).orElseThrow().written());
  }

  private static DeclarationStore.Kept declared(int serial, boolean isOurs) {
    return new DeclarationStore.Kept(
        ItemId.of("EE", serial, "SY"),
        isOurs,
        AT.plusSeconds(serial),
        new MessageId(new UUID(9, serial)),
        false);
  }

  @Test
  void declarationsOfTheirsWaitUntilTheyAreAnswered() {
    transactions()
        .within(() -> {
          declarations().put(declared(1, false));
          declarations().put(declared(2, false));
          declarations().put(declared(3, true));
        });
    assertEquals(List.of(declared(1, false), declared(2, false)), declarations().waiting(9));
    assertEquals(List.of(declared(3, true)), declarations().ours(9));
    transactions().within(() -> declarations().markAssessed(ItemId.of("EE", 1, "SY")));
    assertEquals(List.of(declared(2, false)), declarations().waiting(9));
  }

  @Test
  void aNewerDeclarationOfAnItemNamesTheMessageOfTheOneItReplaces() {
    DeclarationStore.Kept ours = declared(1, true);
    DeclarationStore.Kept returned =
        new DeclarationStore.Kept(ours.item(), false, AT, new MessageId(new UUID(9, 7)), false);
    assertEquals(Optional.empty(), transactions().within(() -> declarations().put(ours)));
    assertEquals(Optional.empty(), transactions().within(() -> declarations().put(ours)));
    assertEquals(
        Optional.of(ours.message()), transactions().within(() -> declarations().put(returned)));
    assertEquals(Optional.of(returned), declarations().find(ours.item()));
  }

  @Test
  void peopleToldAgainNameTheMessageOfThoseTheyReplace() {
    InquiryPeopleStore.Kept first =
        new InquiryPeopleStore.Kept(new UUID(4, 4), false, AT, new MessageId(new UUID(9, 1)));
    InquiryPeopleStore.Kept second =
        new InquiryPeopleStore.Kept(first.inquiry(), false, AT, new MessageId(new UUID(9, 2)));
    assertEquals(Optional.empty(), transactions().within(() -> people().put(first)));
    assertEquals(Optional.of(first.message()), transactions().within(() -> people().put(second)));
    assertEquals(Optional.empty(), transactions().within(() -> people().put(second)));
    assertEquals(Optional.of(second), people().find(first.inquiry()));
    assertEquals(
        List.of(second.message()),
        transactions().within(() -> people().forget(AT.plusSeconds(1), 9)));
  }

  @Test
  void oldDeclarationsAreForgottenAndTheirMessagesNamed() {
    transactions()
        .within(() -> {
          declarations().put(declared(1, false));
          declarations().put(declared(2, true));
        });
    List<MessageId> forgotten =
        transactions().within(() -> declarations().forget(AT.plusSeconds(2), 9));
    assertEquals(List.of(new MessageId(new UUID(9, 1))), forgotten);
    assertEquals(Optional.empty(), declarations().find(ItemId.of("EE", 1, "SY")));
    assertEquals(Optional.of(declared(2, true)), declarations().find(ItemId.of("EE", 2, "SY")));
  }
}
