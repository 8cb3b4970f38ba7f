package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Fingerprint;
import org.wasl.border.linking.Officer;
import org.wasl.node.Node;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;
import org.wasl.node.web.Console;
import org.wasl.node.web.FirstAdministrator;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A country's node.
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = {"A country's node.", "عقدة البلد."},
    subcommands = {
      NodeCommand.Init.class,
      NodeCommand.Start.class,
      NodeCommand.Pair.class,
      NodeCommand.Keys.class
    })
final class NodeCommand {
  private NodeCommand() {}

  /// Makes keys and anchor of a node whose `wasl.properties` is in its home.
  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:this node has its keys already / للعقدة مفاتيحها",
      description = {
        "Makes the keys and the anchor of a new node.",
        "ينشئ مفاتيح عقدة جديدة ومرساتها."
      })
  static final class Init implements Callable<Integer> {
    @Parameters(
        paramLabel = "HOME",
        description = "folder with wasl.properties / مجلد فيه wasl.properties")
    private Path home = Path.of("");

    @Option(
        names = "--officers",
        defaultValue = "3",
        description = "officers of the identity key / ضباط مفتاح الهوية")
    private int officers;

    @Option(
        names = "--threshold",
        defaultValue = "2",
        description = "how many of them sign / كم منهم يوقّع")
    private int threshold;

    @Mixin private Answer answer = new Answer();

    private static final int MOST_OFFICERS = 16;

    @Override
    public Integer call() {
      NodeHome made = new NodeHome(home);
      if (made.isMade()) {
        throw new ProblemException(
            new Problem(
                ExitCode.NO,
                made.folder().toString(),
                new LocalizedText("للعقدة مفاتيحها", "this node has its keys already"),
                new LocalizedText(
                    "لتغييرها: wasl node keys renew.", "To change them: wasl node keys renew.")));
      }
      if (threshold < 1 || threshold > officers || officers > MOST_OFFICERS) {
        throw new ProblemException(
            new Problem(
                ExitCode.WRONG_USE,
                "",
                new LocalizedText(
                    threshold + " من " + officers + " ضباط، والحد " + MOST_OFFICERS,
                    threshold + " of " + officers + " officers, at most " + MOST_OFFICERS),
                new LocalizedText(
                    "اجعل --threshold بين 1 و--officers.",
                    "Give --threshold from 1 to --officers.")));
      }
      made.make(NodeSettings.read(made.folder()), threshold, officers, Instant.now());
      Path anchor = made.folder().resolve("anchor.json");
      System.err.println(
          "Move officers/*.key to paper or tokens. / انقل مفاتيح الضباط إلى ورق أو رموز مادية.");
      answer.give(
          () -> Json.Obj.with().put("anchor", anchor.toString()).end(),
          () -> System.out.println(anchor));
      return ExitCode.DONE.code();
    }
  }

  /// Adds a peer's anchor after the twelve words were compared.
  @Command(
      name = "pair",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:the anchor is not signed by its officers / المرساة غير موقعة من ضباطها",
      description = {
        "Shows the twelve words over both anchors; with --confirmed adds the peer.",
        "يعرض الكلمات الاثنتي عشرة، ويضيف النظير بعد المقارنة."
      })
  static final class Pair implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "HOME",
        description = "the folder of the node / مجلد العقدة")
    private Path home = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "ANCHOR",
        description = "the peer's anchor file / ملف مرساة النظير")
    private Path anchor = Path.of("");

    @Option(
        names = "--confirmed",
        description = "both sides read the same words / قرأ الطرفان الكلمات نفسها")
    private boolean confirmed;

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws IOException {
      NodeHome own = new NodeHome(home);
      Anchor peer = Anchor.read(anchor.toString(), Files.readAllBytes(anchor));
      if (!peer.isSignedBy(peer.identity())) {
        throw new ProblemException(
            new Problem(
                ExitCode.NO,
                anchor.toString(),
                new LocalizedText(
                    "المرساة غير موقعة من ضباطها", "the anchor is not signed by its officers"),
                new LocalizedText(
                    "اطلب من النظير ملف مرساته الموقّع.",
                    "Ask the peer for its signed anchor file.")));
      }
      List<String> words = Fingerprint.words(own.anchor(), peer);
      if (confirmed) {
        own.addPeer(peer);
      }
      answer.give(
          () ->
              Json.Obj.with()
                  .put("peer", peer.node().value())
                  .putStrings("words", words)
                  .put("added", confirmed)
                  .end(),
          () -> System.out.println(String.join(" ", words)));
      return ExitCode.DONE.code();
    }
  }

  /// New keys: made here, introduced by the officers, then used.
  @Command(
      name = "keys",
      mixinStandardHelpOptions = true,
      description = {"Changes the keys of a node.", "يبدّل مفاتيح العقدة."},
      subcommands = {Keys.Renew.class, Keys.Sign.class, Keys.Adopt.class})
  static final class Keys {
    private Keys() {}

    /// Makes the next keys.
    @Command(
        name = "renew",
        mixinStandardHelpOptions = true,
        description = {
          "Makes the next keys and the anchor that the officers sign.",
          "ينشئ المفاتيح التالية والمرساة التي يوقعها الضباط."
        })
    static final class Renew implements Callable<Integer> {
      @Parameters(paramLabel = "HOME", description = "the folder of the node / مجلد العقدة")
      private Path home = Path.of("");

      @Option(
          names = "--overlap",
          defaultValue = "30",
          description = "days, default 30 / أيام، والمعتاد 30")
      private int days;

      @Option(
          names = "--leaked-at",
          paramLabel = "INSTANT",
          description =
              "the present keys leaked at this time at the earliest; no overlap / تسرّبت المفاتيح الحالية في هذا الوقت على الأبكر؛ بلا تداخل")
      private @Nullable Instant leaked;

      @Override
      public Integer call() {
        Instant now = Instant.now();
        Anchor.Succession succession =
            leaked == null
                ? new Anchor.Succession(
                    now.plus(Duration.ofDays(days)), Anchor.Succession.Reason.ROLLOVER)
                : new Anchor.Succession(leaked, Anchor.Succession.Reason.COMPROMISE);
        System.out.println(new NodeHome(home).renew(succession, now));
        System.out.println(
            "Each officer signs it: wasl node keys sign. / يوقعها كل ضابط: wasl node keys sign.");
        return ExitCode.DONE.code();
      }
    }

    /// Adds an officer's signature.
    @Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = {
          "Adds an officer's signature to an anchor file.",
          "يضيف توقيع ضابط إلى ملف المرساة."
        })
    static final class Sign implements Callable<Integer> {
      @Parameters(
          index = "0",
          paramLabel = "ANCHOR",
          description = "the anchor to sign / المرساة المراد توقيعها")
      private Path file = Path.of("");

      @Option(
          names = "--officer",
          required = true,
          description = "the officer's key file / ملف مفتاح الضابط")
      private Path officer = Path.of("");

      @Option(
          names = "--after",
          required = true,
          paramLabel = "ANCHOR",
          description =
              "the present anchor, whose officers introduce the next / المرساة الحالية التي يقدّم ضباطها التالية")
      private Path after = Path.of("");

      @Override
      public Integer call() throws IOException {
        Anchor present = Anchor.read(after.toString(), Files.readAllBytes(after));
        Anchor next = Anchor.read(file.toString(), Files.readAllBytes(file));
        String seed = Files.readString(officer).strip();
        Anchor signed =
            new Officer(Base64.getDecoder().decode(seed)).sign(next, present.identity());
        Files.write(file, signed.bytes());
        System.out.println(
            signed.signatures().size()
                + " / "
                + present.identity().threshold()
                + " signatures / تواقيع");
        return ExitCode.DONE.code();
      }
    }

    /// Takes the signed keys into use.
    @Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        exitCodeList = "1:too few officers signed / التواقيع لا تكفي",
        description = {
          "Takes the signed next keys into use; start the node again afterwards.",
          "يعتمد المفاتيح التالية بعد توقيعها، ثم أعد تشغيل العقدة."
        })
    static final class Adopt implements Callable<Integer> {
      @Parameters(paramLabel = "HOME", description = "the folder of the node / مجلد العقدة")
      private Path home = Path.of("");

      @Override
      public Integer call() {
        if (!new NodeHome(home).adopt()) {
          System.err.println(
              "too few officers signed anchor-next.json / تواقيع الضباط على anchor-next.json لا تكفي");
          return ExitCode.NO.code();
        }
        System.out.println("restart the node / أعد تشغيل العقدة");
        return ExitCode.DONE.code();
      }
    }
  }

  /// Runs a node until it is told to stop.
  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = {"Runs a node with its console.", "يشغّل العقدة ولوحتها."})
  static final class Start implements Callable<Integer> {
    @Parameters(paramLabel = "HOME", description = "the folder of the node / مجلد العقدة")
    private Path home = Path.of("");

    @Option(
        names = "--program",
        paramLabel = "DIR",
        description = "where the database's program is unpacked / أين يُفكّ برنامج قاعدة البيانات")
    private @Nullable Path program;

    @Option(
        names = "--sample",
        paramLabel = "DIR",
        hidden = true,
        description = "sample month to carry through / الشهر النموذجي المراد إتمامه")
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
      return ExitCode.DONE.code();
    }
  }
}
