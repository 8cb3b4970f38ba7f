package org.wasl.post.customs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.post.store.CustomsFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

class HeadingBookTest {
  private static final HeadingBook BOOK =
      CustomsFiles.headings(
          new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries")));

  /// How many headings each chapter of the Harmonized System 2022 has, counted in a public list
  /// (ODC-PDDL); chapter 77 is reserved.
  private static final int[] HEADINGS_OF_CHAPTERS = {
    6, 10, 9, 10, 9, 4, 14, 14, 10, 8, 9, 14, 2, 2, 21, 5, 4, 6, 5, 9, 6, 9, 9, 4, 29, 21, 16, 50,
    42, 6, 5, 15, 7, 7, 7, 6, 7, 27, 26, 17, 11, 5, 4, 21, 4, 2, 7, 22, 11, 7, 13, 12, 10, 8, 16, 9,
    5, 11, 11, 6, 17, 17, 10, 6, 6, 3, 4, 15, 13, 19, 18, 29, 26, 16, 8, 16, 0, 4, 6, 4, 12, 15, 11,
    86, 48, 9, 16, 6, 8, 32, 14, 7, 7, 6, 6, 20, 6
  };

  private record Goods(String words, List<String> headings) {}

  private static List<Goods> goods(String file) throws IOException {
    try (InputStream in = HeadingBookTest.class.getResourceAsStream("/customs/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(each -> each.split(",", -1))
          .map(each -> new Goods(each[0], List.of(each[1].split("/"))))
          .toList();
    }
  }

  /// Headings of four digits in the order in which they are offered.
  private static List<String> offered(String words) {
    return BOOK.find(words).stream()
        .map(Heading::code)
        .filter(each -> each.length() >= 4)
        .map(each -> each.substring(0, 4))
        .distinct()
        .toList();
  }

  private static boolean isIn(Goods goods, Collection<String> headings) {
    return goods.headings().stream().anyMatch(headings::contains);
  }

  @Test
  void everyChapterHasAsManyHeadingsAsTheHarmonizedSystem() {
    Map<Integer, Long> counts =
        BOOK.headings().stream()
            .filter(each -> each.code().length() == 4)
            .collect(
                Collectors.groupingBy(
                    each -> Integer.parseInt(each.code().substring(0, 2)),
                    TreeMap::new,
                    Collectors.counting()));
    for (int chapter = 1; chapter <= HEADINGS_OF_CHAPTERS.length; chapter++) {
      assertEquals(
          HEADINGS_OF_CHAPTERS[chapter - 1],
          counts.getOrDefault(chapter, 0L),
          "chapter " + chapter);
    }
    assertEquals(1_228, counts.values().stream().mapToLong(Long::longValue).sum());
    List<String> codes = BOOK.headings().stream().map(Heading::code).toList();
    assertEquals(codes.size(), new HashSet<>(codes).size(), "a code stands twice");
  }

  @Test
  void everyHeadingHasWordsInBothLanguages() {
    for (Heading each : BOOK.headings()) {
      assertTrue(each.words().ar().matches(".*\\p{IsArabic}{2}.*"), each.code());
      assertTrue(each.words().en().matches(".*[A-Za-z]{2}.*"), each.code());
    }
  }

  /// Goods in the words of people at a counter, several headings where the words leave it open
  /// (`shirt`: knitted or not). A clerk sees the first five at once: of twenty goods at most one
  /// may be missing there. The first one is what a hurried clerk takes: of seven at most one may be
  /// another. What was measured is printed.
  @ParameterizedTest
  @ValueSource(strings = {"goods.csv", "goods_ar.csv"})
  void everydayGoodsAreFoundByWhatPeopleCallThem(String file) throws IOException {
    List<Goods> all = goods(file);
    assertTrue(all.size() >= 150, file + ": " + all.size());
    List<String> notFirst = new ArrayList<>();
    List<String> notInFive = new ArrayList<>();
    for (Goods each : all) {
      List<String> offered = offered(each.words());
      if (!isIn(each, offered.stream().limit(1).toList())) {
        notFirst.add(each + " " + offered.stream().limit(3).toList());
      }
      if (!isIn(each, offered.stream().limit(5).toList())) {
        notInFive.add(each + " " + offered.stream().limit(5).toList());
      }
    }
    System.out.printf(
        "%s: %d goods, %d not first, %d not in five%n",
        file, all.size(), notFirst.size(), notInFive.size());
    assertTrue(notFirst.size() * 100 <= all.size() * 15, () -> String.join("\n", notFirst));
    assertTrue(notInFive.size() * 100 <= all.size() * 5, () -> String.join("\n", notInFive));
  }

  /// Fruit pastes obtained by cooking stand in 2007 of the Harmonized System, not with sweets.
  @Test
  void apricotPasteIsAPreparationOfFruit() {
    assertEquals("2007", offered("قمردين").getFirst());
    assertEquals("2007", offered("قمر الدين قمردين").getFirst());
  }

  @Test
  void theSameWordIsFoundInItsForms() {
    for (String each : List.of("تمور", "تمر", "التمر", "تُمُور")) {
      assertEquals("0804", offered(each).getFirst(), each);
    }
    for (String each : List.of("نظارة شمسية", "النظارات الشمسيّة", "نظارات شمسيه")) {
      assertEquals("9004", offered(each).getFirst(), each);
    }
    for (String each : List.of("Watches", "watch", "wrist-watch")) {
      assertTrue(List.of("9101", "9102").contains(offered(each).getFirst()), each);
    }
    assertEquals(offered("أدوية"), offered("ادويه"));
  }

  @Test
  void theTariffOfACountryStandsBesideTheHeadingsOfTheWorld(@TempDir Path folder)
      throws IOException {
    Path root = Path.of(System.getProperty("wasl.root", "../.."), "countries");
    Files.createDirectories(folder.resolve("world"));
    Files.createDirectories(folder.resolve("xx"));
    Files.copy(root.resolve("world/headings.json"), folder.resolve("world/headings.json"));
    Files.writeString(
        folder.resolve("xx/headings.json"),
        """
        {"headings": [{"code": "08041000", "ar": "تمور زهدي", "en": "zahdi dates"}],
         "source": "test", "confidence": "EXAMPLE"}
        """);
    HeadingBook book = CustomsFiles.headings(new CountriesFolder(folder), new PartyId("xx"));
    assertEquals("08041000", book.find("zahdi").getFirst().code());
    assertEquals("0804", book.find("mango").getFirst().code());
  }

  @Test
  void theBeginningOfAWordIsEnoughWhileItIsTyped() {
    assertTrue(offered("choco").contains("1806"));
    assertTrue(offered("شوكو").contains("1806"));
  }
}
