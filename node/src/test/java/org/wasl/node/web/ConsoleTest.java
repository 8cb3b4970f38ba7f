package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;

/// The console over real HTTP: what is open, what is closed, what every answer carries.
class ConsoleTest {
  private static final String PASSWORD = "a-long-password-for-tests";
  private static final List<String> PAGES =
      List.of(
          "/",
          "/voice",
          "/voice/2026-09",
          "/voice/quality",
          "/voice/cases",
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
        HttpResponse<String> answer = browser.get(base + page + "?lang=" + language);
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
  void aViewerSeesAndDecidesNothing() {
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    String page = administrator.get(base + "/admin").body();
    administrator.post(
        base + "/admin/accounts",
        page,
        Map.of(
            "user",
            "viewer",
            "password",
            PASSWORD,
            "organisation",
            "sy.telecom",
            "role",
            "VIEWER"));
    Browser viewer = new Browser().signedIn("viewer", PASSWORD);
    assertEquals(200, viewer.get(base + "/voice").statusCode());
    for (String closed : List.of("/admin", "/audit", "/voice/cases", "/actuator/prometheus")) {
      assertEquals(403, viewer.get(base + closed).statusCode(), closed);
    }
    String own = viewer.get(base + "/voice").body();
    assertEquals(
        403, viewer.post(base + "/voice/2026-09/propose/account", own, Map.of()).statusCode());
    assertEquals(
        403,
        viewer.post(base + "/voice/cases/search", own, Map.of("day", "2026-09-09")).statusCode());
  }

  private Browser secondPerson() {
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    String page = administrator.get(base + "/admin").body();
    administrator.post(
        base + "/admin/accounts",
        page,
        Map.of(
            "user",
            "sami",
            "password",
            PASSWORD,
            "organisation",
            "sy.telecom",
            "role",
            "APPROVER"));
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
    Browser administrator = new Browser().signedIn("nadia", PASSWORD);
    String page = administrator.get(base + "/admin").body();
    administrator.post(
        base + "/admin/accounts",
        page,
        Map.of(
            "user",
            "guessed",
            "password",
            PASSWORD,
            "organisation",
            "sy.telecom",
            "role",
            "VIEWER"));
    for (int i = 0; i < LoginLimit.FAILURES; i++) {
      new Browser().signedIn("guessed", "wrong-password-" + i);
    }
    assertEquals(
        302, new Browser().signedIn("guessed", PASSWORD).get(base + "/voice").statusCode());
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
}
