package org.wasl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.wasl.border.Delivery;
import org.wasl.border.Draft;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.keeping.Bell;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.store.PostgresStores;
import org.wasl.border.wire.HttpPeerLine;
import org.wasl.border.wire.PeerServer;
import org.wasl.border.wire.TlsIdentity;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;
import org.wasl.terms.UuidV7;

/// Messages a second over the real border: bodies of 2 KiB, two node processes, each with its
/// PostgreSQL server with fsync on, mutual TLS, durable and cosigned on both sides; the load stands in
/// the sender's process. Prints the rate until the last cosignature, the latency from commit to
/// cosignature, the processor time of each part, and the memory that both processes came to.
///
///     bench border [MESSAGES]           as fast as it goes, then handed over and answered
///     bench border rate R [MESSAGES]    so many a second; latencies
///     bench border backlog [MESSAGES]   queued while the peer is away, then drained
public final class BorderBench {
  private static final Lane LANE = new Lane("load");
  private static final MessageKind KIND = new MessageKind("load", "note", 1);
  private static final int BODY = 2_048;
  private static final int PER_TRANSACTION = 200;
  private static final int WARM_UP = 100_000;
  private static final char[] PASSWORD = "bench".toCharArray();

  private static volatile boolean ended;

  private BorderBench() {}

  private record Side(BorderNode border, PeerServer server, BenchDatabase database) {}

  private static final class OpenGate implements Gate {
    @Override
    public Optional<Refusal> refusesToSend(
        MessageKind kind, DataClass data, Optional<LegalGround> ground) {
      return Optional.empty();
    }

    @Override
    public Optional<Refusal> refusesToAccept(
        MessageKind kind, DataClass data, Optional<LegalGround> ground) {
      return Optional.empty();
    }

    @Override
    public List<String> accepts() {
      return List.of(KIND + " business");
    }
  }

  private static final class Counting implements MessageHandler {
    final AtomicLong heard = new AtomicLong();

    @Override
    public Lane lane() {
      return LANE;
    }

    @Override
    public Set<MessageKind> kinds() {
      return Set.of(KIND);
    }

    @Override
    public Outcome handle(Delivery delivery) {
      heard.incrementAndGet();
      return new Outcome.Accepted();
    }

    @Override
    public void recall(Delivery own) {
      throw new IllegalStateException("nothing was lost");
    }
  }

