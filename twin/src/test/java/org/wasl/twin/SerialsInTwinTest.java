package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialBlock;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsRules.Finding;
import org.wasl.post.exchange.CustomsDesk.Accepted;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.exchange.SerialDesk.Drawn;
import org.wasl.post.exchange.SerialDesk.Given;
import org.wasl.post.exchange.SerialDesk.Stock;
import org.wasl.post.keeping.SerialStore.Block;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.twin.Twin.Faults;

/// Serial numbers from the range to the item at the counter.
class SerialsInTwinTest {
  private static final OfficeCode OFFICE = new OfficeCode("SYDAMA");
  private static final OfficeCode OTHER_OFFICE = new OfficeCode("SYALPA");

  private final Twin.Side side;
  private final Person clerk;

  SerialsInTwinTest(@TempDir Path folder) {
    CountriesFolder countries = new CountriesFolder(Path.of("..", "countries"));
    PartyId us = new PartyId("sy");
    side = new Twin(countries, us, new PartyId("iq"), folder, 31, Faults.NONE).one();
    clerk = new Person("clerk", side.post().agreement().speaker(us));
  }

  private SerialDesk serials() {
    return side.serials();
  }

  private Block give(OfficeCode office, int size, boolean isOffline) {
    return assertInstanceOf(Given.Done.class, serials().give("EE", office, size, isOffline, clerk))
        .block();
  }

  private void declare(int first, int last, boolean isBefore) {
    assertEquals(
        Optional.empty(), serials().declare("EE", new SerialBlock(first, last), isBefore, clerk));
  }

  private Accepted accept(ItemId item, CustomsDeclaration.Kind kind) {
    CustomsDeclaration.Party sender =
        new CustomsDeclaration.Party("مرسِلة", "شارع 1", "دمشق", "SY", "");
    CustomsDeclaration.Party addressee =
        new CustomsDeclaration.Party("مرسَل إليه", "شارع 2", "بغداد", "IQ", "");
    return side.customs()
        .accept(
            new CustomsDeclaration(
                item,
                OFFICE,
                LocalDate.of(2026, 3, 2),
                kind,
                sender,
                addressee,
                900,
                Optional.empty(),
                List.of(
                    new CustomsDeclaration.Piece(
                        "قميص قطن", 1, 500, new BigDecimal("20"), "USD", "610910", "SY"))),
            clerk);
  }

  private static List<String> codes(Accepted accepted) {
    List<Finding> findings =
        switch (accepted) {
          case Accepted.Done done -> done.findings();
          case Accepted.Stopped stopped -> stopped.findings();
          case Accepted.Refused refused -> throw new AssertionError(refused);
        };
    return findings.stream().map(Finding::code).toList();
  }

  private ItemId draw() {
    return assertInstanceOf(Drawn.Done.class, serials().draw("EE", OFFICE, clerk)).item();
  }

  @Test
  void aDrawnNumberIsTakenOnceAndSaysNothing() {
    declare(1_000, 9_999, false);
    give(OFFICE, 10, false);
    ItemId item = draw();
    assertEquals(ItemId.of("EE", 1_000, "SY"), item);
    Accepted first = accept(item, CustomsDeclaration.Kind.GIFT);
    assertEquals(List.of(), codes(assertInstanceOf(Accepted.Done.class, first)));
    Accepted second = accept(item, CustomsDeclaration.Kind.GIFT);
    assertEquals(List.of("number-used"), codes(assertInstanceOf(Accepted.Stopped.class, second)));
    assertEquals(ItemId.of("EE", 1_001, "SY"), draw());
  }

  @Test
  void onlyAnOfficeOfOursDrawsAndItIsWrittenDown() {
    declare(1_000, 9_999, false);
    give(OFFICE, 10, false);
    OfficeCode theirs = new OfficeCode("IQBGWA");
    Refusal refusal =
        assertInstanceOf(Drawn.Refused.class, serials().draw("EE", theirs, clerk)).refusal();
    assertEquals("post.office", refusal.code());
    draw();
    assertEquals(1, audited("post.serials.draw"), "a number that was refused is not");
  }

  @Test
  void anIdentifierOfAnotherCountryIsStoppedUnlessTheItemIsReturned() {
    ItemId item = ItemId.of("EE", 5, "IQ");
    Accepted gift = accept(item, CustomsDeclaration.Kind.GIFT);
    assertEquals(
        List.of("foreign-identifier"), codes(assertInstanceOf(Accepted.Stopped.class, gift)));
    assertInstanceOf(Accepted.Done.class, accept(item, CustomsDeclaration.Kind.RETURNED));
  }

