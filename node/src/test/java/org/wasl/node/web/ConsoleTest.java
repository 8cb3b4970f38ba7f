package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wasl.border.NodeId;
import org.wasl.border.approval.Proposal;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Fingerprint;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.log.Frontier;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.SignedNote;
import org.wasl.node.Node;
import org.wasl.node.redress.RedressDesk.Request;
import org.wasl.node.redress.RedressDesk.State;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.post.ConsignmentId;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.voice.exchange.VoiceDesk;

/// The console over real HTTP: what is open, what is closed, what every answer carries.
class ConsoleTest {
  private static final String PASSWORD = "a-long-password-for-tests";
  private static final List<String> PAGES =
      List.of(
          "/",
          "/voice",
          "/voice/2026-09",
          "/voice/sheets",
          "/voice/disputes",
          "/voice/2026-09/map",
          "/voice/2026-09/map?by=destinations&measure=minutes",
          "/voice/2026-09/differences",
          "/numbering",
          "/numbering/map",
          "/numbering/map?in=93",
          "/numbering/code?code=93",
          "/numbering/diff?plan=iq",
          "/numbering/routing",
          "/numbering/routing?plan=iq&digits=5",
          "/numbering/applications",
          "/numbering/filings",
          "/numbering/border",
          "/numbering/guard",
          "/voice/quality",
          "/voice/cases",
          "/post",
          "/post/desk",
          "/post/consignments",
          "/post/consignments/new",
          "/post/accept",
          "/post/serials",
          "/post/assess",
          "/post/item",
          "/post/quality",
          "/post/manager",
          "/post/empties",
          "/post/manager/mail?stream=ems-iq-sy&month=2026-09",
          "/post/manager/items?out=false&of=ARRIVED",
          "/post/manager/dispatches?out=false&which=NOTED",
          "/post/inquiries",
          "/post/inquiries?show=late",
          "/post/inquiries?show=closed",
          "/post/inquiries/new?item=RR000000076SY",
          "/post/accounts",
          "/post/accounts/rates",
          "/post/accounts/2026-09",
          "/post/accounts/2026-09/lines",
          "/post/item?id=EE123456785IQ",
          "/settings",
          "/approvals",
          "/link",
          "/link/peers",
          "/audit",
          "/audit/redress",
          "/admin");

  private static Node node;
  private static RunningConsole running;
  private static String base = "";
  private static String first = "";

