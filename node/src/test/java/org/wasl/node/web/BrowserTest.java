package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.store.LegFolder;
import org.wasl.voice.wire.LegCsv;

/// The console in a real browser: accessible by axe (WCAG 2.2 AA) on every page in both languages,
/// no sideways scrolling at 360 px, no error and no policy violation, the Arabic font loaded.
class BrowserTest {
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
          "/check",
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
          "/voice/quality?day=2026-09-09",
          "/voice/cases",
          "/settings",
          "/approvals",
          "/link",
          "/link/peers",
          "/audit",
          "/audit/redress",
          "/admin");

  private static Optional<RunningConsole> running = Optional.empty();
  private static Optional<Chromium> browser = Optional.empty();

  @BeforeAll
  static void startBoth() throws Exception {
    Optional<Path> program = Chromium.program();
    Assumptions.assumeTrue(
        program.isPresent(), "no Chromium on this machine: install the Debian package chromium");
    RunningConsole console = RunningConsole.start("browser");
    running = Optional.of(console);
    String row = "1,+963933123456,+9647901234567,%1$s,%1$s,64,gw-1,16\n";
    String file =
        "id,a,b,seizure,answer,seconds,trunk,cause\n"
            + row.formatted("2026-09-10T12:00:00+03:00")
            + "2,damaged\n";
    console
        .node()
        .services()
        .desk(VoiceDesk.class)
        .load("gw-1.csv", file.getBytes(StandardCharsets.UTF_8), Progress.NONE);
    Path profile = Files.createTempDirectory("chromium");
    openACase(console);
    Chromium page = Chromium.start(program.get(), profile);
    browser = Optional.of(page);
    page.open(console.base() + "/first/" + console.firstToken());
    page.evaluate(
        "document.querySelector('#user').value='nadia';document.querySelector('#password').value='"
            + PASSWORD
            + "';document.querySelector('main form').submit()");
    page.settle();
    page.evaluate(
        "document.querySelector('#username').value='nadia';document.querySelector('#password').value='"
            + PASSWORD
            + "';document.querySelector('main form').submit()");
    page.settle();
  }

  private static final LocalDate CASE_DAY = LocalDate.of(2026, 9, 9);

  /// A number that called premium ranges all night, examined: one case with evidence.
  private static void openACase(RunningConsole console) {
    Path legs = console.node().settings().home().resolve("legs");
    List<Leg> night = new ArrayList<>();
    long begin = CASE_DAY.atTime(2, 0).toEpochSecond(ZoneOffset.ofHours(3));
    for (int i = 0; i < 30; i++) {
      night.add(
          new Leg(
              Leg.Point.GATEWAY_OUT,
              "sy-third-out",
              963_933_123_456L,
              881_600_000_000L + i,
              begin + i * 400L,
              3,
              300 + i * 7,
              true,
              16,
              1_200,
              0,
              0,
              i + 1));
    }
    new LegFolder(legs).add("night.csv", LegCsv.write(night));
    DetectionDesk desk = console.node().services().desk(DetectionDesk.class);
    desk.examine(CASE_DAY, new Person("nadia", new OrganisationId("sy.telecom")));
  }

  private static List<String> pages() {
    DetectionDesk desk = running.orElseThrow().node().services().desk(DetectionDesk.class);
    List<String> all = new ArrayList<>(PAGES);
    desk.cases().forEach(each -> all.add("/voice/cases/" + each.id()));
    assertTrue(all.size() > PAGES.size(), "there is a case");
    return all;
  }

  @AfterAll
  static void stopBoth() {
    browser.ifPresent(Chromium::close);
    running.ifPresent(RunningConsole::close);
  }

  private static Chromium page() {
    return browser.orElseThrow();
  }

  private static String base() {
    return running.orElseThrow().base();
  }

  @Test
  void everyPageIsAccessibleInBothLanguages() throws InterruptedException {
    String axe = Chromium.script("/axe.min.js");
    assertFalse(axe.isEmpty());
    page().size(1280, 900);
    for (String path : pages()) {
      for (String language : List.of("ar", "en")) {
        page().open(base() + path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        assertTrue(page().evaluate("document.title").length() > 3, path);
        page().evaluate(axe + ";1");
        String violations =
            page()
                .evaluate(
                    "axe.run({runOnly:['wcag2a','wcag2aa','wcag21aa','wcag22aa']}).then(r =>"
                        + " r.violations.map(v => v.id + ' ' + v.nodes[0].html).join('\\n'))");
        assertEquals("", violations, path + " " + language);
      }
    }
  }

  @Test
  void noPageScrollsSidewaysAt360Pixels() throws InterruptedException {
    page().size(360, 740);
    for (String path : pages()) {
      for (String language : List.of("ar", "en")) {
        page().open(base() + path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        String over =
            page()
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertEquals("0", over, path + " " + language);
      }
    }
  }

  @Test
  void arabicIsDrawnFromOurOwnFontAndNothingIsRefusedByThePolicy() throws InterruptedException {
    page().size(1280, 900);
    page().open(base() + "/?lang=ar");
    String loaded =
        page()
            .evaluate(
                "[...document.fonts].filter(f => f.status === 'loaded' && f.unicodeRange.includes('U+600')).length");
    assertTrue(Integer.parseInt(loaded) >= 1, "loaded Arabic faces: " + loaded);
    assertEquals(List.of(), page().errors);
  }

  /// The browser's own virtual authenticator stands for the finger.
  @Test
  void aPasskeyIsMadeOnThePageOfSettingsAndSignsItsPersonInAndIsRemoved()
      throws InterruptedException {
    String here = base().replace("127.0.0.1", "localhost");
    page().size(1280, 900);
    page().call("WebAuthn.enable", Map.of());
    page()
        .call(
            "WebAuthn.addVirtualAuthenticator",
            Map.of(
                "options",
                Map.of(
                    "protocol",
                    "ctap2",
                    "transport",
                    "internal",
                    "hasResidentKey",
                    true,
                    "hasUserVerification",
                    true,
                    "isUserVerified",
                    true,
                    "automaticPresenceSimulation",
                    true)));
    page().open(here + "/login?lang=en");
    page()
        .evaluate(
            "document.querySelector('#username').value='nadia';document.querySelector('#password').value='"
                + PASSWORD
                + "';document.querySelector('main form').submit()");
    page().settle();
    page().open(here + "/settings?lang=en");
    page()
        .evaluate(
            "document.querySelector('#label').value='Test device';document.querySelector('#passkey-add button').click()");
    boolean made = page().comes("document.querySelector('tbody td')?.textContent", "Test device");
    assertTrue(made, () -> page().evaluate("document.body.innerText") + page().errors);
    page().evaluate("document.querySelector('form[action=\"/logout\"]').submit()");
    page().settle();
    page().open(here + "/login?lang=en");
    page().evaluate("document.querySelector('#passkey-enter button').click()");
    boolean in = page().comes("location.pathname", "/");
    assertTrue(in, () -> page().evaluate("document.body.innerText") + page().errors);
    assertTrue(page().evaluate("document.querySelector('.who').textContent").contains("nadia"));
    assertTrue(
        running.orElseThrow().node().border().auditTrail().newest(50).stream()
            .anyMatch(line ->
                line.action().equals("console.sign-in") && line.detail().equals("passkey")));
    page().open(here + "/settings?lang=en");
    page().evaluate("document.querySelector('tbody form').submit()");
    page().settle();
    page().evaluate("document.querySelector('form[action=\"/logout\"]').submit()");
    page().settle();
    page().open(here + "/login?lang=en");
    page().evaluate("document.querySelector('#passkey-enter button').click()");
    assertTrue(page().comes("String(document.querySelector('#passkey-said').hidden)", "false"));
    page().open(here + "/settings");
    assertEquals("/login", page().evaluate("location.pathname"));
    List<String> actions =
        running.orElseThrow().node().border().auditTrail().newest(50).stream()
            .map(line -> line.action())
            .toList();
    assertTrue(actions.contains("console.passkey-added"), actions.toString());
    assertTrue(actions.contains("console.passkey-removed"), actions.toString());
    page().call("WebAuthn.disable", Map.of());
    page().errors.clear();
  }

  @Test
  void theSkipLinkIsTheFirstStopOfTheKeyboard() throws InterruptedException {
    page().open(base() + "/?lang=en");
    page()
        .call(
            "Input.dispatchKeyEvent",
            Map.of("type", "keyDown", "key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9));
    assertEquals("skip", page().evaluate("document.activeElement.className"));
  }
}
