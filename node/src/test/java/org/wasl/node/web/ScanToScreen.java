package org.wasl.node.web;

import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.wasl.post.exchange.PostDesk;
import org.wasl.terms.Person;

/// Measures how long a clerk waits for the answer to a scan, with a shift's rows in the browser's
/// store: from Enter to the picture. It is no test and runs only when it is named: `./wasl build
/// test -pl node -am -Dtest=ScanToScreen -Dsurefire.failIfNoSpecifiedTests=false`.
class ScanToScreen {
  private static final String PASSWORD = "a-long-password-for-tests";
  private static final int ROWS = 5_000;
  private static final int SCANS = 500;

  @Test
  void measure() throws Exception {
    try (RunningConsole console = RunningConsole.start("scan-to-screen");
        Chromium page =
            Chromium.start(
                Chromium.program().orElseThrow(), Files.createTempDirectory("chromium"))) {
      signIn(console, page);
      page.open(console.base() + "/post/desk?lang=en");
      page.comes("document.body.dataset.ready", "true");
      page.evaluate(script("fill(" + ROWS + ")"));
      page.open(console.base() + "/post/desk?lang=en");
      page.comes("document.body.dataset.ready", "true");
      page.evaluate(script("openBag()"));
      page.evaluate("window.measured = ''");
      page.evaluate(
          script("void measure(" + SCANS + ").then(said => { window.measured = said; })"));
      for (int i = 0; i < 600 && page.evaluate("window.measured").isEmpty(); i++) {
        Thread.sleep(500);
      }
      System.out.println(page.evaluate("window.measured"));
    }
  }

  private static String script(String call) {
    return Chromium.script("/scan-to-screen.js") + ";" + call;
  }

  private static void signIn(RunningConsole console, Chromium page) throws InterruptedException {
    PostDesk desk = console.node().services().desk(PostDesk.class);
    String hash = String.valueOf(new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).encode(PASSWORD));
    Person clerk = new Person("reem", desk.agreement().speaker(desk.us()));
    new Accounts(console.node().source())
        .add(new Accounts.Account(clerk, hash, Set.of(Accounts.Role.CLERK), true), Instant.now());
    page.open(console.base() + "/login?lang=en");
    page.tabTo("#username");
    page.type("reem");
    page.tabTo("#password");
    page.type(PASSWORD);
    page.press("Enter", 13, "\r");
    page.settle();
  }
}
