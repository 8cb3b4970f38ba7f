package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Fingerprint;
import org.wasl.node.Node;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;
import org.wasl.node.web.Console;
import org.wasl.node.web.FirstAdministrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A country's node.
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = {"A country's node.", "عقدة البلد."},
    subcommands = {NodeCommand.Init.class, NodeCommand.Start.class, NodeCommand.Pair.class})
final class NodeCommand {
  private NodeCommand() {}

  /// Makes keys and anchor of a node whose `wasl.properties` is in its home.
  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the keys and the anchor of a new node.",
        "ينشئ مفاتيح عقدة جديدة ومرساتها."
      })
  static final class Init implements Callable<Integer> {
    @Parameters(paramLabel = "HOME", description = "folder with wasl.properties")
    private Path home = Path.of("");

    @Option(names = "--officers", defaultValue = "3", description = "officers of the identity key")
    private int officers;

    @Option(names = "--threshold", defaultValue = "2", description = "how many of them sign")
    private int threshold;

    @Override
    public Integer call() {
      NodeHome made = new NodeHome(home);
      if (made.isMade()) {
        System.err.println("this node has its keys already / للعقدة مفاتيحها");
        return 1;
      }
      made.make(NodeSettings.read(made.folder()), threshold, officers, Instant.now());
      System.out.println(made.folder().resolve("anchor.json"));
      System.out.println(
          "Move officers/*.key to paper or tokens. / انقل مفاتيح الضباط إلى ورق أو رموز مادية.");
      return 0;
    }
  }

  /// Adds a peer's anchor after the twelve words were compared.
  @Command(
      name = "pair",
      mixinStandardHelpOptions = true,
      description = {
        "Shows the twelve words over both anchors; with --confirmed adds the peer.",
        "يعرض الكلمات الاثنتي عشرة، ويضيف النظير بعد المقارنة."
      })
  static final class Pair implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HOME")
    private Path home = Path.of("");

    @Parameters(index = "1", paramLabel = "ANCHOR", description = "the peer's anchor file")
    private Path anchor = Path.of("");

    @Option(names = "--confirmed", description = "both sides read the same words")
    private boolean confirmed;

    @Override
    public Integer call() throws IOException {
      NodeHome own = new NodeHome(home);
      Anchor peer = Anchor.read(anchor.toString(), Files.readAllBytes(anchor));
      if (!peer.isSignedBy(peer.identity())) {
        System.err.println(
            "the anchor is not signed by its officers / المرساة غير موقعة من ضباطها");
        return 1;
      }
      System.out.println(String.join(" ", Fingerprint.words(own.anchor(), peer)));
      if (confirmed) {
        own.addPeer(peer);
      }
      return 0;
    }
  }

  /// Runs a node until it is told to stop.
  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = {"Runs a node with its console.", "يشغّل العقدة ولوحتها."})
  static final class Start implements Callable<Integer> {
    @Parameters(paramLabel = "HOME")
    private Path home = Path.of("");

    @Option(
        names = "--program",
        paramLabel = "DIR",
        description = "where the database's program is unpacked")
    private @Nullable Path program;

    @Option(
        names = "--sample",
        paramLabel = "DIR",
        hidden = true,
        description = "sample month to carry through")
    private @Nullable Path sample;

    @Override
    public Integer call() throws Exception {
      NodeSettings settings = NodeSettings.read(new NodeHome(home).folder());
      Path unpacked = program == null ? settings.home().resolve("program") : program;
      try (Node node = new Node(settings, unpacked);
          var console = Console.start(node)) {
        FirstAdministrator first = console.getBean(FirstAdministrator.class);
        String base = "http://" + settings.consoleAddress() + ":" + settings.consolePort();
        System.out.println("console " + base);
        if (first.token() != null) {
          System.out.println("first " + base + "/first/" + first.token());
        }
        System.out.println("ready");
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown));
        if (sample != null) {
          new SampleRun(node, sample).run();
        }
        stop.await();
      }
      return 0;
    }
  }
}
