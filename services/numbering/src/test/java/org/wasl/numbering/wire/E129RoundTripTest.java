package org.wasl.numbering.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.FilingReader;
import org.wasl.numbering.filing.Lengths;
import org.wasl.numbering.filing.Place;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.numbering.filing.Proposed;
import org.wasl.numbering.proposing.Presentation;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// generate → import is the identity, in every form and language.
class E129RoundTripTest {
  private static final Place NOWHERE = new Place("-", 0, 0, 0);
  private static final String[] TEXTS = {
    "",
    "Mobile",
    "خليوي",
    "Téléphonie fixe",
    "A & B <c> \"d\"",
    "reserved for 5G; not issued yet",
    "withdrawn in 2019",
    "دمشق وريفها",
    "Zain – Range 1 (GSM/3G/4G)",
    "12",
    "a,b;c",
    "=1+1",
    "0",
    "Minimum length",
    "x—y",
    "NDC",
    "اتصالات 100%"
  };

  static List<byte[]> forms(PlanFiling plan, E129Words words) {
    return List.of(
        E129Docx.write(plan, words), E129Csv.write(plan, words), E129Json.write(plan, words));
  }

  private static void assertIdentity(PlanFiling plan) {
    List<Proposed> expected = plan.entries().stream().map(e -> e.somewhere(NOWHERE)).toList();
    for (E129Words words : E129Words.values()) {
      for (byte[] bytes : forms(plan, words)) {
        List<FiledDocument> read = FilingFiles.read("plan.csv", bytes);
        Filing filing = new FilingReader(FilingContext.UNKNOWN).read(read.getFirst());
        List<Proposed> found = filing.proposals().map(e -> e.somewhere(NOWHERE)).toList();
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
          assertEquals(expected.get(i), found.get(i), words.name());
        }
        assertEquals(expected.size(), found.size(), words.name());
      }
    }
  }

  @Test
  void randomPlansComeBackUnchanged() {
    Random random = new Random(5);
    for (int round = 0; round < 120; round++) {
      assertIdentity(plan(random, 1 + random.nextInt(25)));
    }
  }

  @Test
  void anEmptyPlanComesBackEmpty() {
    assertIdentity(plan(new Random(1), 0));
  }

  @Test
  void theSamePlanGivesTheSameBytes() {
    for (E129Words words : E129Words.values()) {
      List<byte[]> one = forms(plan(new Random(9), 20), words);
      List<byte[]> other = forms(plan(new Random(9), 20), words);
      for (int i = 0; i < one.size(); i++) {
        assertArrayEquals(one.get(i), other.get(i));
      }
    }
  }

  /// What the registry presents of both shipped plans is written in each form and language, and
  /// read back.
  @Test
  void theShippedPlansComeBackUnchanged() {
    CountriesFolder countries =
        new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
    LocalDate day = LocalDate.of(2026, 9, 15);
    for (PartyId party : countries.listParties()) {
      NationalPlan plan = PlanFiles.read(party, countries.root().resolve(party.value()));
      List<Proposed> rows = Presentation.of(plan.entries(), day, countries.party(party).zone());
      assertTrue(rows.size() > 50, party + " " + rows.size());
      assertIdentity(filing("0", rows));
    }
  }

  private static PlanFiling filing(String trunk, List<Proposed> entries) {
    return new PlanFiling(
        new PlanFiling.Names("مثرا", "Mithraland", "Mithralande"),
        new PlanFiling.Names("هيئة مثرا", "Mithra Authority", "Autorité de Mithra"),
        "999",
        "00",
        trunk,
        LocalDate.of(2026, 9, 15),
        entries);
  }

  private static PlanFiling plan(Random random, int size) {
    String trunk = random.nextBoolean() ? "0" : "";
    List<Proposed> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(entry(random, trunk));
    }
    return filing(trunk, entries);
  }

  private static Proposed entry(Random random, String trunk) {
    FiledResource resource = FiledResource.values()[random.nextInt(FiledResource.values().length)];
    CodeRange range = range(random, resource == FiledResource.E164 && !trunk.isEmpty());
    int least = range.length() + random.nextInt(16 - range.length());
    int most = least + random.nextInt(16 - least);
    boolean without = resource != FiledResource.SHORT && random.nextInt(5) == 0;
    return new Proposed(
        resource,
        range,
        without ? Optional.empty() : Optional.of(new Lengths(least, most)),
        text(random),
        text(random),
        text(random),
        FiledStatus.values()[random.nextInt(FiledStatus.values().length)],
        day(random),
        day(random),
        text(random),
        NOWHERE);
  }

  private static CodeRange range(Random random, boolean noZero) {
    int digits = 1 + random.nextInt(9);
    long low = noZero ? (long) Math.pow(10, digits - 1) : 0;
    long high = (long) Math.pow(10, digits) - 1;
    long first = low + (long) (random.nextDouble() * (high - low));
    long last =
        random.nextBoolean() ? first : first + (long) (random.nextDouble() * (high - first));
    return new CodeRange(padded(first, digits), padded(last, digits));
  }

  private static String padded(long code, int digits) {
    String text = Long.toString(code);
    return "0".repeat(digits - text.length()) + text;
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static Optional<LocalDate> day(Random random) {
    return random.nextInt(3) == 0
        ? Optional.of(LocalDate.of(2010 + random.nextInt(20), 1 + random.nextInt(12), 1))
        : Optional.empty();
  }
}