  @BeforeAll
  static void startANode() {
    running = RunningConsole.start("console");
    node = running.node();
    base = running.base();
    first = base + "/first/" + running.firstToken();
    Browser browser = new Browser();
    String page = browser.get(first).body();
    HttpResponse<String> made =
        browser.post(first, page, Map.of("user", "nadia", "password", PASSWORD));
    assertEquals(302, made.statusCode());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  /// A client with cookies that sends the form's token.
  private static final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

    HttpResponse<String> get(String url) {
      return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    HttpResponse<byte[]> bytes(String url) {
      try {
        return client.send(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    HttpResponse<String> post(String url, String page, Map<String, String> fields) {
      Matcher token = TOKEN.matcher(page);
      String body =
          fields.entrySet().stream()
              .map(each ->
                  each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      String whole = token.find() ? body + "&_csrf=" + token.group(1) : body;
      return send(
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(whole))
              .build());
    }

    HttpResponse<String> postFile(
        String url, String page, Map<String, String> fields, String name, String file) {
      Matcher token = TOKEN.matcher(page);
      StringBuilder body = new StringBuilder();
      Map<String, String> all = new HashMap<>(fields);
      all.put("_csrf", token.find() ? token.group(1) : "");
      all.forEach((field, value) ->
          body.append("--part\r\nContent-Disposition: form-data; name=\"")
              .append(field)
              .append("\"\r\n\r\n")
              .append(value)
              .append("\r\n"));
      body.append("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
          .append(name)
          .append("\"\r\nContent-Type: text/csv\r\n\r\n")
          .append(file)
          .append("\r\n--part--\r\n");
      return send(
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "multipart/form-data; boundary=part")
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build());
    }

    HttpResponse<String> postJson(String url, String json) {
      return send(
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    Browser signedIn(String user, String password) {
      String page = get(base + "/login").body();
      post(base + "/login", page, Map.of("username", user, "password", password));
      return this;
    }
  }

  @Test
  void withoutSigningInEveryPageLeadsToTheSignIn() {
    for (String page : PAGES) {
      HttpResponse<String> answer = new Browser().get(base + page);
      assertEquals(302, answer.statusCode(), page);
      assertTrue(answer.headers().firstValue("Location").orElse("").endsWith("/login"), page);
    }
    assertEquals(302, new Browser().get(base + "/actuator/prometheus").statusCode());
  }

  @Test
  void everyPageIsDrawnInBothLanguagesWithoutAMissingText() {
    Browser browser = new Browser().signedIn("nadia", PASSWORD);
    for (String page : PAGES) {
      for (String language : List.of("ar", "en")) {
        HttpResponse<String> answer =
            browser.get(base + page + (page.contains("?") ? "&" : "?") + "lang=" + language);
        assertEquals(200, answer.statusCode(), page + " " + language);
        assertTrue(
            answer.body().contains(language.equals("ar") ? "dir=\"rtl\"" : "dir=\"ltr\""), page);
        assertFalse(answer.body().contains("??"), page + " lacks a text in " + language);
        assertFalse(answer.body().contains("style=\""), page + " has an inline style");
      }
    }
  }

  @Test
  void arabicIsTheDefault() {
    assertTrue(new Browser().get(base + "/login").body().contains("lang=\"ar\" dir=\"rtl\""));
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    HttpResponse<String> answer = new Browser().get(base + "/login");
    String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.contains("default-src 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("DENY", answer.headers().firstValue("X-Frame-Options").orElse(""));
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
  }

  @Test
  void theSessionCookieIsForHttpOnlyAndSameSite() {
    HttpResponse<String> answer = new Browser().get(base + "/login");
    String cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("WASL"))
            .findFirst()
            .orElse("");
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    Browser browser = new Browser().signedIn("nadia", PASSWORD);
    assertEquals(
        403,
        browser
            .post(base + "/link/pause", "", Map.of("origin", "x", "paused", "true"))
            .statusCode());
  }

  @Test
  void theFirstAdministratorsLinkWorksOnce() {
    assertEquals(302, new Browser().get(first).statusCode());
  }

  @Test
  void passwordsAreKeptAsArgon2() {
    String hash = new Accounts(node.source()).find("nadia").orElseThrow().password();
    assertTrue(hash.startsWith("$argon2id$"), hash.substring(0, 10));
  }

  @Test
  void everybodyMayCheckANumberWithoutAnAccountOrACookie() {
    Browser citizen = new Browser();
    assertEquals(200, citizen.get(base + "/check?lang=ar").statusCode());
    HttpResponse<String> answer =
        citizen.post(base + "/check", "", Map.of("number", "٠٩٣٣١٢٣٤٥٦", "home", "sy"));
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("OB-1251"), answer.body());
    assertTrue(
        answer.headers().allValues("Set-Cookie").stream()
            .noneMatch(each -> each.startsWith("WASL")),
        "no session is begun");
    assertFalse(answer.body().contains("??"));
  }

  @Test
  void aNumberThatWasCheckedStandsInNoLogNoTableAndNoAddress() throws IOException {
    PrintStream before = System.err;
    PrintStream out = System.out;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    PrintStream ear = new PrintStream(heard, true, StandardCharsets.UTF_8);
    System.setErr(ear);
    System.setOut(ear);
    try {
      Browser citizen = new Browser();
      citizen.post(base + "/check", "", Map.of("number", "+963 933 765 432"));
      citizen.postJson(
          base + "/api/numbering/check", "{\"numbers\":[\"+963933765432\",\"x963933765432\"]}");
      citizen.postJson(base + "/api/numbering/check", "{\"numbers\":[963933765432");
    } finally {
      System.setErr(before);
      System.setOut(out);
    }
    assertFalse(heard.toString(StandardCharsets.UTF_8).contains("933765432"));
    Path home = node.settings().home();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) < 64 << 20 && !file.toString().endsWith(".pid")) {
          String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          assertFalse(
              bytes.contains("933765432") || bytes.contains("933 765 432"), file.toString());
        }
      }
    }
  }

  @Test
  void programsAreAnsweredWithTheDecidingEntryAndRefusedWithAPlace() {
    Browser program = new Browser();
    HttpResponse<String> answer =
        program.postJson(
            base + "/api/numbering/check",
            "{\"home\":\"sy\",\"numbers\":[\"0933123456\",\"+9647300000000\",\"+96307801234567\"]}");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("\"answer\":\"LIVE\""), answer.body());
    assertTrue(answer.body().contains("\"document\":\"OB-1251\""));
    assertTrue(answer.body().contains("\"answer\":\"UNALLOCATED\""));
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    HttpResponse<String> wrong =
        program.postJson(base + "/api/numbering/check", "{\"numbers\":[],\"who\":1}");
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("$.who"), wrong.body());
  }

  @Test
  void aNumberChangeIsWrittenInLinesAndItsConsequencesAreShownToTheSecondPerson() {
    Browser officer = new Browser().signedIn("nadia", PASSWORD);
    String page = officer.get(base + "/numbering/border?lang=en").body();
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "moves", "٢٢٢ → 3222\n223 -> 3223\n",
                "digits", "8",
                "effective", "2030-05-01",
                "until", "2030-07-31",
                "ar", "تغيير أرقام",
                "en", "Number change"));
    assertEquals(302, officer.post(base + "/numbering/border/moves", page, form).statusCode());
    Proposal waiting =
        node.border().approvals().waiting().stream()
            .filter(each -> each.kind().equals("numbering.notice"))
            .reduce((_, last) -> last)
            .orElseThrow();
    String subject = new String(waiting.subject().canonicalBytes(), StandardCharsets.UTF_8);
    for (String told : List.of("IN_SERVICE", "WITHDRAWN", "QUARANTINE", "FREE", "\"3222\"")) {
      assertTrue(subject.contains(told), told);
    }
    node.border().approvals().withdraw(waiting.id(), waiting.proposedBy());
    form.put("moves", "222 → 932");
    HttpResponse<String> taken = officer.post(base + "/numbering/border/moves", page, form);
    assertTrue(taken.body().contains("another holder"), taken.body());
    form.put("moves", "222 to nowhere");
    HttpResponse<String> unread = officer.post(base + "/numbering/border/moves", page, form);
    assertTrue(unread.body().contains("222 to nowhere"), unread.body());
    assertFalse(unread.body().contains("??"));
  }

  @Test
  void anOldNumberIsAnsweredWithItsNewForm() {
    NumberingDesk desk = node.services().desk(NumberingDesk.class);
    Instant from = desk.now().minusSeconds(60);
    NumberMove move =
        new NumberMove(
            CodeRange.of("7435"),
            CodeRange.of("7436"),
            OptionalInt.of(10),
            from,
            from.plusSeconds(86_400));
    desk.registry()
        .record(
            new PlanChange(
                UUID.randomUUID(),
                desk.them(),
                PlanChange.Ground.NOTIFIED,
                List.of(),
                List.of(),
                List.of(move)));
    Browser citizen = new Browser();
    citizen.get(base + "/check?lang=en");
    String page = citizen.post(base + "/check", "", Map.of("number", "+964 7435 123456")).body();
    assertTrue(page.contains("This number changed") && page.contains("+964 743 612 3456"), page);
    String json =
        citizen
            .postJson(base + "/api/numbering/check", "{\"numbers\":[\"+9647435123456\"]}")
            .body();
    assertTrue(json.contains("\"to\":\"+9647436123456\""), json);
    Browser officer = new Browser().signedIn("nadia", PASSWORD);
    for (String path : List.of("/numbering?plan=iq", "/numbering/code?plan=iq&code=7435")) {
      assertTrue(officer.get(base + path + "&lang=en").body().contains("Number changes"), path);
    }
    String table = officer.get(base + "/numbering/moves.csv?plan=iq").body();
    assertTrue(table.contains("7435XXXXXX,7436XXXXXX,"), table);
  }

  private static Map<String, String> item(String id) {
    Map<String, String> form = new HashMap<>();
    form.put("item", id);
    form.put("office", "SYDAMA");
    form.put("kind", "GIFT");
    form.put("gross", "0.9");
    form.put("currency", "USD");
    for (String who : List.of("sender", "addressee")) {
      form.put(who + "Name", who.equals("sender") ? "رنا الحلبي" : "Ali Al-Khafaji");
      form.put(who + "Street", "17");
      form.put(who + "City", who.equals("sender") ? "دمشق" : "Baghdad");
    }
    form.put("description0", "قمصان قطنية");
    form.put("quantity0", "2");
    form.put("net0", "0,5");
    form.put("value0", "40");
    form.put("origin0", "SY");
    return form;
  }

  /// A wish that cannot be read is refused, so that what waits behind it is told; a clerk's role is
  /// asked for.
  @Test
  void aHandOverThatCannotBeReadIsRefusedAndNothingLeaves() {
    Browser clerk = new Browser().signedIn("nadia", PASSWORD);
    String page = clerk.get(base + "/post/consignments/new").body();
    String wish =
        """
        {"id":"00000000-0000-0000-0000-000000000001","office":"SYDAMA","receptacles":["SYDAMAIQBGWADEN60001001100021"],
         "leg":{"mode":"3","conveyance":"TRUCK","from":"SYDAMA","to":"IQBGWA"},
         "wall":"2026-09-10T09:00:00","offset":"+03:00","captured":"2026-09-10T06:00:00Z"}
        """;
    for (String[] each :
        new String[][] {
          {"2026-09-10T09:00:00", "yesterday"},
          {"+03:00", "+99:00"},
          {"2026-09-10T06:00:00Z", ""},
          {"\"mode\":\"3\"", "\"mode\":\"\""},
          {"SYDAMAIQBGWADEN60001001100021", "SYDAMA"},
          {"\"conveyance\":\"TRUCK\",", ""},
          {"00000000-0000-0000-0000-000000000001", "one"}
        }) {
      String wrong = wish.replace(each[0], each[1]);
      assertEquals(
          400,
          clerk.post(base + "/post/desk/leave", page, Map.of("wish", wrong)).statusCode(),
          wrong);
    }
    HttpResponse<String> unknown =
        clerk.post(base + "/post/desk/leave", page, Map.of("wish", wish));
    assertEquals(200, unknown.statusCode());
    assertTrue(unknown.body().contains("post.consignment.unknown"), unknown.body());
    addAccount("hala", "sy.telecom", "VIEWER");
    new Accounts(node.source()).enable("hala", true);
    Browser viewer = new Browser().signedIn("hala", PASSWORD);
    String own = viewer.get(base + "/voice").body();
    assertEquals(
        403, viewer.post(base + "/post/desk/leave", own, Map.of("wish", wish)).statusCode());
  }

  @Test
  void aFieldThatCannotBeReadIsNamedAndWhatWasEnteredStays() {
    Browser clerk = new Browser().signedIn("nadia", PASSWORD);
    String page = clerk.get(base + "/post/accept?lang=en").body();
    Map<String, String> form = item(ItemId.of("CP", 47_312_477, "SY").value());
    form.put("value0", "forty");
    String again = clerk.post(base + "/post/accept", page, form).body();
    assertTrue(again.contains("<strong>Value</strong>"), again);
    assertTrue(again.contains("value=\"رنا الحلبي\""), "the sender stays");
    assertTrue(again.contains("value=\"قمصان قطنية\""), "the contents stay");
    assertFalse(again.contains("??"));
  }

  /// No node is paired here, so that nothing may leave: the clerk tries again with the same number.
  @Test
  void anItemThatCouldNotBeToldKeepsItsNumberForTheNextTry() {
    Browser clerk = new Browser().signedIn("nadia", PASSWORD);
    String page = clerk.get(base + "/post/accept?lang=en").body();
    Map<String, String> form = item(ItemId.of("CP", 47_312_479, "SY").value());
    for (int i = 0; i < 2; i++) {
      String again = clerk.post(base + "/post/accept", page, form).body();
      assertTrue(again.contains("there is no lane to this peer"), again);
      assertTrue(again.contains("value=\"رنا الحلبي\""), "what was entered stays");
    }
  }

  @Test
  void aDeclarationDeclaredAnewStaysWithItsItem() {
    Browser clerk = new Browser().signedIn("nadia", PASSWORD);
    String page = clerk.get(base + "/post/accept?lang=en").body();
    assertFalse(page.contains("readonly"), "a new item is typed");
    String declared = ItemId.of("CP", 47_312_480, "SY").value();
    String other = ItemId.of("CP", 47_312_481, "SY").value();
    for (String replaced : List.of(declared, "true")) {
      Map<String, String> form = item(other);
      form.put("replaces", replaced);
      String again = clerk.post(base + "/post/accept", page, form).body();
      assertTrue(
          again.contains("the one of item " + replaced + ", not of " + other + "; nothing"), again);
      int field = again.indexOf("<input id=\"item\"");
      String item = again.substring(field, again.indexOf('>', field));
      assertTrue(item.contains("readonly"), item);
      assertTrue(item.contains("value=\"" + replaced + "\""), item);
      assertFalse(again.contains("id=\"next-number\""), "no number is drawn for it");
    }
    Map<String, String> form = item(declared);
    form.put("replaces", declared);
    assertTrue(
        clerk.post(base + "/post/accept", page, form).body().contains("no declaration of ours"));
  }

  @Test
  void theItuPresentationAndTheMachineFormComeFromOneClick() {
    Browser officer = new Browser().signedIn("nadia", PASSWORD);
    for (String language : List.of("AR", "EN", "FR")) {
      HttpResponse<String> word =
          officer.get(base + "/numbering/filings/e129.docx?language=" + language);
      assertEquals(200, word.statusCode(), language);
      assertTrue(word.body().startsWith("PK"), language);
    }
    String csv = officer.get(base + "/numbering/filings/e129.csv?language=EN").body();
    assertTrue(csv.contains("WAFA Telecom") && csv.contains("93"), csv);
  }

  @Test
  void onlyTheNumberingOfficerProposesAndASecondPersonApproves() {
    Browser officer = new Browser().signedIn("nadia", PASSWORD);
    String page = officer.get(base + "/numbering/applications").body();
    Map<String, String> wish =
        Map.of(
            "applicant",
            "sy.wafa",
            "resource",
            "E164_NDC",
            "codes",
            "88",
            "digits",
            "9",
            "usage",
            "MOBILE",
            "monthlyNeed",
            "900000",
            "purpose",
            "a new network");
    assertEquals(302, officer.post(base + "/numbering/applications", page, wish).statusCode());
    NumberingDesk desk = node.services().desk(NumberingDesk.class);
    var application = desk.administration().applications().getFirst();
    String decide = base + "/numbering/applications/" + application.id() + "/ALLOCATED";
    officer.post(decide, page, Map.of("conditions", "within a year"));
    Browser approver = secondPerson();
    String own = approver.get(base + "/numbering/applications").body();
    assertEquals(403, approver.post(decide, own, Map.of()).statusCode());
    assertEquals(302, decideFirst(approver, "numbering.decision").statusCode());
    assertEquals(
        "ALLOCATED_NOT_IN_SERVICE",
        desk.classifier().classify("+963 88 1234567", desk.us(), node.now()).outcome().code());
    HttpResponse<String> letter =
        officer.get(
            base + "/numbering/applications/" + application.id() + "/letter.pdf?language=ar");
    assertTrue(letter.body().startsWith("%PDF-1.7"));
  }

  private static final Map<String, String> SHEET_FORM =
      Map.of(
          "stream",
          "iq-sy",
          "unit",
          "MINUTE",
          "dates",
          "YEAR_MONTH_DAY",
          "from",
          "2031-01-01",
          "initial",
          "60",
          "step",
          "1");

  @Test
  void aRateSheetShowsWhatItChangesAndIsSentByTwoPersons() {
    Browser analyst = new Browser().signedIn("nadia", PASSWORD);
    String page = analyst.get(base + "/voice/sheets").body();
    HttpResponse<String> read =
        analyst.postFile(
            base + "/voice/sheets/read",
            page,
            SHEET_FORM,
            "sheet.csv",
            "Prefix,Rate\n963,900\n9639,0.000001\n96311112,0.5\n");
    assertEquals(302, read.statusCode());
    String sheet = read.headers().firstValue("Location").orElse("");
    String shown = analyst.get(sheet + "?lang=en").body();
    assertTrue(shown.contains("900.000000") && shown.contains("increased"), shown);
    assertTrue(shown.contains("0.000001") && shown.contains("new"), shown);
    assertFalse(shown.contains("??"));
    assertEquals(302, analyst.post(sheet + "/propose", page, Map.of()).statusCode());
    assertEquals(List.of(), node.services().desk(VoiceDesk.class).sheetBook().sheets());
    assertTrue(
        node.border().approvals().waiting().stream()
            .anyMatch(each -> each.kind().equals("voice.sheet")));
  }

  /// The tariff begins with 2026.
  @Test
  void callsWithoutAPriceStandOnThePageOfTheirMonthAndAnAnalystOpensThem() {
    String file =
        "id,a,b,seizure,answer,seconds,trunk,cause\n1,+963933123456,+9647901234567,"
            + "2025-12-31T12:00:00+03:00,2025-12-31T12:00:00+03:00,60,gw-1,16\n";
    node.services()
        .desk(VoiceDesk.class)
        .load("december.csv", file.getBytes(StandardCharsets.UTF_8), Progress.NONE);
    Browser analyst = new Browser().signedIn("nadia", PASSWORD);
    String month = analyst.get(base + "/voice/2025-12?lang=en").body();
    assertTrue(month.contains("1 loaded calls of this month (1 answered, 60 seconds)"), month);
    assertTrue(month.contains("+964790") && month.contains("hold on other days"), month);
    String calls = analyst.get(base + "/voice/2025-12/unpriced?prefix=964790&lang=en").body();
    assertTrue(calls.contains("december.csv:2"), calls);
    assertFalse(calls.contains("9647901234567"), "the last digits are hidden");
    String arabic = analyst.get(base + "/voice/2025-12?lang=ar").body();
    assertTrue(arabic.contains("مكالمات بلا سعر"), arabic);
    assertFalse((month + calls + arabic).contains("??"));
  }

  @Test
  void aRateSheetWithAFlawIsNotReadAndItsPlaceIsNamed() {
    Browser analyst = new Browser().signedIn("nadia", PASSWORD);
    String page = analyst.get(base + "/voice/sheets?lang=en").body();
    HttpResponse<String> read =
        analyst.postFile(
            base + "/voice/sheets/read",
            page,
            SHEET_FORM,
            "sheet.csv",
            "Prefix,Rate\n963,0.1\n9.63E+11,0.2\n");
    assertEquals(200, read.statusCode());
    assertTrue(read.body().contains("9.63E+11"), read.body());
    assertTrue(read.body().contains("scientific notation"), read.body());
    HttpResponse<String> theirs =
        analyst.postFile(
            base + "/voice/sheets/read",
            page,
            withStream("sy-iq"),
            "sheet.csv",
            "Prefix,Rate\n964,0.1\n");
    assertEquals(400, theirs.statusCode());
  }

  private static void addAccount(String user, String organisation, String role) {
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    administrator.post(
        base + "/admin/accounts",
        administrator.get(base + "/admin").body(),
        Map.of("user", user, "password", PASSWORD, "organisation", organisation, "role", role));
  }

  private static Map<String, String> withStream(String stream) {
    Map<String, String> form = new HashMap<>(SHEET_FORM);
    form.put("stream", stream);
    return form;
  }

  @Test
  void aViewerSeesAndDecidesNothing() {
    addAccount("viewer", "sy.telecom", "VIEWER");
    Browser viewer = new Browser().signedIn("viewer", PASSWORD);
    assertEquals(200, viewer.get(base + "/voice").statusCode());
    for (String closed :
        List.of(
            "/admin",
            "/audit",
            "/voice/cases",
            "/voice/cases/00000000-0000-0000-0000-000000000000/record?number=1",
            "/voice/2025-12/unpriced",
            "/post/accept",
            "/post/accept/forms/cp72.pdf?item=CP473124780SY",
            "/post/assess/item?id=CP473124780SY",
            "/actuator/prometheus")) {
      assertEquals(403, viewer.get(base + closed).statusCode(), closed);
    }
    String own = viewer.get(base + "/voice").body();
    Matcher links = Pattern.compile("href=\"(/voice[^\"]*)\"").matcher(own);
    int opened = 0;
    while (links.find()) {
      String link = links.group(1).replace("&amp;", "&");
      assertEquals(200, viewer.get(base + link).statusCode(), link);
      opened++;
    }
    assertTrue(opened > 3, "links are there");
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    assertTrue(administrator.get(base + "/voice").body().contains("href=\"/voice/cases\""));
    assertEquals(
        403, viewer.post(base + "/voice/2026-09/propose/account", own, Map.of()).statusCode());
    assertEquals(
        403,
        viewer.post(base + "/voice/cases/search", own, Map.of("day", "2026-09-09")).statusCode());
  }

  private Browser secondPerson() {
    addAccount("sami", "sy.telecom", "APPROVER");
    new Accounts(node.source()).enable("sami", true);
    return new Browser().signedIn("sami", PASSWORD);
  }

  private HttpResponse<String> decideFirst(Browser browser, String kind) {
    Proposal waiting =
        node.border().approvals().waiting().stream()
            .filter(each -> each.kind().equals(kind))
            .findFirst()
            .orElseThrow();
    String page = browser.get(base + "/approvals").body();
    return browser.post(base + "/approvals/" + waiting.id() + "/approve", page, Map.of());
  }

  @Test
  void aPeerIsPairedByTwoPersonsWhoSeeTheTwelveWords() {
    SecureRandom random = new SecureRandom();
    Officer officer = Officer.make(random);
    NodeKeys keys = NodeKeys.make(new NodeId("node.elsewhere"), random);
    Anchor anchor =
        officer.sign(
            new Anchor(
                keys.node(),
                new PartyId("zz"),
                "https://127.0.0.1:1",
                "",
                keys.logVerifiers(),
                keys.mirrorVerifiers(),
                Instant.now(),
                new Anchor.Identity(1, List.of(officer.publicKey())),
                List.of()));
    Person nadia = new Person("nadia", new OrganisationId("sy.telecom"));
    assertEquals(Optional.empty(), node.link().proposeAnchor(anchor, nadia));
    assertTrue(node.border().findPeer(keys.node()).isEmpty());
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    assertEquals(302, decideFirst(secondPerson(), "border.pair").statusCode());
    assertTrue(node.border().findPeer(keys.node()).isPresent());
    String words = String.join(" ", Fingerprint.words(node.border().anchor(), anchor));
    assertTrue(administrator.get(base + "/link/peers").body().contains(words));
  }

  @Test
  void aRequestAboutPersonalDataHoldsNoNumberAndIsDecidedByTwo() {
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    String page = administrator.get(base + "/audit/redress").body();
    Map<String, String> form =
        Map.of("reference", "2026-114", "wish", "ACCESS", "message", "", "due", "2026-12-24");
    Map<String, String> withNumber =
        Map.of("reference", "963933123456", "wish", "ACCESS", "message", "", "due", "2026-12-24");
    Map<String, String> unknown =
        Map.of("reference", "1", "wish", "ERASURE", "message", "x", "due", "2026-12-24");
    String address = base + "/audit/redress";
    assertEquals(302, administrator.post(address, page, form).statusCode());
    assertEquals(200, administrator.post(address, page, withNumber).statusCode());
    assertEquals(200, administrator.post(address, page, unknown).statusCode());
    assertEquals(1, node.redress().requests().size());
    Request request = node.redress().requests().getFirst();
    administrator.post(address + "/" + request.id() + "/grant", page, Map.of());
    assertEquals(302, decideFirst(secondPerson(), "redress.decide").statusCode());
    assertEquals(State.GRANTED, node.redress().requests().getFirst().state());
  }

  @Test
  void theExportOfTheAuditLogLeadsToItsSignedRoot() throws Exception {
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/audit/export")).build();
    byte[] bytes = administrator.client.send(request, BodyHandlers.ofByteArray()).body();
    Map<String, byte[]> parts = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        parts.put(each.getName(), zip.readAllBytes());
      }
    }
    SignedNote note = SignedNote.read(parts.getOrDefault("checkpoint", new byte[0]));
    assertTrue(node.border().anchor().logRing().check(note) instanceof KeyRing.Verdict.Good);
    List<Hash> leaves =
        new String(parts.getOrDefault("audit.jsonl", new byte[0]), StandardCharsets.UTF_8)
            .lines()
            .map(line -> Hash.leaf(line.getBytes(StandardCharsets.UTF_8)))
            .toList();
    Checkpoint checkpoint = Checkpoint.read(note.text());
    assertEquals(checkpoint.size(), leaves.size());
    assertEquals(checkpoint.root(), Frontier.EMPTY.append(leaves, (_, _, _) -> {}).root());
  }

  @Test
  void guessingClosesANameForAWhileEvenForTheRightPassword() {
    addAccount("guessed", "sy.telecom", "VIEWER");
    for (int i = 0; i < LoginLimit.FAILURES; i++) {
      new Browser().signedIn("guessed", "wrong-password-" + i);
    }
    Browser late = new Browser();
    HttpResponse<String> refused =
        late.post(
            base + "/login",
            late.get(base + "/login").body(),
            Map.of("username", "guessed", "password", PASSWORD));
    assertTrue(refused.headers().firstValue("Location").orElse("").endsWith("/login?closed"));
    assertEquals(302, late.get(base + "/voice").statusCode());
    assertEquals(200, new Browser().signedIn("nadia", PASSWORD).get(base + "/voice").statusCode());
  }

  @Test
  void twoPersonsAreNeededToSendAnAccount() {
    Browser analyst = new Browser().signedIn("nadia", PASSWORD);
    String page = analyst.get(base + "/voice/2026-08").body();
    assertEquals(
        302, analyst.post(base + "/voice/2026-08/propose/account", page, Map.of()).statusCode());
    var waiting = node.border().approvals().waiting();
    var mine = waiting.getLast();
    HttpResponse<String> refused =
        analyst.post(
            base + "/approvals/" + mine.id() + "/approve",
            analyst.get(base + "/approvals").body(),
            Map.of());
    assertEquals(200, refused.statusCode());
    assertTrue(
        node.border().approvals().waiting().stream().anyMatch(each -> each.id().equals(mine.id())));
  }

  @Test
  void whoSignsInStandsInTheAuditTrail() {
    new Browser().signedIn("nadia", PASSWORD);
    assertTrue(
        node.border().auditTrail().newest(50).stream()
            .anyMatch(line -> line.action().equals("console.sign-in")));
  }

  @Test
  void aCitizenFollowsAnItemWithoutAnAccountAndIsToldNothingOfPeople() {
    PostDesk desk = node.services().desk(PostDesk.class);
    Person clerk = new Person("hidden-clerk", desk.agreement().speaker(desk.us()));
    Fact arrived =
        new Fact(
            UUID.randomUUID(),
            desk.offices().getFirst().code(),
            desk.here(),
            new Deed.ItemSeen(
                ItemReading.of("EE123456785IQ"),
                EventCode.EMD,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    desk.record(List.of(arrived), clerk);
    Browser citizen = new Browser();
    assertEquals(200, citizen.get(base + "/track").statusCode());
    String page =
        citizen.post(base + "/track?lang=en", "", Map.of("item", "ee 123 456 785 iq")).body();
    assertTrue(page.contains("On its way"), page);
    assertTrue(page.contains("Arrival at inward office of exchange"), page);
    assertFalse(page.contains("hidden-clerk"));
    assertTrue(
        citizen
            .post(base + "/track?lang=en", "", Map.of("item", "EE123456780IQ"))
            .body()
            .contains("Not the number of an item"));
    assertTrue(
        citizen
            .post(base + "/api/post/track", "", Map.of("item", "EE000000005IQ"))
            .body()
            .contains("\"state\":\"UNKNOWN\""));
  }

  @Test
  void aCitizenIsToldWhatItCostsToSendAndWhatIsTooHeavy() {
    Browser citizen = new Browser();
    String form = citizen.get(base + "/postage?lang=en").body();
    assertTrue(form.contains("Iraq") && form.contains("another country"), form);
    // the example rows of countries/sy: 180.50 up to half a kilogram, 60 more a step
    String page = citizen.get(base + "/postage?country=IQ&kilograms=0.5&lang=en").body();
    assertTrue(page.contains("180.50 SYP"), page);
    assertTrue(page.contains("up to 0.5 kg") && page.contains("at most 30 kg"), page);
    assertTrue(page.contains("made up for the demonstration"), page);
    assertFalse(page.contains("??"), page);
    String heavier = citizen.get(base + "/postage?country=IQ&kilograms=٢٫٥&lang=en").body();
    assertTrue(heavier.contains("360.50 SYP"), heavier);
    assertTrue(heavier.contains("at most 2 kg"), "a registered letter is too heavy");
    for (String wrong : List.of("country=IQ&kilograms=x", "country=QQ&kilograms=1", "country=IQ")) {
      assertTrue(
          citizen
              .get(base + "/postage?" + wrong + "&lang=en")
              .body()
              .contains("Choose a country of the list"),
          wrong);
    }
  }

  @Test
  void aClerkAsksAboutAnItemSeesWhatIsKnownAndWithdraws() {
    Browser clerk = new Browser().signedIn("nadia", PASSWORD);
    PostDesk desk = node.services().desk(PostDesk.class);
    String office = desk.offices().getFirst().code().value();
    String item = ItemId.of("RR", 77, desk.country()).value();
    String form = clerk.get(base + "/post/inquiries/new?item=" + item + "&lang=en").body();
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "id",
                UUID.randomUUID().toString(),
                "item",
                item,
                "reason",
                "LOST",
                "asker",
                "SENDER",
                "office",
                office,
                "posted",
                desk.here().wall().toLocalDate().minusDays(30).toString(),
                "postedAt",
                office,
                "kilograms",
                "1.250"));
    fields.put("senderName", "Somebody Hidden");
    fields.put("contents", "a book");
    // no other node is paired: names may not leave, and nothing is opened
    HttpResponse<String> stays = clerk.post(base + "/post/inquiries?lang=en", form, fields);
    assertTrue(stays.body().contains("there is no lane to this peer"), stays.body());
    assertTrue(stays.body().contains("Somebody Hidden"), "what was written is not lost");
    fields.remove("senderName");
    fields.remove("contents");
    // what looks like something of people is confirmed first, these words and no others
    fields.put("text", "ask Mrs Smith, +964 770 123 4567");
    String asks = clerk.post(base + "/post/inquiries?lang=en", form, fields).body();
    assertTrue(asks.contains("Nothing was sent yet"), asks);
    assertTrue(asks.contains("+964 770 123 4567") && asks.contains("Mrs Smith"), asks);
    assertFalse(asks.contains("??"), asks);
    String mark = asks.split("name=\"confirmed\" value=\"")[1].split("\"")[0];
    fields.put("confirmed", mark);
    fields.put("text", "ask Mrs Jones");
    assertTrue(
        clerk
            .post(base + "/post/inquiries?lang=en", form, fields)
            .body()
            .contains("Nothing was sent yet"));
    fields.put("text", "ask Mrs Smith, +964 770 123 4567");
    HttpResponse<String> sent = clerk.post(base + "/post/inquiries", form, fields);
    assertEquals(302, sent.statusCode(), sent.body());
    String address = sent.headers().firstValue("Location").orElseThrow();
    String page = clerk.get(address + "?lang=en").body();
    assertTrue(page.contains("30.00 SDR"), page);
    assertTrue(page.contains("no answer yet"), page);
    assertFalse(page.contains("??"), page);
    assertTrue(clerk.get(address + "/people?lang=en").body().contains("No names were given"));
    assertTrue(
        node.border().auditTrail().newest(20).stream()
            .anyMatch(
                line -> line.action().equals("post.inquiry.open") && line.object().equals(item)));
    assertTrue(clerk.get(address + "/cn08.pdf").body().startsWith("%PDF-"));
    assertTrue(clerk.get(address + "/facts?lang=en").body().contains("inquiry-opened"));
    assertTrue(
        clerk
            .get(base + "/post/item?id=" + item)
            .body()
            .contains(address.substring(address.indexOf("/post/"))));
    fields.put("id", UUID.randomUUID().toString());
    HttpResponse<String> again = clerk.post(base + "/post/inquiries?lang=en", form, fields);
    assertTrue(again.body().contains("we have an open inquiry about this item"), again.body());
    fields.put("posted", "yesterday");
    assertTrue(
        clerk
            .post(base + "/post/inquiries?lang=en", form, fields)
            .body()
            .contains("The form could not be read"));
    String wish = UUID.randomUUID().toString();
    Map<String, String> withdrawal = Map.of("wish", wish, "text", "", "withdrawn", "true");
    assertEquals(302, clerk.post(address + "/close", page, withdrawal).statusCode());
    assertEquals(302, clerk.post(address + "/close", page, withdrawal).statusCode(), "sent twice");
    assertEquals(
        2, clerk.get(address + "/facts?lang=en").body().split("inquiry-closed", -1).length);
    HttpResponse<String> late =
        clerk.post(
            address + "/pursue?lang=en",
            page,
            Map.of("wish", UUID.randomUUID().toString(), "text", "again"));
    assertTrue(late.body().contains("this inquiry was closed"), late.body());
    assertTrue(clerk.get(address + "?lang=en").body().contains("withdrawn"));
  }

  @Test
  void whoIsNoClerkNeitherAsksNorReadsNames() {
    addAccount("watcher", "sy.post", "VIEWER");
    Browser viewer = new Browser().signedIn("watcher", PASSWORD);
    String list = viewer.get(base + "/post/inquiries").body();
    assertEquals(200, viewer.get(base + "/post/inquiries").statusCode());
    String one = base + "/post/inquiries/" + new UUID(1, 1);
    for (String closed :
        List.of(
            base + "/post/inquiries/new?item=RR000000076SY", one + "/people", one + "/cn08.pdf")) {
      assertEquals(403, viewer.get(closed).statusCode(), closed);
    }
    assertEquals(403, viewer.post(one + "/close", list, Map.of("withdrawn", "true")).statusCode());
  }

  @Test
  void aClerkFormsAConsignmentHandsItOverAndReceivesAnother() {
    PostConsignments mail = PostConsignments.in(node);
    ConsignmentDesk desk = node.services().consignments();
    Browser clerk = new Browser().signedIn("nadia", PASSWORD);
    String page = clerk.get(base + "/post/consignments/new?lang=en").body();
    assertTrue(page.contains(mail.waiting().id().printed()), page);
    String wish = UUID.randomUUID().toString();
    Map<String, String> form =
        Map.of(
            "wish", wish,
            "office", "SYDAMA",
            "destination", "IQBGWA",
            "dispatch", mail.waiting().toString(),
            "receptacles", "",
            "conveyance0", "654321",
            "to0", "البوكمال",
            "leaves", "true");
    HttpResponse<String> done = clerk.post(base + "/post/consignments", page, form);
    assertEquals(302, done.statusCode(), done.body());
    String address = done.headers().firstValue("Location").orElse("");
    ConsignmentPicture left =
        desk.picture(new ConsignmentId(address.substring(address.lastIndexOf('/') + 1)))
            .orElseThrow();
    assertEquals(ConsignmentPicture.Status.HANDED_OVER, left.status());
    assertEquals("البوكمال", left.legs().getFirst().to());
    assertEquals(1, left.advised());
    // the first receptacle of the dispatch is in the other consignment, which leaves too
    String forming = base + "/post/consignments/" + mail.forming();
    page = clerk.get(forming).body();
    Map<String, String> vehicle =
        Map.of(
            "wish", UUID.randomUUID().toString(),
            "mode", "3",
            "conveyance", "7",
            "carrier", "",
            "seal", "S");
    assertEquals(302, clerk.post(forming + "/hand-over", page, vehicle).statusCode());
    String again = clerk.post(forming + "/hand-over?lang=en", page, vehicle).body();
    assertFalse(again.contains("was handed over or dissolved before"), "the same wish");
    String cancel =
        clerk
            .post(forming + "/cancel?lang=en", page, Map.of("wish", UUID.randomUUID().toString()))
            .body();
    assertTrue(cancel.contains("was handed over or dissolved before"), cancel);
    HttpResponse<byte[]> bill = clerk.bytes(forming + "/bill.pdf");
    assertEquals(200, bill.statusCode());
    assertEquals("%PDF", new String(bill.body(), 0, 4, StandardCharsets.US_ASCII));
    String coming = base + "/post/consignments/" + mail.coming();
    page = clerk.get(coming + "?lang=en").body();
    assertTrue(page.contains("receptacle damaged"), page);
    String second = desk.picture(mail.coming()).orElseThrow().receptacles().get(1).id().toString();
    Map<String, String> scans =
        Map.of(
            "wish",
            UUID.randomUUID().toString(),
            "office",
            "SYDAMA",
            "receptacles",
            second + "\n" + second + "\n",
            "all",
            "true");
    assertEquals(302, clerk.post(coming + "/receive", page, scans).statusCode());
    assertEquals(
        ConsignmentPicture.Status.RECEIVED, desk.picture(mail.coming()).orElseThrow().status());
    Map<String, String> wrong =
        Map.of(
            "wish", UUID.randomUUID().toString(),
            "office", "SYDAMA",
            "kilograms", "12,5",
            "receptacles", "<script>");
    String unread = clerk.post(coming + "/receive?lang=en", page, wrong).body();
    assertTrue(unread.contains("no identifier of a receptacle"), unread);
    assertTrue(unread.contains("&lt;script&gt;</textarea>"), "what was written stays");
    assertTrue(unread.contains("value=\"12,5\""), "what was written stays");
    assertTrue(unread.contains(mail.coming().toString()), "on its own page");
    Map<String, String> weight = new HashMap<>(wrong);
    weight.putAll(Map.of("receptacles", second, "kilograms", "12.3456"));
    String heavy = clerk.post(coming + "/receive?lang=ar", page, weight).body();
    assertTrue(heavy.contains("بثلاث خانات عشرية على الأكثر"), heavy);
    Map<String, String> late = new HashMap<>(form);
    late.putAll(Map.of("wish", UUID.randomUUID().toString(), "departure0", "yesterday"));
    String unformed = clerk.post(base + "/post/consignments?lang=en", page, late).body();
    assertTrue(unformed.contains("check leg 1: the vehicle"), unformed);
    assertTrue(unformed.contains("value=\"البوكمال\""), "what was written stays");
  }
}
