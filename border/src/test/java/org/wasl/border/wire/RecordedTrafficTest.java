package org.wasl.border.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.linking.Anchor;
import org.wasl.border.proving.ReceiptVerifier;
import org.wasl.border.proving.ReceiptVerifier.Verdict;
import org.wasl.border.setup.TwoNodes;

/// What each release sent is understood by every later one: its updates, its receipts, its anchors.
/// One folder a release, made once by [#main] and never again.
class RecordedTrafficTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private static final Path RECORDED = Path.of("src/test/resources/recorded");

  static Stream<Path> releases() throws IOException {
    return Files.list(RECORDED).sorted();
  }

  /// Records what this release sends.
  ///
  /// @param arguments the release
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(RECORDED.resolve(arguments[0]));
    TwoNodes nodes = new TwoNodes();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 100; i++) {
        nodes.aa.say(nodes.bb, "note " + (round * 100 + i));
      }
      nodes.settle();
    }
    LogStore logs = nodes.aa.stores.logs();
    long start = 0;
    for (int number = 0; ; number++) {
      Optional<LogStore.Signed> next = logs.nextCheckpoint(LOG, start);
      if (next.isEmpty()) {
        break;
      }
      List<StoredEntry> entries =
          logs.entries(LOG, start, (int) (next.get().size() - start), Long.MAX_VALUE);
      List<Update.Part> parts =
          entries.stream()
              .map(each -> new Update.Part(each.entry(), Optional.of(each.body())))
              .toList();
      Files.write(
          folder.resolve("update-%02d".formatted(number)),
          Frames.update(new Update(LOG, start, next.get().note(), parts)));
      start = next.get().size();
    }
    Files.write(folder.resolve("sender.anchor"), nodes.aa.anchor.bytes());
    Files.write(folder.resolve("receiver.anchor"), nodes.bb.anchor.bytes());
    Files.write(
        folder.resolve("receipt.zip"), nodes.aa.border.receipt(LOG, 257).orElseThrow().zip());
  }

  private static Anchor anchor(Path release, String name) throws IOException {
    return Anchor.read(name, Files.readAllBytes(release.resolve(name)));
  }

  private static List<byte[]> updates(Path release) throws IOException {
    List<byte[]> updates = new ArrayList<>();
    try (Stream<Path> files = Files.list(release)) {
      for (Path file :
          files
              .filter(each -> each.getFileName().toString().startsWith("update-"))
              .sorted()
              .toList()) {
        updates.add(Files.readAllBytes(file));
      }
    }
    return updates;
  }

  @ParameterizedTest
  @MethodSource("releases")
  void theUpdatesOfEachReleaseAreTakenCosignedAndHeard(Path release) throws IOException {
    TwoNodes nodes = new TwoNodes();
    Anchor sender = anchor(release, "sender.anchor");
    nodes.bb.beginWith(sender);
    for (byte[] bytes : updates(release)) {
      Update update = Frames.readUpdate(bytes);
      assertArrayEquals(bytes, Frames.update(update));
      Reply.Cosigned reply =
          assertInstanceOf(Reply.Cosigned.class, nodes.bb.border.receive(sender, update));
      assertEquals(update.end(), reply.size());
    }
    while (nodes.bb.border.handOver(sender, TwoNodes.NOTES)) {
      // until all is handed over
    }
    assertEquals(300, nodes.bb.heard.size());
    assertEquals("note 299", nodes.bb.heard.getLast());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void theReceiptsOfEachReleaseStillProve(Path release) throws IOException {
    ReceiptVerifier verifier =
        new ReceiptVerifier(
            List.of(anchor(release, "sender.anchor"), anchor(release, "receiver.anchor")));
    byte[] receipt = Files.readAllBytes(release.resolve("receipt.zip"));
    byte[] body = "note 257".getBytes(StandardCharsets.UTF_8);
    Verdict verdict = verifier.verify(receipt, Optional.of(body));
    assertTrue(verdict instanceof Verdict.Proved, verdict::toString);
  }
}
