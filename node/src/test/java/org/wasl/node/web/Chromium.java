package org.wasl.node.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium spoken to by its own DevTools protocol: one page, navigation, evaluation.
final class Chromium implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> PROGRAMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final StringBuilder part = new StringBuilder();

  /// Errors that pages wrote to the console, violations of the content security policy among them.
  final List<String> errors = new CopyOnWriteArrayList<>();

  /// Registrations of service workers by what they are for, once [#line] was asked for.
  private final Map<String, String> workers = new ConcurrentHashMap<>();

  private Chromium(Process process, String page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(page), this).join();
    call("Page.enable", Map.of());
    call("Log.enable", Map.of());
  }

  static Optional<Path> program() {
    return PROGRAMS.stream().map(Path::of).filter(Files::isExecutable).findFirst();
  }

  static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.contains("DevTools listening on")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException("Chromium did not start");
    }
    Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
    URI browser = URI.create(line.substring(line.indexOf("ws://")).strip());
    HttpRequest fresh =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + browser.getPort() + "/json/new"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String answer = HttpClient.newHttpClient().send(fresh, BodyHandlers.ofString()).body();
    return new Chromium(process, JSON.readTree(answer).get("webSocketDebuggerUrl").asString());
  }

  JsonNode call(String method, Map<String, Object> parameters) {
    int id = next.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).join();
    return answer.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /// The value of an expression; promises are awaited.
  String evaluate(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    JsonNode value = result.path("result").path("result").path("value");
    return value.isString() ? value.asString() : value.toString();
  }

  void open(String url) throws InterruptedException {
    call("Page.navigate", Map.of("url", url));
    settle();
  }

  void settle() throws InterruptedException {
    Thread.sleep(150);
    for (int i = 0; i < 200; i++) {
      if (evaluate("document.readyState + (document.fonts ? document.fonts.status : '')")
          .equals("completeloaded")) {
        return;
      }
      Thread.sleep(25);
    }
    throw new IllegalStateException("the page does not finish");
  }

  /// Whether an expression comes to this value in a while; it may lead over several pages.
  boolean comes(String expression, String value) throws InterruptedException {
    for (int i = 0; i < 400; i++) {
      if (evaluate(expression).equals(value)) {
        return true;
      }
      Thread.sleep(25);
    }
    return false;
  }

  /// A key pressed and let go, as the keyboard sends it.
  ///
  /// @param code of Windows: 9 Tab, 13 Enter, 32 space
  /// @param text what it writes; empty for Tab
  void press(String key, int code, String text) {
    call(
        "Input.dispatchKeyEvent",
        Map.of(
            "type",
            text.isEmpty() ? "rawKeyDown" : "keyDown",
            "key",
            key,
            "code",
            key,
            "text",
            text,
            "windowsVirtualKeyCode",
            code));
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  /// Goes on from stop to stop until the focus is on what the selector names.
  ///
  /// @return whether it was reached
  boolean tabTo(String selector) {
    for (int i = 0; i < 400; i++) {
      if (evaluate("String(document.activeElement.matches(\"" + selector + "\"))").equals("true")) {
        return true;
      }
      press("Tab", 9, "");
    }
    return false;
  }

  void type(String text) {
    text.chars()
        .forEach(c ->
            call("Input.dispatchKeyEvent", Map.of("type", "char", "text", Character.toString(c))));
  }

  /// What the browser does when the line is back for whoever asked for it, its pages open or not.
  ///
  /// @param scope of the worker
  void line(String scope, String tag) throws InterruptedException {
    call("ServiceWorker.enable", Map.of());
    for (int i = 0; i < 200 && !workers.containsKey(scope); i++) {
      Thread.sleep(25);
    }
    String registration = workers.get(scope);
    if (registration == null) {
      throw new IllegalStateException("no worker for " + scope + " among " + workers);
    }
    call(
        "ServiceWorker.dispatchSyncEvent",
        Map.of(
            "origin",
            scope.substring(0, scope.indexOf('/', "http://".length())),
            "registrationId",
            registration,
            "tag",
            tag,
            "lastChance",
            false));
  }

  void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      JsonNode message = JSON.readTree(part.toString());
      part.setLength(0);
      if (message.has("id")) {
        CompletableFuture<JsonNode> answer = answers.remove(message.get("id").asInt());
        if (answer != null) {
          answer.complete(message);
        }
      } else if (message
          .path("method")
          .asString("")
          .equals("ServiceWorker.workerRegistrationUpdated")) {
        message
            .path("params")
            .path("registrations")
            .forEach(each ->
                workers.put(
                    each.path("scopeURL").asString(""), each.path("registrationId").asString("")));
      } else if (message.path("method").asString("").equals("Log.entryAdded")) {
        JsonNode entry = message.path("params").path("entry");
        if (entry.path("level").asString("").equals("error")) {
          errors.add(entry.path("text").asString("") + " " + entry.path("url").asString(""));
        }
      }
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A script that stands on the class path.
  static String script(String name) {
    try (var in = Chromium.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
