package org.wasl.post.forming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.following.Mail;
import org.wasl.terms.Refusal;

/// A declaration with items 1 and 2 in the first receptacle, 3 and 4 in the second, is corrected.
class CorrectionTest {
  private static final Advice ADVICE = Mail.advice();

  private static Advice.Item item(int serial) {
    return new Advice.Item(
        Mail.item(serial), OptionalInt.of(700), Optional.empty(), Optional.empty());
  }

  private static Correction correction(List<String> out, Advice.Item... in) {
    return new Correction(
        Mail.FIRST, OptionalInt.empty(), Optional.empty(), out, Stream.of(in).toList());
  }

  private static String obstacle(Correction correction) {
    return correction.obstacle(ADVICE).map(Refusal::code).orElse("");
  }

  private static List<String> items(Advice advice, int bag) {
    return advice.receptacles().get(bag).items().stream().map(each -> each.id().written()).toList();
  }

  @Test
  void numbersAndLabelsStayAndAllElseIsAsItIsSaid() {
    Correction correction =
        new Correction(
            Mail.FIRST,
            OptionalInt.of(6_100),
            Optional.of("S99"),
            List.of(Mail.id(2)),
            List.of(item(9)));
    Advice anew = correction.in(ADVICE);
    assertEquals(ADVICE.dispatch(), anew.dispatch());
    assertEquals(2, anew.version());
    assertEquals(ADVICE.closed(), anew.closed());
    Advice.Receptacle first = anew.receptacles().getFirst();
    assertEquals(Mail.FIRST, first.id());
    assertEquals(OptionalInt.of(5_000), first.id().labelGrams());
    assertEquals(OptionalInt.of(6_100), first.grams());
    assertEquals(Optional.of("S99"), first.seal());
    assertEquals(List.of(Mail.id(1), Mail.id(9)), items(anew, 0));
    assertEquals(ADVICE.receptacles().get(1), anew.receptacles().get(1));
  }

  @Test
  void anItemMovesFromOneReceptacleToAnotherInTwoCorrections() {
    Advice out = correction(List.of(Mail.id(2))).in(ADVICE);
    Correction in =
        new Correction(
            Mail.SECOND, OptionalInt.empty(), Optional.empty(), List.of(), List.of(item(2)));
    Advice moved = in.in(out);
    assertEquals(3, moved.version());
    assertEquals(List.of(Mail.id(1)), items(moved, 0));
    assertEquals(List.of(Mail.id(2), Mail.id(3), Mail.id(4)), items(moved, 1));
  }

  @Test
  void whatDoesNotFitTheDeclarationIsRefused() {
    assertEquals("post.anew.nothing", obstacle(correction(List.of())));
    assertEquals("post.anew.not-listed", obstacle(correction(List.of(Mail.id(3)))));
    assertEquals("post.anew.listed", obstacle(correction(List.of(), item(3))));
    assertEquals("post.anew.listed", obstacle(correction(List.of(), item(9), item(9))));
    Correction other =
        new Correction(
            Mail.bag(3, Indicator.NO, 10),
            OptionalInt.of(1_000),
            Optional.empty(),
            List.of(),
            List.of());
    assertEquals("post.anew.receptacle", obstacle(other));
    assertThrows(IllegalArgumentException.class, () -> other.in(ADVICE));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Correction(Mail.FIRST, OptionalInt.of(0), Optional.empty(), List.of(), List.of()));
  }
}
