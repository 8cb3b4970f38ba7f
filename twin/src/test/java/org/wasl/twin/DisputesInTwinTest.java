package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.Entry;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Proposal;
import org.wasl.border.linking.Anchor;
import org.wasl.border.proving.EvidenceBundle;
import org.wasl.border.proving.EvidenceBundle.Worth;
import org.wasl.border.proving.Receipt;
import org.wasl.border.proving.ReceiptVerifier;
import org.wasl.border.proving.ReceiptVerifier.Verdict.Proved;
import org.wasl.numbering.NationalPlan;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.exchange.Dispute;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.generation.SampleMonth;
import org.wasl.voice.setup.VoiceSetup;

/// Contests of both sides and what can be shown of them.
class DisputesInTwinTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final Person READER = new Person("reader", new OrganisationId("test.gateway"));
  private static final Pattern PART =
      Pattern.compile("\\{\"bytes\":(\\d+),\"name\":\"([^\"]+)\",\"sha256\":\"([0-9a-f]{64})\"\\}");
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId first = countries.listParties().get(0);
  private final PartyId second = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");

  private Twin loaded() throws IOException {
    Map<PartyId, NationalPlan> plans = new TreeMap<>();
    plans.put(first, VoiceSetup.plan(countries, first));
    plans.put(second, VoiceSetup.plan(countries, second));
    new SampleMonth(VoiceSetup.agreement(countries, first, second), plans, SEPTEMBER, 20_000, 7)
        .write(folder.resolve("sample"), Progress.NONE);
    Twin twin = new Twin(countries, first, second, folder.resolve("twin"), 7, Twin.Faults.NONE);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      for (Path file : files(side.desk().us())) {
        side.desk().load(file.getFileName().toString(), Files.readAllBytes(file), Progress.NONE);
      }
    }
    return twin;
  }

  private List<Path> files(PartyId party) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("sample").resolve(party.value()))) {
      return all.sorted().toList();
    }
  }

  private static boolean isAnswered(Twin twin) {
    List<Dispute> all = twin.one().desk().disputes().disputes();
    return all.stream().anyMatch(each -> each.standing() == Dispute.Standing.ANSWERED);
  }

  private static void step(Twin twin) {
    twin.one().autopilot().step(SEPTEMBER, Progress.NONE);
    twin.settle(20_000);
    if (!isAnswered(twin)) {
      twin.other().autopilot().step(SEPTEMBER, Progress.NONE);
      twin.settle(20_000);
    }
  }

  private static boolean approve(Twin twin, Twin.Side side, Proposal proposal) {
    boolean done =
        side.border()
                .approvals()
                .approve(proposal.id(), new Person("second", READER.organisation()))
            instanceof Approvals.Decision.Done;
    twin.settle(20_000);
    return done;
  }

  /// The analyst contests one line of many, and the other one maintains what the evidence would
  /// concede.
  @Test
  void whatIsContestedAndHowItIsAnsweredIsThePeoplesChoice() throws IOException {
    Twin twin = loaded();
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      side.autopilot().step(SEPTEMBER, Progress.NONE);
      twin.settle(20_000);
    }
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertTrue(side.desk().requestDetails(SEPTEMBER, READER));
      twin.settle(20_000);
      assertTrue(side.desk().hasDetails(SEPTEMBER));
    }
    VoiceDesk asking = twin.one().desk();
    List<Contest.Item> claims = asking.claims(SEPTEMBER);
    assertTrue(claims.size() > 1, "planted differences");
    LineKey chosen = claims.getLast().key();
    assertEquals(Optional.empty(), asking.proposeContest(SEPTEMBER, _ -> false, READER));
    Proposal contest = asking.proposeContest(SEPTEMBER, chosen::equals, READER).orElseThrow();
    assertTrue(approve(twin, twin.one(), contest));
    VoiceDesk asked = twin.other().desk();
    Contest came = asked.month(SEPTEMBER).unanswered().getFirst();
    assertEquals(List.of(claims.getLast()), came.items(), "the chosen line alone, as it was shown");
    assertEquals(
        List.of(chosen),
        asked.suggestions(SEPTEMBER, came).stream().map(each -> each.item().key()).toList());
    Proposal answer =
        asked.proposeAnswer(SEPTEMBER, came, Map.of(chosen, ContestAnswer.Kind.MAINTAIN), READER);
    assertTrue(approve(twin, twin.other(), answer));
    ContestAnswer.Ruling ruling =
        asking.disputes().disputes().getFirst().answer().orElseThrow().rulings().getFirst();
    assertEquals(ContestAnswer.Kind.MAINTAIN, ruling.kind());
    assertEquals(chosen, ruling.key());
  }

  private static Map<String, byte[]> parts(byte[] zip) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        parts.put(each.getName(), in.readAllBytes());
      }
    }
    return parts;
  }

  private static String text(Map<String, byte[]> parts, String name) {
    return new String(parts.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  @Test
  void theEvidenceOfAContestNamesTheDigestOfEachPartAndHoldsNoNumber() throws Exception {
    Twin twin = loaded();
    for (int round = 0; round < 12 && !isAnswered(twin); round++) {
      step(twin);
    }
    Dispute dispute =
        twin.one().desk().disputes().disputes().stream()
            .filter(each -> each.answer().isPresent())
            .findFirst()
            .orElseThrow();
    byte[] zip =
        twin.one().desk().evidence(SEPTEMBER, dispute.contest().id(), READER).orElseThrow();
    assertArrayEquals(
        zip, twin.one().desk().evidence(SEPTEMBER, dispute.contest().id(), READER).orElseThrow());
    Map<String, byte[]> parts = parts(zip);
    Matcher listed = PART.matcher(text(parts, "manifest.json"));
    Set<String> named = new HashSet<>(Set.of("manifest.json"));
    while (listed.find()) {
      byte[] part = parts.getOrDefault(listed.group(2), new byte[0]);
      assertEquals(Integer.parseInt(listed.group(1)), part.length);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(part);
      assertEquals(listed.group(3), HexFormat.of().formatHex(digest), listed.group(2));
      named.add(listed.group(2));
    }
    assertEquals(named, parts.keySet(), "every part is named, and no other");
    assertEquals(
        Set.of(
            "manifest.json",
            "contest.json",
            "answer.json",
            "account-" + first + ".json",
            "account-" + second + ".json",
            "rows-" + first + ".csv",
            "rows-" + second + ".csv",
            "receipts/account-" + first + ".zip",
            "receipts/account-" + second + ".zip",
            "receipts/contest.zip",
            "receipts/answer.zip",
            "profiles.json"),
        named);
    requireNoNumber(parts);
    requireReceiptOf(parts, "contest");
    requireProved(twin, zip);
    assertTrue(
        twin.one().border().auditTrail().newest(20).stream()
            .anyMatch(line -> line.action().equals("voice.evidence.read")));
  }

  /// The receipt is of the very body in the bundle: its entry commits to it.
  private static void requireReceiptOf(Map<String, byte[]> parts, String step) throws Exception {
    Receipt receipt = Receipt.read(parts.getOrDefault("receipts/" + step + ".zip", new byte[0]));
    Entry entry = Entry.read("receipt", receipt.entry());
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update("wasl/body/v1".getBytes(StandardCharsets.US_ASCII));
    sha.update(receipt.salt().orElseThrow());
    sha.update(parts.getOrDefault(step + ".json", new byte[0]));
    assertEquals(Base64.getEncoder().encodeToString(sha.digest()), entry.commitment());
  }

  /// Whoever holds the anchors of both nodes finds every receipt and its body right.
  private static void requireProved(Twin twin, byte[] zip) {
    EvidenceBundle bundle = EvidenceBundle.read(zip);
    assertArrayEquals(zip, bundle.zip());
    List<Anchor> anchors = List.of(twin.one().border().anchor(), twin.other().border().anchor());
    Map<String, Worth> worths = bundle.check(new ReceiptVerifier(anchors));
    long proved =
        worths.values().stream()
            .filter(each -> each instanceof Worth.Checked(Proved one) && one.bodyChecked())
            .count();
    assertEquals(4, proved, "contest, answer and two accounts: " + worths);
    worths = bundle.check(new ReceiptVerifier(anchors.subList(0, 1)));
    assertTrue(worths.values().stream().noneMatch(each -> each instanceof Worth.Checked(Proved _)));
  }

  private void requireNoNumber(Map<String, byte[]> parts) throws IOException {
    Set<String> numbers = new HashSet<>();
    for (PartyId party : List.of(first, second)) {
      for (Path file : files(party)) {
        Matcher number =
            Pattern.compile("\\+(96[34]\\d{7,12})")
                .matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (number.find()) {
          numbers.add(number.group(1));
        }
      }
    }
    assertFalse(numbers.isEmpty());
    Pattern run = Pattern.compile("\\d{10,15}");
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      if (!part.getKey().endsWith(".zip")) {
        Matcher digits = run.matcher(new String(part.getValue(), StandardCharsets.UTF_8));
        while (digits.find()) {
          assertFalse(numbers.contains(digits.group()), part.getKey());
        }
      }
    }
  }

  @Test
  void afterTheMonthWasClosedTheManifestSaysThatTheRowsWereErased() throws IOException {
    Twin twin = loaded();
    for (int round = 0; round < 30; round++) {
      twin.one().autopilot().step(SEPTEMBER, Progress.NONE);
      twin.settle(20_000);
      twin.other().autopilot().step(SEPTEMBER, Progress.NONE);
      twin.settle(20_000);
    }
    Dispute dispute = twin.other().desk().disputes().disputes().getFirst();
    assertEquals(Dispute.Standing.AGREED, dispute.standing());
    Map<String, byte[]> parts =
        parts(
            twin.other().desk().evidence(SEPTEMBER, dispute.contest().id(), READER).orElseThrow());
    assertFalse(parts.containsKey("rows-" + first + ".csv"));
    assertTrue(text(parts, "manifest.json").contains("erased-at-closing"));
    assertTrue(parts.containsKey("receipts/contest.zip"));
  }
}
