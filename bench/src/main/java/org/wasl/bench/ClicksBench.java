package org.wasl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From every amount on the page of a month to the raw bytes of a call, the digest of the mapping
/// by which it was read, the tariff and the signatures: over HTTP, by the links of the served pages
/// alone, as a person follows them. Counts the clicks and times each page; a chain of more than
/// three clicks, or an amount that opens nothing, is an error.
///
/// Arguments: nothing or a number of calls (starts a demonstration of its own), the link of the
/// first administrator of a demonstration that runs, or its address, a user and a password.
public final class ClicksBench {
  private static final int CLICKS = 3;
  private static final int GOAL_MILLIS = 200;
  private static final int READS = 20;
  private static final int URLS_A_STEP = 25;
  private static final int WIDTH = 12;
  private static final int MOST_PAGES = 600;
  private static final int PORT = 19_580;
  private static final Duration DEMO_LIMIT = Duration.ofMinutes(20);
  private static final String PASSWORD = "a-password-for-measuring";
  private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)\"");
  private static final Pattern AMOUNT =
      Pattern.compile("<bdi[^>]*>-?[0-9][0-9,]*\\.[0-9]+( [A-Z]{3})?</bdi>");
  private static final Pattern LINKED =
      Pattern.compile("<a [^>]*href=\"([^\"#]+)\"[^>]*>" + AMOUNT.pattern() + "</a>");
  private static final Pattern MONTH = Pattern.compile("href=\"(/voice/[0-9]{4}-[0-9]{2})\"");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  /// What every amount opens to, and how a page shows that it is there.
  private static final Map<String, String> OPENS =
      new TreeMap<>(
          Map.of(
              "raw bytes", "data-opens=\"raw\"",
              "mapping profile", "data-opens=\"profile\"",
              "tariff version", "data-opens=\"tariff\"",
              "signatures", "data-opens=\"signature\""));

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();
  private final Map<String, String> pages = new HashMap<>();

  private ClicksBench(String base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws Exception {
    boolean well;
    if (arguments.length == 3) {
      ClicksBench bench = new ClicksBench(arguments[0]);
      bench.signIn(arguments[1], arguments[2]);
      well = bench.run();
    } else if (arguments.length == 1 && arguments[0].startsWith("http")) {
      well = first(arguments[0]);
    } else {
      well = demonstration(arguments.length == 1 ? Integer.parseInt(arguments[0]) : 300_000);
    }
    System.exit(well ? 0 : 1);
  }

  /// Makes the first administrator of a node and measures as that one.
  private static boolean first(String link) throws IOException, InterruptedException {
    URI uri = URI.create(link);
    ClicksBench bench = new ClicksBench(uri.getScheme() + "://" + uri.getAuthority());
    String form = bench.get(uri.getPath());
    bench.post(uri.getPath(), form, Map.of("user", "measuring", "password", PASSWORD));
    bench.signIn("measuring", PASSWORD);
    return bench.run();
  }

  private static boolean demonstration(int calls) throws IOException, InterruptedException {
    // not a private folder: the database runs as a user of its own
    Path folder =
        Files.createDirectory(
            Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("wasl-clicks-" + ProcessHandle.current().pid()));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfile.encoding=UTF-8",
            "-Dwasl.countries=" + Path.of("countries").toAbsolutePath(),
            "-cp",
            System.getProperty("wasl.program", ""),
            "org.wasl.cli.Wasl",
            "demo",
            "--calls",
            Integer.toString(calls),
            "--data",
            folder.toString(),
            "--port",
            Integer.toString(PORT));
    Process demo =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(demo::destroy));
    try {
      return first(firstLink(demo));
    } finally {
      demo.destroy();
      demo.waitFor(DEMO_LIMIT.toSeconds(), TimeUnit.SECONDS);
      clear(folder);
    }
  }

  /// The demonstration says its links when the month is closed.
  private static String firstLink(Process demo) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line);
      int at = line.indexOf("first http");
      if (at >= 0) {
        return line.substring(at + "first ".length()).strip();
      }
    }
    throw new IOException("the demonstration ended before it said its links");
  }

  private static void clear(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(Collections.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  // The walk

  private boolean run() throws IOException, InterruptedException {
    String month =
        links(get("/voice"), MONTH).stream()
            .findFirst()
            .orElseThrow(() -> new IOException("no month on " + base + "/voice"));
    String page = page(month);
    Set<String> amounts = links(page, LINKED);
    long shown = AMOUNT.matcher(page).results().count();
    long linked = LINKED.matcher(page).results().count();
    System.out.printf(
        "%s%s: %d amounts, %d of them links, to %d pages%n",
        base, month, shown, linked, amounts.size());
    boolean well = linked == shown && linked > 0;
    Map<String, Integer> most = new TreeMap<>();
    int dead = 0;
    for (String amount : amounts) {
      Map<String, Integer> clicks = clicks(amount);
      if (clicks.isEmpty()) {
        dead++;
        System.out.println("  no call of ours behind " + amount);
        continue;
      }
      for (String what : OPENS.keySet()) {
        int count = clicks.getOrDefault(what, CLICKS + 1);
        most.merge(what, count, Math::max);
        if (count > CLICKS) {
          well = false;
          System.out.println("  " + what + " is not within " + CLICKS + " clicks of " + amount);
        }
      }
    }
    most.forEach((what, count) -> System.out.printf("  %-16s %d clicks at most%n", what, count));
    System.out.printf("  %d amounts of calls that only the other side has%n", dead);
    measure();
    return well && dead < amounts.size();
  }

  /// How many clicks each thing is away from the page of the month, by the shortest way through an
  /// amount. Every amount's page is one click.
  private Map<String, Integer> clicks(String amount) throws IOException, InterruptedException {
    Map<String, Integer> found = new TreeMap<>();
    Map<String, Integer> depth = new HashMap<>(Map.of(amount, 1));
    Deque<String> open = new ArrayDeque<>(List.of(amount));
    while (!open.isEmpty() && !found.keySet().containsAll(OPENS.keySet())) {
      String path = open.removeFirst();
      String page = page(path);
      int here = depth.getOrDefault(path, 1);
      OPENS.forEach((what, sign) -> {
        if (page.contains(sign)) {
          found.putIfAbsent(what, here);
        }
      });
      if (here < CLICKS && pages.size() < MOST_PAGES) {
        links(page, LINKED).stream()
            .limit(WIDTH)
            .filter(next -> depth.putIfAbsent(next, here + 1) == null)
            .forEach(open::addLast);
      }
    }
    return found.containsKey("raw bytes") ? found : Map.of();
  }

  private static Set<String> links(String page, Pattern pattern) {
    Set<String> links = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(page);
    while (matcher.find()) {
      links.add(matcher.group(1).replace("&amp;", "&"));
    }
    return links;
  }

  // The times

  private void measure() throws IOException, InterruptedException {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    for (String path : pages.keySet().stream().sorted().toList()) {
      steps.computeIfAbsent(step(path), _ -> new ArrayList<>()).add(path);
    }
    links(
            pages.values().stream()
                .filter(page -> page.contains("data-opens=\"receipt\""))
                .findFirst()
                .orElse(""),
            LINK)
        .stream()
        .filter(link -> link.startsWith("/link/receipt"))
        .forEach(link -> steps.computeIfAbsent("receipt", _ -> new ArrayList<>()).add(link));
    System.out.printf(
        "%-12s %6s %8s %8s %8s  (goal %d ms)%n",
        "page", "reads", "p50 ms", "p99 ms", "worst", GOAL_MILLIS);
    for (Map.Entry<String, List<String>> step : steps.entrySet()) {
      List<Long> nanos = new ArrayList<>();
      for (int read = 0; read < READS; read++) {
        for (String path : step.getValue().stream().limit(URLS_A_STEP).toList()) {
          long start = System.nanoTime();
          get(path);
          nanos.add(System.nanoTime() - start);
        }
      }
      Collections.sort(nanos);
      System.out.printf(
          "%-12s %6d %8.1f %8.1f %8.1f%n",
          step.getKey(), nanos.size(), millis(nanos, 50), millis(nanos, 99), millis(nanos, 100));
    }
  }

  private static String step(String path) {
    String name = path.replaceFirst("\\?.*", "").replaceFirst("/voice/[0-9-]+/?", "");
    return name.isEmpty() ? "month" : name.replaceFirst("/.*", "");
  }

  private static double millis(List<Long> sorted, int percent) {
    int at = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
    return sorted.get(at) / 1e6;
  }

  // The browser

  private void signIn(String user, String password) throws IOException, InterruptedException {
    String form = get("/login");
    post("/login", form, Map.of("username", user, "password", password));
    if (send(request("/voice").build()).statusCode() != 200) {
      throw new IOException("not signed in at " + base + " as " + user);
    }
  }

  private String page(String path) throws IOException, InterruptedException {
    String known = pages.get(path);
    if (known == null) {
      known = get(path);
      pages.put(path, known);
    }
    return known;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(request(path).build()).body();
  }

  private void post(String path, String form, Map<String, String> fields)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
            .append('&'));
    Optional.of(TOKEN.matcher(form))
        .filter(Matcher::find)
        .ifPresent(token -> body.append("_csrf=").append(token.group(1)));
    send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
