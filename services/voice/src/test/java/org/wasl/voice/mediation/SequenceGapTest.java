package org.wasl.voice.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.wasl.voice.mediation.SequenceGap.Numbered;

class SequenceGapTest {
  private static List<String> gaps(long... numbers) {
    List<Numbered> files =
        LongStream.of(numbers).mapToObj(each -> new Numbered(each, Instant.EPOCH)).toList();
    return SequenceGap.between("msc", files).stream()
        .map(gap -> gap.first() + "-" + gap.last())
        .toList();
  }

  @Test
  void numbersBetweenTheFirstAndTheLastFileAreMissing() {
    assertEquals(List.of("5-6"), gaps(4, 7));
    assertEquals(List.of("5-6", "8-8"), gaps(4, 9, 7));
    assertEquals(List.of(), gaps(4, 7, 5, 6));
    assertEquals(List.of(), gaps(8));
    assertEquals(List.of(), gaps());
  }

  @Test
  void aCounterThatBeginsAnewLacksNothing() {
    assertEquals(List.of(), gaps(9_998, 9_999, 1, 2));
    assertEquals(List.of(), gaps(9_998, 9_999, 0, 1));
    assertEquals(List.of(), gaps(65_534, 65_535, 0, 1));
    assertEquals(List.of(), gaps(99_999, 1), "TD.57: after 99999 comes 00001");
    assertEquals(List.of(), gaps(4_294_967_295L, 1));
    assertEquals(List.of(), gaps(9_999, 2, 1), "two files of one minute");
  }

  @Test
  void whatIsMissingAroundTheEndOfARoundIsNamed() {
    assertEquals(List.of("9999-9999", "1-1"), gaps(9_998, 2));
    assertEquals(List.of("9998-9998"), gaps(9_997, 9_999, 1));
  }

  @Test
  void aNumberAboveTheOneBeforeIsOfTheSameRoundHoweverFar() {
    assertEquals(List.of("4-699"), gaps(1, 2, 3, 700, 701));
    assertEquals(List.of("4-999998"), gaps(1, 2, 3, 999_999));
    assertEquals(List.of("3-699"), gaps(998, 999, 1, 2, 700), "of the second round, too");
    assertEquals(List.of("2-247"), gaps(1, 248), "nothing was before the first file");
    assertEquals(
        List.of(),
        gaps(9_997, 9_998, 1, 9_999, 2),
        "files of one minute around the end of a round");
  }

  /// Three numbers of the second round did not come; the first round had them.
  @Test
  void aNumberOfAnEarlierRoundHidesNoMissingFile() {
    List<Long> numbers = new ArrayList<>();
    for (long round = 0; round < 2; round++) {
      for (long number = 1; number <= 9_999; number++) {
        if (round == 0 || number < 500 || number > 502) {
          numbers.add(number);
        }
      }
    }
    assertEquals(List.of("500-502"), gaps(numbers.stream().mapToLong(Long::longValue).toArray()));
  }
}
