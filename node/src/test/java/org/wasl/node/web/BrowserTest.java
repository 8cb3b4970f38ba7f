package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.quality.QualityKey;

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
          "/voice/2026-09/lines",
          "/voice/2026-09/lines?stream=sy-iq&day=2026-09-10",
          "/voice/2026-09/line?stream=sy-iq&item=iq-mobile&day=2026-09-10&band=peak",
          "/voice/2026-08",
          "/voice/2026-08/lines",
          "/login",
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
          "/post",
          "/post/desk",
          "/post/consignments",
          "/post/consignments?show=DIFFERENT",
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
          "/post/inquiries?show=closed",
          "/post/inquiries/new?item=EE000000076SY",
          "/track",
          "/postage?country=IQ&kilograms=1.2",
          "/post/accounts",
          "/post/accounts/rates",
          "/post/accounts/2026-06",
          "/post/accounts/2026-09?now=true",
          "/post/accounts/2026-09/lines",
          "/post/item?id=EE123456785IQ",
          "/settings",
          "/approvals",
          "/link",
          "/link/peers",
          "/audit",
          "/audit/redress",
          "/admin");

  private static Optional<RunningConsole> running = Optional.empty();
  private static Optional<VoiceMonth> month = Optional.empty();
  private static Optional<PostMonth> mail = Optional.empty();
  private static Optional<PostConsignments> carried = Optional.empty();
  private static Optional<Chromium> browser = Optional.empty();

  @BeforeAll
  static void startBoth() throws Exception {
    Optional<Path> program = Chromium.program();
    Assumptions.assumeTrue(
        program.isPresent(), "no Chromium on this machine: install the Debian package chromium");
    RunningConsole console = RunningConsole.start("browser");
    running = Optional.of(console);
    month = Optional.of(VoiceMonth.in(console.node()));
    mail = Optional.of(PostMonth.in(console.node()));
    carried = Optional.of(PostConsignments.in(console.node()));
    Path profile = Files.createTempDirectory("chromium");
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

  private static List<String> pages() {
    DetectionDesk desk = running.orElseThrow().node().services().desk(DetectionDesk.class);
    List<String> all = new ArrayList<>(PAGES);
    desk.cases().forEach(each -> all.add("/voice/cases/" + each.id()));
    assertEquals(PAGES.size() + 2, all.size(), "a case of loaded calls and one of delivered legs");
    desk.cases().forEach(each -> all.add("/voice/cases/" + each.id() + "/record?number=1"));
    all.add("/voice/2026-09/trunks");
    LocalDate day = LocalDate.of(2026, 9, 9);
    QualityKey route = desk.quality().cube(day).cells().keySet().iterator().next();
    all.add(
        "/voice/quality/route?day="
            + day
            + "&trunk="
            + route.trunk()
            + "&destination="
            + URLEncoder.encode(route.destination(), StandardCharsets.UTF_8));
    VoiceDesk voice = running.orElseThrow().node().services().desk(VoiceDesk.class);
    FileReport file = named(voice, "gw-1.csv");
    all.add("/voice/2026-09/call?file=" + file.sha256() + "&line=2");
    all.add("/voice/record?file=" + file.sha256() + "&number=3");
    all.add("/voice/record?file=" + named(voice, "long-4.dat").sha256() + "&number=1");
    all.add("/voice/2026-09/contest");
    all.add("/voice/2026-09/unpriced");
    all.add("/voice/2026-09/contest/" + month.orElseThrow().contest());
    all.add("/voice/sheets/" + month.orElseThrow().sheet());
    all.add(mail.orElseThrow().line());
    all.addAll(mail.orElseThrow().inquiries());
    PostConsignments consignments = carried.orElseThrow();
    all.add("/post/consignments/new?dispatch=" + consignments.waiting());
    all.add("/post/consignments/" + consignments.forming());
    all.add("/post/consignments/" + consignments.coming());
    all.add("/post/dispatch/" + consignments.waiting());
    return all;
  }

  private static FileReport named(VoiceDesk voice, String name) {
    return voice.files().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
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

  /// What reaches over an edge of the page.
  private static final String WIDE =
      "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right >"
          + " innerWidth).map(e => e.outerHTML.slice(0, 200)).join('\\n')";

  @Test
  void everyPageIsAccessibleInBothLanguagesAndDoesNotScrollSidewaysAt360Pixels()
      throws InterruptedException {
    String axe = Chromium.script("/axe.min.js");
    assertFalse(axe.isEmpty());
    for (String path : pages()) {
      for (String language : List.of("ar", "en")) {
        page().size(1280, 900);
        page().open(base() + path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        assertTrue(page().evaluate("document.title").length() > 3, path);
        page().evaluate(axe + ";1");
        String violations =
            page()
                .evaluate(
                    "axe.run({runOnly:['wcag2a','wcag2aa','wcag21aa','wcag22aa']}).then(r =>"
                        + " r.violations.map(v => v.id + ' ' + v.nodes[0].html).join('\\n'))");
        assertEquals("", violations, path + " " + language);
        page().size(360, 740);
        assertTrue(page().comes("String(innerWidth)", "360"), path);
        String over =
            page()
                .evaluate(
                    "document.documentElement.scrollWidth > document.documentElement.clientWidth ?"
                        + " document.body.clientWidth + ' ' + "
                        + WIDE
                        + " : ''");
        assertEquals("", over, path + " " + language);
      }
    }
  }

  private static void click(String which) throws InterruptedException {
    page().evaluate("document.querySelector(\"" + which + "\").click()");
    page().settle();
  }

  /// From an amount on the page of the month to the record as it stands in its file, the mapping,
  /// the rate and the accounts that both signed.
  @Test
  void anAmountOpensToItsRecordItsMappingItsRateAndTheSignedAccountsInThreeClicks()
      throws InterruptedException {
    page().size(1280, 900);
    page().open(base() + "/voice/2026-09?lang=en");
    click("td.n a[href*='/lines?']");
    assertTrue(page().evaluate("location.pathname").endsWith("/lines"));
    click("a[href*='day=2026-09-10'][href*='/line?']");
    assertTrue(page().evaluate("location.pathname").endsWith("/line"));
    click("td.n a[href*='/call?']");
    assertTrue(page().evaluate("location.pathname").endsWith("/call"));
    String text = page().evaluate("document.querySelector('main').textContent");
    assertTrue(text.contains(VoiceMonth.ROW.formatted("2026-09-10T12:00:00+03:00").strip()), text);
    assertTrue(text.contains("wasl-csv/1"), "the mapping");
    assertTrue(text.contains("9647"), "the prefix of the rate");
    String receipts =
        page().evaluate("document.querySelectorAll('a[href*=\"/link/receipt\"]').length");
    assertEquals("2", receipts, "the receipts of both accounts");
  }

  /// From an amount in the list of accounts to the dispatch, past the rate and its circular.
  @Test
  void anAmountOfThePostOpensToItsDispatchAndTheCircularOfItsRateInThreeClicks()
      throws InterruptedException {
    page().size(1280, 900);
    page().open(base() + "/post/accounts?lang=en");
    click("td.n a[href*='/lines']");
    assertTrue(page().evaluate("location.pathname").endsWith("/lines"));
    click("td.n a[href*='/line?']");
    assertTrue(page().evaluate("location.pathname").endsWith("/line"));
    String text = page().evaluate("document.querySelector('main').textContent");
    assertTrue(text.contains("EXAMPLE"), "the circular: " + text);
    assertTrue(text.contains("iq-") || text.contains("sy-"), "the rate");
    click("main a[href*='/post/dispatch/']");
    assertTrue(page().evaluate("location.pathname").startsWith("/post/dispatch/"));
  }

  /// CN 52, and for three kinds of mail and indemnities each way an account and a statement of the
  /// month.
  @Test
  void thePapersOfAMonthOpenAsPdf() throws InterruptedException {
    page().open(base() + "/post/accounts/2026-06?lang=en");
    String opened =
        page()
            .evaluate(
                "Promise.all([...document.querySelectorAll('main a[href$=\".pdf\"]')].map(a =>"
                    + " fetch(a.href).then(r => r.status + r.headers.get('content-type'))))"
                    + ".then(all => all.join())");
    assertEquals(String.join(",", Collections.nCopies(17, "200application/pdf")), opened);
  }

  /// What waits and what is missing stands on the page of files, in words and with its place; the
  /// record that waits and the line that was put aside open to what they are.
  @Test
  void aPartThatWaitsAndAMissingFileStandOnThePageOfFilesAndOpen() throws InterruptedException {
    page().size(1280, 900);
    page().open(base() + "/voice?lang=en");
    String text = page().evaluate("document.querySelector('main').textContent");
    assertTrue(text.contains("a part in the middle is missing"), text);
    assertTrue(text.contains("partial-gap"), text);
    assertTrue(text.contains("5\u20136"), "the numbers of the files between: " + text);
    click("a[href*='/voice/record?'][href*='number=1']");
    assertTrue(page().evaluate("location.pathname").endsWith("/voice/record"));
    String raw = page().evaluate("document.querySelector('code.raw').textContent");
    assertTrue(raw.contains("6c 6f 6e 67"), "the call reference, octet by octet: " + raw);
    page().open(base() + "/voice?lang=ar");
    click("a[href*='/voice/record?'][href*='number=3']");
    assertEquals("2,damaged", page().evaluate("document.querySelector('code.raw').textContent"));
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