  @Test
  void aNumberThatNobodyWasGivenIsNamedAndOneFromBeforeIsNot() {
    declare(1_000, 9_999, false);
    declare(0, 999, true);
    give(OTHER_OFFICE, 10, true);
    assertEquals(
        List.of("number-not-issued"),
        codes(accept(ItemId.of("EE", 2_000, "SY"), CustomsDeclaration.Kind.GIFT)));
    assertEquals(
        List.of("number-of-another-office"),
        codes(accept(ItemId.of("EE", 1_003, "SY"), CustomsDeclaration.Kind.GIFT)));
    assertEquals(List.of(), codes(accept(ItemId.of("EE", 77, "SY"), CustomsDeclaration.Kind.GIFT)));
  }

  @Test
  void theUnusedRestIsGivenAgainAtOnceAndABlockOfLabelsIsNot() {
    declare(0, 99, false);
    Block counter = give(OFFICE, 50, false);
    Block labels = give(OFFICE, 50, true);
    draw();
    assertEquals(Optional.empty(), serials().takeBack(counter.id(), clerk));
    assertEquals(Optional.empty(), serials().takeBack(labels.id(), clerk));
    Refusal tooMany =
        assertInstanceOf(Given.Refused.class, serials().give("EE", OFFICE, 50, false, clerk))
            .refusal();
    assertEquals("post.serials.room", tooMany.code());
    assertEquals(new SerialBlock(1, 49), give(OFFICE, 49, false).block());
    assertEquals("post.serials.block", serials().takeBack(labels.id(), clerk).orElseThrow().code());
  }

  @Test
  void noLabelIsPrintedForANumberThatAnItemHas() {
    declare(1_000, 9_999, false);
    accept(ItemId.of("EE", 1_001, "SY"), CustomsDeclaration.Kind.GIFT);
    Block labels = give(OFFICE, 4, true);
    assertEquals(
        List.of(
            ItemId.of("EE", 1_000, "SY"),
            ItemId.of("EE", 1_002, "SY"),
            ItemId.of("EE", 1_003, "SY")),
        serials().labels(labels.id(), 0, 24, clerk));
  }

  @Test
  void theLabelOfADrawnNumberIsWrittenDownAndNoOtherNumberHasOne() {
    declare(1_000, 9_999, false);
    give(OFFICE, 10, false);
    ItemId item = draw();
    long before = audited("post.serials.print");
    assertEquals(Optional.of(item), serials().label(item, clerk));
    assertEquals(before + 1, audited("post.serials.print"));
    assertEquals(Optional.empty(), serials().label(ItemId.of("EE", 1_001, "SY"), clerk));
    assertEquals(Optional.empty(), serials().label(ItemId.of("EE", 1_000, "IQ"), clerk));
    assertEquals(before + 1, audited("post.serials.print"));
  }

  private long audited(String action) {
    return side.border().auditTrail().newest(100).stream()
        .filter(each -> each.action().equals(action))
        .count();
  }

  @Test
  void stockTellsHowLongItLastsAndWarnsWhenItIsLow() {
    declare(0, 9_999, false);
    give(OFFICE, 1_000, false);
    assertEquals(false, serials().stock().getFirst().isLow());
    for (int i = 0; i < 600; i++) {
      draw();
    }
    Stock stock = serials().stock().getFirst();
    // 600 in 30 days are 20 a day; 400 are left
    assertEquals(2_000, stock.aDay());
    assertEquals(400, stock.left());
    assertEquals(20, stock.days().getAsInt());
    for (int i = 0; i < 130; i++) {
      draw();
    }
    // 270 left at 730 in 30 days last 11 days, and fourteen are asked for
    assertEquals(true, serials().stock().getFirst().isLow());
  }

  @Test
  void rangesDoNotOverlapAndNoNumberIsGivenFromBefore() {
    declare(0, 999, true);
    assertEquals(
        "post.serials.overlap",
        serials().declare("EE", new SerialBlock(999, 2_000), false, clerk).orElseThrow().code());
    assertEquals(
        "post.serials.indicator",
        serials().declare("XX", new SerialBlock(0, 9), false, clerk).orElseThrow().code());
    assertInstanceOf(Given.Refused.class, serials().give("EE", OFFICE, 1, false, clerk));
  }
}
