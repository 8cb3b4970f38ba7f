package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.wasl.node.Node;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;

/// The stream of progress as a page reads it: real HTTP, the event stream of the HTML standard.
@Timeout(120)
class LiveProgressTest {
  private static final String PASSWORD = "a-long-password-for-tests";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static RunningConsole running;
  private static Node node;

  @BeforeAll
  static void startANode() {
    running = RunningConsole.start("progress");
    node = running.node();
    account("reem", Set.of(Accounts.Role.VIEWER, Accounts.Role.ANALYST));
    account("omar", Set.of(Accounts.Role.VIEWER));
    account("nobody", Set.of());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static void account(String user, Set<Accounts.Role> roles) {
    String hash = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).encode(PASSWORD);
    Person person = new Person(user, new OrganisationId("sy.gateway"));
    assertTrue(
        new Accounts(node.source())
            .add(new Accounts.Account(person, String.valueOf(hash), roles, true), Instant.now()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(running.base() + path));
  }

  private static String token(HttpClient client, String path)
      throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(client.send(to(path).build(), BodyHandlers.ofString()).body());
    assertTrue(token.find(), path);
    return token.group(1);
  }

  private static HttpClient signedIn(String user) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    String form =
        "username="
            + user
            + "&password="
            + encode(PASSWORD)
            + "&_csrf="
            + encode(token(client, "/login"));
    client.send(
        to("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.discarding());
    return client;
  }

  private static HttpResponse<InputStream> open(HttpClient client)
      throws IOException, InterruptedException {
    return client.send(to("/progress").build(), BodyHandlers.ofInputStream());
  }

  /// Waits for room: pages that have gone are found out within seconds.
  private static HttpResponse<InputStream> opened(HttpClient client)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = open(client);
    while (answer.statusCode() == 503) {
      Thread.sleep(100);
      answer = open(client);
    }
    return answer;
  }

  private record Event(String name, String data) {}

  /// Reads events by the rules of the standard: fields end with the line, an event with a blank
  /// line, a line that begins with a colon is a comment.
  private static final class Events implements AutoCloseable {
    private final InputStream stream;
    private final BufferedReader lines;

    Events(HttpResponse<InputStream> answer) {
      assertEquals(200, answer.statusCode());
      assertTrue(
          answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
      stream = answer.body();
      lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    Event next() throws IOException {
      String name = "message";
      List<String> data = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          return new Event(name, String.join("\n", data));
        } else if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          data.add(line.substring("data:".length()).strip());
        }
      }
      throw new IOException("the stream ended");
    }

    /// The state of one task when it next comes up.
    String next(String task) throws IOException {
      while (true) {
        Event event = next();
        for (String line : event.data().split("\n")) {
          if (event.name().equals("progress") && line.startsWith(task + " ")) {
            return line.substring(task.length() + 1);
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  @Test
  void eachStepOfWorkIsToldInItsOrderAndThenItsEnd() throws Exception {
    try (Events events = new Events(opened(signedIn("reem")))) {
      for (long done = 1; done <= 4; done++) {
        node.progress().report("test.steps", done, 4);
        assertEquals(done + " 4", events.next("test.steps"));
      }
      assertEquals(new Event("end", "test.steps"), events.next());
    }
  }

  @Test
  void whatIsOverBeforeThePageComesIsNotEndedAgain() throws Exception {
    node.progress().report("test.over", 9, 9);
    try (Events events = new Events(opened(signedIn("reem")))) {
      assertEquals("9 9", events.next("test.over"));
      node.progress().report("test.next", 1, 1);
      assertEquals("1 1", events.next("test.next"));
      assertEquals(new Event("end", "test.next"), events.next());
    }
  }

  @Test
  void loadingAFileThroughThePageIsTold() throws Exception {
    HttpClient client = signedIn("reem");
    StringBuilder calls = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    for (int i = 0; i < 700; i++) {
      calls.append(VoiceMonth.ROW.formatted(Instant.parse("2026-09-10T09:00:00Z").plusSeconds(i)));
    }
    String body =
        "--part\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
            + token(client, "/voice")
            + "\r\n--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + calls
            + "\r\n--part--\r\n";
    try (Events events = new Events(opened(client))) {
      client.sendAsync(
          to("/voice/load")
              .header("Content-Type", "multipart/form-data; boundary=part")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.discarding());
      long last = -1;
      Event event = events.next();
      for (; !event.name().equals("end"); event = events.next()) {
        for (String line : event.data().split("\n")) {
          if (line.startsWith("voice.load ")) {
            long done = Long.parseLong(line.split(" ")[1]);
            assertTrue(done > last, done + " after " + last);
            last = done;
          }
        }
      }
      assertEquals("voice.load", event.data());
      assertTrue(last >= 700, "the last line told was " + last);
    }
  }

  @Test
  void oneStreamTooManyIsRefusedWithItsReasonAndAClosedOneMakesRoom() throws Exception {
    HttpClient client = signedIn("reem");
    List<Events> open = new ArrayList<>();
    HttpResponse<InputStream> answer = opened(client);
    for (int i = 0; i <= LiveProgress.EACH && answer.statusCode() == 200; i++) {
      open.add(new Events(answer));
      answer = open(client);
    }
    try {
      assertEquals(503, answer.statusCode());
      // streams of other tests that have just ended may still count
      assertTrue(open.size() <= LiveProgress.EACH, open.size() + " streams");
      assertTrue(open.size() > LiveProgress.EACH - 5, open.size() + " streams");
      String reason = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(reason.contains("At most 8 pages of one person and 64 of all"), reason);
      assertTrue(reason.contains("على الأكثر"), reason);
      assertTrue(answer.headers().firstValue("Retry-After").isPresent());
      open.add(new Events(opened(signedIn("omar"))));
      open.removeFirst().close();
      open.add(new Events(opened(client)));
    } finally {
      for (Events each : open) {
        each.close();
      }
    }
  }

  @Test
  void whoHasNoRoleIsDeniedAndWhoIsNotSignedInIsSentToTheSignIn() throws Exception {
    assertEquals(403, open(signedIn("nobody")).statusCode());
    HttpResponse<InputStream> answer = open(HttpClient.newHttpClient());
    assertEquals(302, answer.statusCode());
    assertTrue(answer.headers().firstValue("Location").orElse("").endsWith("/login"));
  }
}
