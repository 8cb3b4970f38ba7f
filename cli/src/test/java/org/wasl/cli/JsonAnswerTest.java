package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.node.drop.DropFolder;
import org.wasl.terms.Refusal;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// With `--json` standard output holds one JSON object, read here by another program's reader.
class JsonAnswerTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String CALLS =
      """
      id,a,b,seizure,answer,seconds,trunk,cause
      1,+963933123456,+9647901234567,2026-09-01T08:00:01+03:00,2026-09-01T08:00:09+03:00,64,gw-1,16
      2,+963933123457,+9647901234568,2026-09-02T08:00:01+03:00,2026-09-02T08:00:09+03:00,61,gw-1,16
      3,+963933123458,+9647901234569,2026-09-03T08:00:01+03:00,2026-09-03T08:00:09+03:00,7,gw-1,16
      3,+963933123458,+9647901234569,2026-09-03T08:00:01+03:00,2026-09-03T08:00:09+03:00,7,gw-1,16
      not,a,call
      """;
  @TempDir private Path folder;

  private static JsonNode json(int exit, Object... words) {
    Ran ran = Ran.wasl(Stream.concat(Arrays.stream(words), Stream.of("--json")).toArray());
    assertEquals(exit, ran.exit(), ran.err());
    JsonNode answer = JSON.readTree(ran.out());
    assertTrue(answer.isObject(), ran.out());
    return answer;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Object[] priced(String command, Path calls) {
    List<Object> words = List.of("voice", command, calls, "--as", "sy", "--with", "iq");
    return command.equals("price")
        ? words.toArray()
        : Stream.concat(words.stream(), Stream.of("--month", "2026-09")).toArray();
  }

  @Test
  void theCountsOfAPassAddUpAndItsAccountIsThatOfTheAccountCommand() throws Exception {
    Path calls = file("calls.csv", CALLS);
    JsonNode rate = json(0, priced("rate", calls));
    assertEquals(5, rate.get("read").asInt());
    assertEquals(3, rate.get("rated").asInt());
    assertEquals(1, rate.get("duplicates").asInt());
    assertEquals(1, rate.get("quarantined").asInt());
    assertEquals(6, rate.get("flaws").get(0).get("line").asInt());
    Ran account =
        Ran.wasl(
            Stream.concat(Arrays.stream(priced("account", calls)), Stream.of("--json")).toArray());
    byte[] canonical = account.out().strip().getBytes(StandardCharsets.UTF_8);
    assertTrue(JSON.readTree(canonical).isObject());
    assertEquals(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)),
        rate.get("digest").asString());
  }

  @Test
  void eachCallIsPricedOnceAndNoneSuspended() throws IOException {
    JsonNode price = json(0, priced("price", file("calls.csv", CALLS)));
    assertEquals(3, price.get("calls").size());
    assertEquals(0, price.get("suspended").asInt());
    assertEquals(2, price.get("calls").get(0).get("line").asInt());
    assertEquals("2026-09-01", price.get("calls").get(0).get("day").asString());
  }

  @Test
  void aFileThatIsRefusedInTheMiddleStillLeavesOneObject() throws IOException {
    Path calls = file("calls.csv", CALLS);
    Path other = file("other.csv", "no,known,heading\n1,2,3\n");
    JsonNode answer = json(1, "voice", "price", calls, other, "--as", "sy", "--with", "iq");
    assertEquals(3, answer.get("calls").size());
    assertEquals(other.toString(), answer.get("problem").get("where").asString());
  }

  @Test
  void theAccountsOfBothSidesCompareLineByLine() throws IOException {
    Path calls = file("calls.csv", CALLS);
    Path fewer = file("fewer.csv", CALLS.lines().limit(3).reduce("", (a, b) -> a + b + "\n"));
    Path ours = account("ours.json", calls, "sy", "iq");
    Path theirs = account("theirs.json", calls, "iq", "sy");
    JsonNode same = json(0, "voice", "compare", ours, theirs);
    assertEquals(0, same.get("differ").size());
    assertTrue(same.get("lines").asInt() > 0);
    JsonNode less = json(1, "voice", "compare", ours, account("less.json", fewer, "iq", "sy"));
    assertEquals(1, less.get("differ").size());
    assertEquals(1, less.get("overTolerance").asInt());
    assertEquals("2026-09-03", less.get("differ").get(0).get("day").asString());
    assertEquals(2, json(2, "voice", "compare", ours, ours).get("problem").get("exit").asInt());
  }

  private Path account(String name, Path calls, String us, String them) throws IOException {
    Ran ran =
        Ran.wasl(
            "voice", "account", calls, "--as", us, "--with", them, "--month", "2026-09", "--json");
    assertEquals(0, ran.exit(), ran.err());
    return file(name, ran.out().strip());
  }

  @Test
  void aSampleMonthSaysWhatItMade() {
    JsonNode made =
        json(
            0,
            "voice",
            "generate",
            folder.resolve("month"),
            "--between",
            "sy",
            "iq",
            "--calls",
            "500");
    assertEquals(500, made.get("calls").asInt());
    assertTrue(Files.isDirectory(Path.of(made.get("folder").asString())));
  }

  @Test
  void trafficWithMisuseIsMadeAndMeasured() {
    Object[] traffic = {
      "--between",
      "sy",
      "iq",
      "--days",
      "1",
      "--subscribers",
      "1000",
      "--across",
      "800",
      "--bypassed",
      "500"
    };
    Object[] make =
        Stream.concat(
                Stream.of("voice", "generate-fraud", folder.resolve("traffic")),
                Arrays.stream(traffic))
            .toArray();
    assertTrue(json(0, make).get("originGateway").asInt() > 0);
    JsonNode score =
        json(
            0,
            Stream.concat(Stream.of("voice", "measure-fraud"), Arrays.stream(traffic)).toArray());
    JsonNode bypass = score.get("bypass");
    assertTrue(bypass.get("planted").asInt() >= bypass.get("findable").asInt());
    assertTrue(bypass.get("findable").asInt() >= bypass.get("found").asInt());
    assertTrue(score.get("misuse").isObject());
  }

  @Test
  void whatBecameOfEachFileThatANodeWasGivenIsSaid() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    DropFolder drop =
        new DropFolder(
            home.resolve("drop").resolve("voice"),
            (name, _) ->
                name.endsWith("good.csv")
                    ? new DropFolder.Result.Taken("read 1\n")
                    : new DropFolder.Result.Refused(Refusal.of("test.no", "لا", "no")));
    Thread node =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (!Thread.interrupted()) {
                  drop.look(Instant.now().plusSeconds(60));
                  Thread.sleep(20);
                }
              } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    JsonNode loaded =
        json(1, "voice", "load", file("good.csv", "x"), file("bad.csv", "x"), "--home", home);
    node.interrupt();
    assertFalse(loaded.get("taken").asBoolean());
    assertTrue(loaded.get("files").get(0).get("taken").asBoolean());
    assertFalse(loaded.get("files").get(1).get("taken").asBoolean());
    assertTrue(loaded.get("files").get(1).get("report").asString().contains("لا"));
  }

  @Test
  void theAnswersOfANumberFileAddUpToItsLines() throws IOException {
    Path numbers = file("numbers.txt", "+9647901234567\n\n963933123456\nnot a number\n");
    JsonNode checked = json(0, "numbering", "check", numbers, "--as", "sy");
    int sum = 0;
    for (JsonNode count : checked.get("answers")) {
      sum += count.asInt();
    }
    assertEquals(4, checked.get("lines").asInt());
    assertEquals(1, checked.get("blank").asInt());
    assertEquals(3, sum);
    assertEquals(3, checked.get("numbers").size());
    assertEquals("+9647901234567", checked.get("numbers").get(0).get("e164").asString());
    assertEquals(4, checked.get("numbers").get(2).get("line").asInt());
  }

  @Test
  void aFiledPlanIsReadBackRowByRow() throws IOException {
    Path filed = folder.resolve("plan.csv");
    JsonNode written =
        json(
            0,
            "numbering",
            "file",
            "sy",
            filed,
            "--date",
            "2026-01-01",
            "--name",
            "N",
            "--authority",
            "A",
            "--language",
            "EN");
    assertEquals(Files.size(filed), written.get("bytes").asLong());
    JsonNode read = json(0, "numbering", "import", filed);
    JsonNode report = read.get("report");
    assertEquals(1, report.get("filesRead").asInt());
    assertTrue(report.get("proposals").asInt() > 0);
    assertEquals(report.get("proposals").asInt(), rows(read, "proposal"));
    assertEquals(report.get("changes").asInt(), rows(read, "change"));
    JsonNode counted = json(0, "numbering", "import", filed, "--report");
    assertEquals(report, counted.get("report"));
    assertFalse(counted.has("rows"));
  }

  private static int rows(JsonNode read, String kind) {
    int found = 0;
    for (JsonNode row : read.get("rows")) {
      found += row.get("row").asString().equals(kind) ? 1 : 0;
    }
    return found;
  }

  @Test
  void aPlanDoesNotDifferFromItselfAndDiffersFromAnother() {
    JsonNode same = json(0, "numbering", "diff", "plan:sy", "plan:sy").get("steps").get(0);
    assertEquals(0, same.get("differences").size());
    assertTrue(same.get("counts").get("UNCHANGED").asInt() > 0);
    JsonNode other = json(0, "numbering", "diff", "plan:sy", "plan:iq").get("steps").get(0);
    assertTrue(other.get("differences").size() > 0);
    JsonNode days = json(0, "numbering", "diff", "plan:sy", "--on", "2020-01-01", "2026-01-01");
    assertTrue(days.get("steps").isArray());
  }

  @Test
  void theRowsOfARoutingTableAreThoseOfItsFile() throws IOException {
    Path out = folder.resolve("routing.csv");
    JsonNode routing = json(0, "numbering", "routing", "iq", out);
    assertEquals(
        Files.readAllLines(out).size() - 1,
        routing.get("rows").asInt() + routing.get("ofMoreDigits").asInt());
  }

  @Test
  void aNumberChangeCountsEveryNumberOnce() throws IOException {
    Path table =
        file(
            "changes.csv",
            "Old number,New number,Date of change,Parallel running until\n"
                + "33 2XX XXX,33 42X XXXX,2011-05-01,2011-08-01\n");
    Path book = file("book.csv", "name,phone\na,+963 33 212345\nb,+963 11 2123456\n");
    JsonNode changed =
        json(
            0,
            "numbering",
            "change",
            book,
            folder.resolve("new.csv"),
            "--table",
            table,
            "--country",
            "sy",
            "--column",
            "phone");
    assertEquals(2, changed.get("numbers").asInt());
    assertEquals(1, changed.get("converted").asInt());
    assertEquals(1, changed.get("unchanged").asInt());
    assertEquals(0, changed.get("refused").asInt());
  }

  /// The form of C2SP's signed-note and tlog-checkpoint.
  @Test
  void aCheckpointIsShownAsItStands() throws IOException {
    String root = Base64.getEncoder().encodeToString(new byte[32]);
    String line = Base64.getEncoder().encodeToString(new byte[68]);
    Path note =
        file("note", "example.org/log\n42\n" + root + "\n\n— example.org/log " + line + "\n");
    JsonNode shown = json(0, "log", "inspect", note);
    assertEquals("example.org/log", shown.get("origin").asString());
    assertEquals(42, shown.get("size").asInt());
    assertEquals("example.org/log", shown.get("signedBy").get(0).asString());
  }

  private Path home() throws IOException {
    Path home = Ran.settings(folder.resolve("node"), "sy", "iq");
    assertEquals(0, Ran.wasl("node", "init", home).exit());
    return home;
  }

  @Test
  void aNewNodeNamesItsAnchorAndPairingItsPeersWords() throws IOException {
    Path anchor = home().resolve("anchor.json");
    Path other = Ran.settings(folder.resolve("other"), "iq", "sy");
    JsonNode made = json(0, "node", "init", other);
    assertEquals(other.resolve("anchor.json").toString(), made.get("anchor").asString());
    JsonNode pair = json(0, "pair", other, anchor);
    assertEquals("node.sy.wasl", pair.get("peer").asString());
    assertEquals(12, pair.get("words").size());
    assertFalse(pair.get("added").asBoolean());
    assertTrue(json(0, "pair", other, anchor, "--confirmed").get("added").asBoolean());
    JsonNode again = json(1, "node", "init", other).get("problem");
    assertEquals(other.toString(), again.get("where").asString());
  }

  @Test
  void aReceiptOfNobodyIsRefutedAndSeveralAreCounted() throws IOException {
    Path anchor = home().resolve("anchor.json");
    Path receipts = Files.createDirectories(folder.resolve("receipts"));
    for (String name : List.of("a.zip", "b.zip")) {
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(receipts.resolve(name)))) {
        zip.putNextEntry(new ZipEntry("entry"));
      }
    }
    JsonNode one = json(1, "verify", receipts.resolve("a.zip"), "--trust", anchor);
    assertFalse(one.get("proved").asBoolean());
    assertTrue(one.get("code").asString().length() > 1);
    JsonNode both = json(1, "verify", receipts, "--trust", anchor);
    assertEquals(2, both.get("receipts").size());
    assertEquals(2, both.get("refutedReceipts").asInt());
    assertEquals(0, both.get("provedReceipts").asInt());
  }

  @Test
  void theDoctorFindsTheMissingPeer() throws IOException {
    JsonNode found = json(1, "doctor", home());
    assertFalse(found.get("well").asBoolean());
    int unwell = 0;
    for (JsonNode each : found.get("findings")) {
      unwell += each.get("well").asBoolean() ? 0 : 1;
    }
    assertEquals(1, unwell, found.toString());
  }

  @Test
  void theTwinCountsItsSeeds() {
    JsonNode ran = json(0, "twin", "--seeds", "1", "--from", "5");
    assertEquals(1, ran.get("passed").asInt());
    assertEquals(5, ran.get("from").asInt());
  }
}
