package org.wasl.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.wasl.border.Delivery;
import org.wasl.border.Draft;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.store.PostgresStores;
import org.wasl.border.wire.HttpPeerLine;
import org.wasl.border.wire.PeerServer;
import org.wasl.border.wire.TlsIdentity;
import org.wasl.node.database.EmbeddedPostgres;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;
import org.wasl.terms.UuidV7;

/// Messages a second over the real border: bodies of 2 KiB, two PostgreSQL servers with fsync on,
/// mutual TLS, durable and cosigned on both sides. Both borders and the load stand in one process.
/// Prints the rate until the last cosignature, and the latency from commit to cosignature.
public final class BorderBench {
  private static final Lane LANE = new Lane("load");
  private static final MessageKind KIND = new MessageKind("load", "note", 1);
  private static final int BODY = 2_048;
  private static final int PER_TRANSACTION = 200;
  private static final char[] PASSWORD = "bench".toCharArray();

  private BorderBench() {}

  private record Side(
      BorderNode border, PeerServer server, HikariDataSource source, EmbeddedPostgres database) {}

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

  /// @param arguments how many messages, 200000 when not given
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    Path folder = Files.createTempDirectory("wasl-bench");
    new ProcessBuilder("chmod", "755", folder.toString()).start().waitFor();
    int[] ports = {freePort(), freePort()};
    Counting counting = new Counting();
    Side one = side("aa", folder, ports[0], new Counting());
    Side other = side("bb", folder, ports[1], counting);
    one.border().pair(other.border().anchor());
    other.border().pair(one.border().anchor());
    List<Thread> threads = new ArrayList<>();
    for (Side side : List.of(one, other)) {
      Anchor peer = (side == one ? other : one).border().anchor();
      for (Lane lane : List.of(Lane.CTL, LANE)) {
        threads.add(loop(() -> side.border().send(peer, lane)));
      }
    }
    run(one, other, messages / 10, "warm-up");
    run(one, other, messages, "measured");
    Thread hand = loop(() -> other.border().handOver(one.border().anchor(), LANE));
    long begin = System.nanoTime();
    while (counting.heard.get() < messages + messages / 10) {
      Thread.sleep(20);
    }
    print("hand-over with answers", messages + messages / 10, System.nanoTime() - begin);
    hand.interrupt();
    threads.forEach(Thread::interrupt);
    for (Side side : List.of(one, other)) {
      side.server().close();
      side.source().close();
      side.database().close();
    }
    System.exit(0);
  }

  private static void run(Side one, Side other, int messages, String name)
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
      one.border()
          .transactions()
          .within(() -> {
            for (int n = 0; n < PER_TRANSACTION; n++) {
              one.border().outbox().submit(draft(other.border().node(), body));
            }
          });
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

  /// Processor time so far: of this process, and of the databases it started.
  private record Cpu(Duration own, Duration databases) {
    static Cpu now() {
      Duration databases =
          ProcessHandle.current()
              .descendants()
              .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
              .reduce(Duration.ZERO, Duration::plus);
      return new Cpu(
          ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO), databases);
    }
  }

  private static void printCpu(long messages, Cpu before) {
    Cpu after = Cpu.now();
    System.out.printf(
        "  processor time a message: %d us both borders and load, %d us both databases%n",
        after.own().minus(before.own()).dividedBy(messages).toNanos() / 1_000,
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
        Thread.sleep(2);
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
    return side.border().lanesOf(side.border().peers().getFirst()).stream()
        .filter(lane -> lane.outgoing() && lane.origin().lane().equals(LANE))
        .mapToLong(BorderNode.LaneView::cosignedSize)
        .sum();
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

  private static Thread loop(Step step) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!Thread.currentThread().isInterrupted()) {
            if (!step.run()) {
              LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
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
    EmbeddedPostgres database =
        EmbeddedPostgres.start(folder.resolve(name), folder.resolve("program"));
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(database.url());
    source.setUsername(database.user());
    source.setPassword(database.password());
    Flyway.configure()
        .dataSource(source)
        .schemas("border")
        .locations("classpath:db/border")
        .load()
        .migrate();
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
                PostgresStores.make(source, random),
                new OpenGate(),
                List.of(LANE),
                new HttpPeerLine(tls),
                clock,
                random,
                new UuidV7(clock, random)),
            _ -> List.of(handler));
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new Side(border, new PeerServer(address, tls, border), source, database);
  }
}
