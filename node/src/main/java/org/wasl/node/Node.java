package org.wasl.node;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wasl.border.Lane;
import org.wasl.border.keeping.Bell;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Histories;
import org.wasl.border.recovering.Erasures;
import org.wasl.border.recovering.StartGuard;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.setup.PolicyGate;
import org.wasl.border.setup.Surroundings;
import org.wasl.border.store.PostgresStores;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.border.wire.HttpPeerLine;
import org.wasl.border.wire.PeerServer;
import org.wasl.border.wire.TlsIdentity;
import org.wasl.node.backup.NodeBackup;
import org.wasl.node.database.Durability;
import org.wasl.node.database.EmbeddedPostgres;
import org.wasl.node.drop.DropFolder;
import org.wasl.node.link.LinkDesk;
import org.wasl.node.redress.ErasureLedger;
import org.wasl.node.redress.RedressDesk;
import org.wasl.terms.Progress;
import org.wasl.terms.UuidV7;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;

/// A running node without its console: database, border, services, peer port, and the threads that
/// move lanes.
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration WATCHING = Duration.ofSeconds(30);
  private static final Duration DROPPING = Duration.ofSeconds(1);

  /// Of how many looks into the drop folders one goes on with unfinished work.
  private static final int UNFINISHED = 60;

  /// After how many of them what was recorded since is told to the peer.
  private static final int TELLING = 5;

  private static final Duration ANCHORING = Duration.ofHours(1);

  private final NodeSettings settings;
  private final Party party;
  private final Party peer;
  private final Optional<EmbeddedPostgres> embedded;
  private final HikariDataSource source;
  private final BorderNode border;
  private final PeerServer peerServer;
  private final ErasureLedger ledger;
  private final LinkDesk link;
  private final RedressDesk redress;
  private final ProgressBoard progress = new ProgressBoard();
  private final List<Thread> threads = new ArrayList<>();
  private final NodeServices services = new NodeServices();
  private volatile boolean running = true;

  public Node(NodeSettings settings, Path program) {
    this.settings = settings;
    CountriesFolder countries = new CountriesFolder(settings.countries());
    this.party = countries.party(settings.party());
    this.peer = countries.party(settings.peer());
    NodeHome home = new NodeHome(settings.home());
    this.embedded =
        settings.databaseUrl().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedPostgres.start(settings.home().resolve("postgres"), program));
    this.source = source(settings, embedded);
    Durability.require(source);
    Migrations.run(source);
    TlsIdentity tls = home.tls();
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    UuidV7 ids = new UuidV7(clock, random);
    PostgresTransactions transactions = new PostgresTransactions(source);
    Stores stores = PostgresStores.make(transactions, random);
    this.ledger =
        new ErasureLedger(
            settings.erasureLedger().orElse(settings.home().resolve("erasures.ledger")));
    Erasures.replay(home.anchor().node(), stores, ledger.read());
    BorderNode.Parts parts =
        new BorderNode.Parts(
            home.anchor(),
            home.keys(settings),
            stores,
            new PolicyGate(party.policy()),
            NodeServices.lanes(),
            new HttpPeerLine(tls, new Histories(stores.link()).pins(clock)),
            clock,
            random,
            ids);
    this.border =
        new BorderNode(
            parts,
            made ->
                services.open(
                    new Surroundings(
                        countries,
                        settings.party(),
                        settings.peer(),
                        made,
                        settings.home(),
                        clock,
                        random,
                        ids),
                    transactions));
    this.link = new LinkDesk(border);
    this.redress = new RedressDesk(border, source, ids, this::keepErasures);
    home.peers().stream()
        .filter(each -> border.findPeer(each.node()).isEmpty())
        .forEach(border::pair);
    try {
      InetSocketAddress address =
          new InetSocketAddress(settings.peerAddress(), settings.peerPort());
      this.peerServer = new PeerServer(address, tls, border);
    } catch (IOException e) {
      throw new UncheckedIOException("the peer port " + settings.peerPort() + " is taken", e);
    }
    startMoving();
    LOG.info("node {} is up, peer port {}", border.node(), peerServer.port());
  }

  /// Brings the erasures of the database to the ledger.
  public void keepErasures() {
    ledger.add(border.erasures());
  }

  private static HikariDataSource source(
      NodeSettings settings, Optional<EmbeddedPostgres> embedded) {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(embedded.map(EmbeddedPostgres::url).or(settings::databaseUrl).orElseThrow());
    source.setUsername(embedded.map(EmbeddedPostgres::user).orElse(settings.databaseUser()));
    source.setPassword(
        embedded.map(EmbeddedPostgres::password).orElse(settings.databasePassword()));
    source.setMaximumPoolSize(16);
    source.setConnectionTimeout(10_000);
    return source;
  }

  /// Brings the rows of a backup into the fresh database of a restored home.
  public static void restore(
      NodeSettings settings, Path program, Path backup, Optional<Path> keys, Progress progress)
      throws SQLException, IOException {
    Optional<EmbeddedPostgres> embedded =
        settings.databaseUrl().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedPostgres.start(settings.home().resolve("postgres"), program));
    try (HikariDataSource source = source(settings, embedded)) {
      Durability.require(source);
      Migrations.run(source);
      try (Connection connection = source.getConnection()) {
        new NodeBackup(NodeServices.ROOMS).restoreRows(connection, backup, keys, progress);
      }
      PostgresTransactions transactions = new PostgresTransactions(source);
      Stores stores = PostgresStores.make(transactions, new SecureRandom());
      transactions.within(() -> StartGuard.restored(stores.link()));
    } finally {
      embedded.ifPresent(EmbeddedPostgres::close);
    }
  }

  private void startMoving() {
    for (Lane lane : border.lanes()) {
      move("send-" + lane, border.sendingBell(lane), each -> border.send(each, lane));
      move("hand-" + lane, border.handingBell(lane), each -> border.handOver(each, lane));
    }
    Thread anchoring = Thread.ofVirtual().name("anchoring").unstarted(this::anchorHourly);
    threads.add(anchoring);
    anchoring.start();
    Thread dropping = Thread.ofVirtual().name("dropping").unstarted(this::lookIntoDrops);
    threads.add(dropping);
    dropping.start();
    Thread migrating = Thread.ofPlatform().daemon().name("migrating").unstarted(this::migrate);
    threads.add(migrating);
    migrating.start();
    Thread watching = Thread.ofVirtual().name("watching").unstarted(this::watchOften);
    threads.add(watching);
    watching.start();
  }

  @FunctionalInterface
  private interface Move {
    boolean step(Anchor peer);
  }

  private void move(String name, Bell bell, Move move) {
    Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(name, bell, move));
    threads.add(thread);
    thread.start();
  }

  private void run(String name, Bell bell, Move move) {
    while (running) {
      boolean moved = false;
      try {
        for (Anchor each : border.peers()) {
          moved |= move.step(each);
        }
      } catch (RuntimeException e) {
        LOG.warn("{}: {}", name, e.getClass().getName(), e);
        revive();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
      if (!moved && running) {
        bell.await(settings.looking());
      }
    }
  }

  private void revive() {
    try {
      embedded.ifPresent(EmbeddedPostgres::revive);
    } catch (RuntimeException e) {
      LOG.error("the database does not come back: {}", e.getMessage());
    }
  }

  private void anchorHourly() {
    while (running) {
      LockSupport.parkNanos(ANCHORING.toNanos());
      if (running) {
        border.anchorAll();
      }
    }
  }

  private static void goOn(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("unfinished work waits: {}", e.getClass().getName(), e);
    }
  }

  private void lookIntoDrops() {
    List<DropFolder> drops = services.drops(settings, progress);
    for (long round = 0; running; round++) {
      if (round % UNFINISHED == 0) {
        services.unfinished().forEach(Node::goOn);
      }
      if (round % TELLING == 0) {
        goOn(services::tell);
      }
      drops.forEach(this::look);
      LockSupport.parkNanos(DROPPING.toNanos());
    }
  }

  /// Beside the other folders: a whole database of another system is taken over in hours.
  private void migrate() {
    List<DropFolder> drops = services.migrations(settings, progress);
    while (running) {
      drops.forEach(this::look);
      LockSupport.parkNanos(DROPPING.toNanos());
    }
  }

  private void look(DropFolder drop) {
    try {
      drop.look(border.now());
    } catch (IOException | RuntimeException e) {
      LOG.warn("a drop folder: {}", e.getClass().getName(), e);
    }
  }

  private void watchOften() {
    Watch watch = new Watch(border, new NodeHome(settings.home()).tls(), settings.home());
    while (running) {
      try {
        watch.look();
        keepErasures();
      } catch (RuntimeException e) {
        LOG.warn("watching: {}", e.getMessage());
      }
      LockSupport.parkNanos(WATCHING.toNanos());
    }
  }

  public NodeSettings settings() {
    return settings;
  }

  public Party party() {
    return party;
  }

  public Party peer() {
    return peer;
  }

  public BorderNode border() {
    return border;
  }

  public NodeServices services() {
    return services;
  }

  public LinkDesk link() {
    return link;
  }

  public RedressDesk redress() {
    return redress;
  }

  public ProgressBoard progress() {
    return progress;
  }

  public HikariDataSource source() {
    return source;
  }

  public Instant now() {
    return border.now();
  }

  @Override
  public void close() {
    running = false;
    threads.forEach(LockSupport::unpark);
    border.wake();
    peerServer.close();
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    source.close();
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
