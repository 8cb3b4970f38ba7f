package org.wasl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wasl.border.linking.Fingerprint;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The demonstration: both countries' nodes on this machine, a month of call records carried to a
/// signed statement. What is done stays done; a second start finds it.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:not done in time, or the statements differ / لم يتم في وقته أو اختلف الكشفان",
    description = {
      "Starts both nodes, carries a sample month to a signed statement, shows the consoles.",
      "يشغّل العقدتين ويسوّي شهراً نموذجياً حتى كشف موقّع، ويعرض اللوحتين."
    })
final class Demo implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(2);

  @Option(
      names = "--data",
      defaultValue = "wasl-data",
      paramLabel = "DIR",
      description = "where everything lies / أين يوضع كل شيء")
  private Path data = Path.of("wasl-data");

  @Option(names = "--once", description = "stop when the month is closed / التوقف حين يُغلق الشهر")
  private boolean once;

  @Option(
      names = "--calls",
      defaultValue = "1000000",
      description = "calls in the sample month / مكالمات الشهر النموذجي")
  private int calls;

  @Option(
      names = "--seed",
      defaultValue = "20260901",
      description = "the same seed makes the same calls / البذرة نفسها تصنع المكالمات نفسها")
  private long seed;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description =
          "console of the first node; the second has the next / منفذ لوحة العقدة الأولى، وللثانية التالي")
  private int port;

  @Mixin private Answer answer = new Answer();

  private final Map<PartyId, Child> children = new LinkedHashMap<>();
  private volatile boolean stopping;

  /// One node as a process of its own, started again when it dies.
  private final class Child {
    final PartyId party;
    final Path home;
    final CountDownLatch ready = new CountDownLatch(1);
    final CountDownLatch done = new CountDownLatch(1);
    final List<String> links = new ArrayList<>();
    volatile String statement = "";
    volatile @Nullable Process process;

    Child(PartyId party, Path home) {
      this.party = party;
      this.home = home;
    }

    void keepRunning(Path sample) {
      Thread.ofPlatform().daemon().name("node-" + party).start(() -> loop(sample));
    }

    /// Whatever ends the node or the reading of what it says, it is started again.
    private void loop(Path sample) {
      while (!stopping) {
        try {
          run(sample);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    private void run(Path sample) throws InterruptedException {
      try {
        Process started = launch(sample);
        process = started;
        try {
          read(started);
        } finally {
          started.destroy();
          started.waitFor();
        }
        int code = started.exitValue();
        if (!stopping) {
          say("stopped with " + code + "; started again / توقفت ويُعاد تشغيلها");
        }
      } catch (IOException e) {
        if (!stopping) {
          say(e.getMessage() + "; started again / يُعاد تشغيلها");
          Thread.sleep(AGAIN);
        }
      }
    }

    private Process launch(Path sample) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx1500m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=4",
              "--enable-native-access=ALL-UNNAMED",
              "-Dfile.encoding=UTF-8",
              "-Djava.awt.headless=true",
              "-cp",
              System.getProperty("java.class.path"),
              "org.wasl.cli.Wasl",
              "node",
              "start",
              home.toString(),
              "--program",
              Layout.program(data.toAbsolutePath()).toString(),
              "--sample",
              sample.toString()));
      return new ProcessBuilder(command).redirectError(home.resolve("node.log").toFile()).start();
    }

    private void read(Process started) throws IOException {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          heard(line);
        }
      }
    }

    private void heard(String line) {
      if (line.startsWith("console ") || line.startsWith("first ")) {
        synchronized (links) {
          if (!links.contains(line)) {
            links.add(line);
          }
        }
      } else if (line.equals("ready")) {
        ready.countDown();
      } else if (line.startsWith("statement ")) {
        statement = line.substring("statement ".length());
        done.countDown();
      } else if (line.startsWith("loaded ")
          || line.startsWith("stage ")
          || line.startsWith("mail: ")) {
        say(line);
      }
    }

    private void say(String text) {
      tell("  [" + party + "] " + text);
    }
  }

  @Override
  public Integer call() throws Exception {
    Path folder = data.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    List<PartyId> parties = countries.listParties().reversed();
    PartyId one = parties.get(0);
    PartyId other = parties.get(1);
    Instant begin = Instant.now();
    DiskNotice disk = DiskNotice.of(folder);
    tellOf(disk);
    Path sample = sample(folder, one, other);
    prepare(folder, one, other);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    tell("Starting both nodes / تشغيل العقدتين");
    children.values().forEach(child -> child.keepRunning(sample));
    for (Child child : children.values()) {
      if (!isDone(child, disk)) {
        System.err.println("not done in time; read " + child.home.resolve("node.log"));
        return ExitCode.NO.code();
      }
    }
    boolean same = report(Duration.between(begin, Instant.now()));
    if (!once && same) {
      tell("\nCtrl-C stops both nodes. / يوقف Ctrl-C العقدتين.");
      new CountDownLatch(1).await();
    }
    stop();
    return same ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  /// Waits for a node, and says why when it is the disk that it waits for.
  private boolean isDone(Child child, DiskNotice disk) throws InterruptedException {
    for (long waited = 0; waited < LIMIT.toSeconds(); waited += LOOK.toSeconds()) {
      if (child.done.await(LOOK.toSeconds(), TimeUnit.SECONDS)) {
        return true;
      }
      tellOf(disk);
    }
    return false;
  }

  private void tellOf(DiskNotice disk) {
    disk.look().ifPresent(text -> tell(text.en() + "\n" + text.ar()));
  }

  private Path sample(Path folder, PartyId one, PartyId other) throws IOException {
    Path sample = folder.resolve("sample");
    if (!Files.exists(sample.resolve("month"))) {
      tell("Making the sample month / توليد الشهر النموذجي");
      try (Bar bar = Bar.open()) {
        VoiceCommand.Generate.make(sample, one, other, YearMonth.of(2026, 9), calls, seed, bar);
      }
    }
    return sample;
  }

  private void prepare(Path folder, PartyId one, PartyId other) throws IOException {
    Path stale = StaleTariff.make(Layout.countries(), folder.resolve("countries"), one, other);
    NodeHome first = home(folder, one, other, Layout.countries(), port, port + 363);
    NodeHome second = home(folder, other, one, stale, port + 1, port + 364);
    first.addPeer(second.anchor());
    second.addPeer(first.anchor());
    tell(
        "Twelve words / الكلمات: "
            + String.join(" ", Fingerprint.words(first.anchor(), second.anchor())));
    children.put(one, new Child(one, first.folder()));
    children.put(other, new Child(other, second.folder()));
  }

  private static NodeHome home(
      Path folder, PartyId us, PartyId them, Path countries, int console, int peer)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve(us.value()));
    Path settings = home.resolve(NodeSettings.FILE);
    if (!Files.exists(settings)) {
      Files.writeString(
          settings,
          "wasl.party="
              + us
              + "\nwasl.peer="
              + them
              + "\nwasl.countries="
              + countries
              + "\nwasl.console.port="
              + console
              + "\nwasl.peer.port="
              + peer
              + "\n");
    }
    NodeHome made = new NodeHome(home);
    if (!made.isMade()) {
      made.make(NodeSettings.read(home), 2, 3, Instant.now());
    }
    return made;
  }

  private boolean report(Duration took) {
    List<Child> all = List.copyOf(children.values());
    boolean same = all.get(0).statement.equals(all.get(1).statement);
    String[] figures = all.get(0).statement.split(" ");
    Path out = all.get(0).home.resolve("out");
    List<Path> anchors = all.stream().map(child -> child.home.resolve("anchor.json")).toList();
    answer.give(
        () ->
            Json.Obj.with()
                .put("seconds", took.toSeconds())
                .put("statement", figures[0])
                .put("equal", same)
                .put("balance", figures[1])
                .put("currency", figures[2])
                .put("paidBy", figures[5])
                .putStrings("links", all.stream().flatMap(child -> child.links.stream()).toList())
                .put("receipt", out.resolve("receipt.zip").toString())
                .put("body", out.resolve("receipt.body").toString())
                .putStrings("anchors", anchors.stream().map(Path::toString).toList())
                .end(),
        () -> print(all, figures, same, took, out, anchors));
    return same;
  }

  private static void print(
      List<Child> all,
      String[] figures,
      boolean same,
      Duration took,
      Path out,
      List<Path> anchors) {
    System.out.println("\nThe month is closed / أُغلق الشهر (" + took.toSeconds() + " s)");
    System.out.println(
        "  statement " + figures[0] + (same ? "  equal on both nodes / متطابق" : "  DIFFERS"));
    System.out.println(
        "  balance   "
            + figures[1]
            + " "
            + figures[2]
            + " = "
            + figures[3]
            + " "
            + figures[4]
            + ", paid by "
            + figures[5]);
    for (Child child : all) {
      child.links.forEach(link -> System.out.println("  [" + child.party + "] " + link));
    }
    System.out.println(
        "\nVerify a receipt offline / افحص إشعاراً دون اتصال:\n  ./wasl verify "
            + out.resolve("receipt.zip")
            + " --body "
            + out.resolve("receipt.body")
            + " --trust "
            + anchors.get(0)
            + " "
            + anchors.get(1));
  }

  /// What is said on the way; standard output is the answer's alone when it is JSON.
  private void tell(String line) {
    (answer.isJson() ? System.err : System.out).println(line);
  }

  private void stop() {
    stopping = true;
    for (Child child : children.values()) {
      Process process = child.process;
      if (process != null) {
        process.destroy();
      }
    }
    for (Child child : children.values()) {
      Process process = child.process;
      try {
        if (process != null && !process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