  /// @param arguments as above
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(arguments));
    if (words.size() == 2 && words.getFirst().equals("receiver")) {
      receive(Path.of(words.getLast()));
      return;
    }
    String mode =
        words.isEmpty() || words.getFirst().matches("[0-9]+") ? "full" : words.removeFirst();
    int rate = mode.equals("rate") ? Integer.parseInt(words.removeFirst()) : 0;
    int messages = words.isEmpty() ? 200_000 : Integer.parseInt(words.removeFirst());
    Path folder = BenchDatabase.folder("wasl-bench");
    Side one = side("aa", folder, freePort(), new Counting());
    Files.write(folder.resolve("aa.anchor"), one.border().anchor().bytes());
    Process child = receiver(folder);
    Anchor peer = await(folder.resolve("bb.anchor"));
    one.border().pair(peer);
    List<Thread> threads = new ArrayList<>();
    if (mode.equals("backlog")) {
      backlog(one, peer, messages, threads);
    } else {
      startSending(one, peer, threads);
      run(one, peer, WARM_UP, 0, "warm-up");
      if (rate > 0) {
        run(one, peer, 10 * rate, rate, "settling");
      }
      run(one, peer, messages, rate, rate == 0 ? "measured" : rate + "/s offered");
      if (rate == 0) {
        handOver(child, messages + WARM_UP);
      }
    }
    System.out.println("memory of the sender's process: " + memory(ProcessHandle.current()));
    System.out.println("memory of the receiver's process: " + memory(child.toHandle()));
    child.getOutputStream().close();
    child.waitFor();
    end(one, threads);
    delete(folder);
    System.exit(0);
  }

  /// Gigabytes of two databases.
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static void end(Side side, List<Thread> threads) throws InterruptedException {
    ended = true;
    for (Thread each : threads) {
      each.join(5_000);
    }
    side.server().close();
    side.database().close();
  }

  private static void startSending(Side side, Anchor peer, List<Thread> threads) {
    for (Lane lane : List.of(Lane.CTL, LANE)) {
      threads.add(loop(side.border().sendingBell(lane), () -> side.border().send(peer, lane)));
    }
  }

  private static void backlog(Side one, Anchor peer, int messages, List<Thread> threads)
      throws InterruptedException {
    byte[] body = new byte[BODY];
    new SecureRandom().nextBytes(body);
    for (int i = 0; i < messages / PER_TRANSACTION; i++) {
      submit(one, peer, body);
    }
    System.out.println("queued: " + messages + ", memory: " + memory(ProcessHandle.current()));
    Cpu before = Cpu.now();
    long begin = System.nanoTime();
    startSending(one, peer, threads);
    long told = 0;
    for (long done = 0; done < messages; done = cosigned(one)) {
      if (done - told >= messages / 5) {
        told = done;
        System.out.println("  " + done + " drained, memory: " + memory(ProcessHandle.current()));
      }
      Thread.sleep(20);
    }
    print("backlog drained", messages, System.nanoTime() - begin);
    printCpu(messages, before);
  }

  private static String memory(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
          .map(line -> line.replaceAll("\\s+", " "))
          .toList()
          .toString();
    } catch (IOException e) {
      return "unknown";
    }
  }

  // The receiver's process

  private static Process receiver(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx4g",
            "-cp",
            System.getProperty("java.class.path"),
            BorderBench.class.getName(),
            "receiver",
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Receives until its input ends; a line of input begins the hand-over, after which each second
  /// it says how many messages it heard.
  private static void receive(Path folder) throws IOException, InterruptedException {
    Counting counting = new Counting();
    Side side = side("bb", folder, freePort(), counting);
    Anchor peer = await(folder.resolve("aa.anchor"));
    side.border().pair(peer);
    Path ready = folder.resolve("bb.ready");
    Files.write(ready, side.border().anchor().bytes());
    Files.move(ready, folder.resolve("bb.anchor"));
    List<Thread> threads = new ArrayList<>();
    startSending(side, peer, threads);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    if (input.readLine() != null) {
      threads.add(loop(side.border().handingBell(LANE), () -> side.border().handOver(peer, LANE)));
      Thread.ofPlatform().daemon().start(() -> tell(counting));
      while (input.readLine() != null) {
        // until the sender ends
      }
    }
    end(side, threads);
    System.exit(0);
  }

  private static void tell(Counting counting) {
    while (!Thread.currentThread().isInterrupted()) {
      System.out.println(counting.heard.get());
      System.out.flush();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static void handOver(Process child, long messages) throws IOException {
    BufferedReader said = child.inputReader(UTF_8);
    long begin = System.nanoTime();
    child.getOutputStream().write('\n');
    child.getOutputStream().flush();
    String line = said.readLine();
    while (line != null && Long.parseLong(line) < messages) {
      line = said.readLine();
    }
    print("handed over and answered", messages, System.nanoTime() - begin);
  }

  private static Anchor await(Path file) throws IOException, InterruptedException {
    while (!Files.exists(file)) {
      Thread.sleep(50);
    }
    return Anchor.read(file.toString(), Files.readAllBytes(file));
  }

  /// @param rate messages a second, 0 for as many as go
  private static void run(Side one, Anchor peer, int messages, int rate, String name)
      throws InterruptedException {
    byte[] body = new byte[BODY];
    new SecureRandom().nextBytes(body);
    long start = cosigned(one);
    long[] committed = new long[messages / PER_TRANSACTION];
    long[] waited = new long[committed.length];
    Thread watcher = Thread.ofPlatform().start(() -> watch(one, start, committed, waited));
    Cpu before = Cpu.now();
    long begin = System.nanoTime();
    for (int i = 0; i < committed.length; i++) {
      if (rate > 0) {
        long due = begin + i * PER_TRANSACTION * 1_000_000_000L / rate;
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      }
      submit(one, peer, body);
      committed[i] = System.nanoTime();
    }
    watcher.join();
    print(name, messages, System.nanoTime() - begin);
    printCpu(messages, before);
    Arrays.sort(waited);
    System.out.printf(
        "  commit to cosignature at this load: p50 %d ms, p99 %d ms%n",
        waited[waited.length / 2] / 1_000_000, waited[waited.length * 99 / 100] / 1_000_000);
  }

  private static void submit(Side one, Anchor peer, byte[] body) {
    one.border()
        .transactions()
        .within(() -> {
          for (int n = 0; n < PER_TRANSACTION; n++) {
            one.border().outbox().submit(draft(peer.node(), body));
          }
        });
  }

  /// Processor time so far: of both nodes' processes, and of the databases that they started.
  private record Cpu(Duration nodes, Duration databases) {
    static Cpu now() {
      Map<Boolean, Duration> sums = new HashMap<>();
      Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
          .forEach(each ->
              sums.merge(
                  each.info().command().orElse("").endsWith("/java"),
                  each.info().totalCpuDuration().orElse(Duration.ZERO),
                  Duration::plus));
      return new Cpu(
          sums.getOrDefault(true, Duration.ZERO), sums.getOrDefault(false, Duration.ZERO));
    }
  }

  private static void printCpu(long messages, Cpu before) {
    Cpu after = Cpu.now();
    System.out.printf(
        "  processor time a message: %d us both nodes and load, %d us both databases%n",
        after.nodes().minus(before.nodes()).dividedBy(messages).toNanos() / 1_000,
        after.databases().minus(before.databases()).dividedBy(messages).toNanos() / 1_000);
  }

  private static void watch(Side one, long start, long[] committed, long[] waited) {
    int done = 0;
    while (done < committed.length) {
      long size = cosigned(one) - start;
      long now = System.nanoTime();
      while (done < committed.length && size >= (long) (done + 1) * PER_TRANSACTION) {
        waited[done] = committed[done] == 0 ? 0 : now - committed[done];
        done++;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void print(String name, long messages, long nanos) {
    System.out.printf(
        "%s: %d messages of %d bytes in %d ms = %d/s%n",
        name, messages, BODY, nanos / 1_000_000, messages * 1_000_000_000L / nanos);
  }

  private static long cosigned(Side side) {
    BorderNode border = side.border();
    String origin = new Origin(border.node(), new NodeId("node.bb"), LANE, 1).text();
    return border.stores().logs().find(origin).orElseThrow().cosignedSize();
  }

  private static Draft draft(NodeId peer, byte[] body) {
    OrganisationId organisation = new OrganisationId("load.test");
    return Draft.plain(
        peer,
        KIND,
        organisation,
        organisation,
        DataClass.BUSINESS,
        "application/octet-stream",
        body);
  }

  @FunctionalInterface
  private interface Step {
    boolean run();
  }

  /// As a node moves its lanes.
  private static Thread loop(Bell bell, Step step) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!ended) {
            if (!step.run()) {
              bell.await(Duration.ofMillis(200));
            }
          }
        });
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Side side(String name, Path folder, int port, MessageHandler handler)
      throws IOException {
    SecureRandom random = new SecureRandom();
    BenchDatabase database = BenchDatabase.start(folder, name, "border");
    NodeKeys keys = NodeKeys.make(new NodeId("node." + name), random);
    TlsIdentity tls = TlsIdentity.make(keys.node(), Instant.now(), random, PASSWORD);
    Officer officer = Officer.make(random);
    Anchor anchor =
        officer.sign(
            new Anchor(
                keys.node(),
                new PartyId(name),
                "https://127.0.0.1:" + port,
                tls.pin(),
                keys.logVerifiers(),
                keys.mirrorVerifiers(),
                Instant.now(),
                new Anchor.Identity(1, List.of(officer.publicKey())),
                List.of()));
    InstantSource clock = InstantSource.system();
    BorderNode border =
        new BorderNode(
            new BorderNode.Parts(
                anchor,
                keys,
                PostgresStores.make(database.source(), random),
                new OpenGate(),
                List.of(LANE),
                new HttpPeerLine(tls),
                clock,
                random,
                new UuidV7(clock, random)),
            _ -> List.of(handler));
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new Side(border, new PeerServer(address, tls, border), database);
  }
}
