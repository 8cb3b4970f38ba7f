package org.wasl.border.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.NodeId;
import org.wasl.border.exchange.PeerLine.UnreachableException;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Auditor;
import org.wasl.border.log.Frontier;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.setup.TwoNodes;

/// The peer port on a real socket.
class PeerPortTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private static final char[] PASSWORD = "test".toCharArray();
  private final SecureRandom random = new SecureRandom();
  private final TwoNodes nodes = new TwoNodes();
  private final TlsIdentity tlsOfAa = identity("node.aa");
  private final TlsIdentity tlsOfBb = identity("node.bb");
  private PeerServer server = serverOfBb();

  private TlsIdentity identity(String node) {
    return TlsIdentity.make(new NodeId(node), Instant.now(), random, PASSWORD);
  }

  private PeerServer serverOfBb() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new PeerServer(address, tlsOfBb, nodes.bb.border);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void bbKnowsThePinOfAa() {
    String text = new String(pinned(nodes.aa.anchor, tlsOfAa, "").bytes(), StandardCharsets.UTF_8);
    nodes
        .bb
        .border
        .transactions()
        .within(() -> nodes.bb.stores.link().setValue("peer/node.aa", text));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Anchor pinned(Anchor anchor, TlsIdentity tls, String url) {
    return new Anchor(
        anchor.node(),
        anchor.party(),
        url,
        tls.pin(),
        anchor.logKeys(),
        anchor.mirrorKeys(),
        anchor.validFrom(),
        anchor.identity(),
        anchor.signatures());
  }

  private Anchor bbOnTheLine() {
    return pinned(nodes.bb.anchor, tlsOfBb, "https://127.0.0.1:" + server.port());
  }

  private Update firstUpdate() {
    nodes.aa.say(nodes.bb, "over the wire");
    nodes.settle();
    LogState log = nodes.aa.stores.logs().find(LOG).orElseThrow();
    List<StoredEntry> entries = nodes.aa.stores.logs().entries(LOG, 0, 10, 1 << 20);
    return new Update(
        LOG,
        0,
        log.checkpoint().orElseThrow(),
        entries.stream().map(each -> new Update.Part(each.entry(), each.body())).toList());
  }

  @Test
  void anUpdateIsCountersignedOverMutualTls() {
    Reply reply = new HttpPeerLine(tlsOfAa).send(bbOnTheLine(), firstUpdate());
    assertTrue(reply instanceof Reply.Cosigned);
    assertEquals(1, new HttpPeerLine(tlsOfAa).standing(bbOnTheLine(), LOG).size());
    assertEquals(1, new HttpPeerLine(tlsOfAa).fetch(bbOnTheLine(), LOG, 0).size());
  }

  @Test
  void aClientWhoseKeyNoAnchorPinsIsNotAnswered() {
    TlsIdentity stranger = identity("node.aa");
    assertThrows(
        UnreachableException.class, () -> new HttpPeerLine(stranger).standing(bbOnTheLine(), LOG));
  }

  @Test
  void aServerWhoseKeyTheAnchorDoesNotPinIsNotAsked() {
    Anchor other =
        pinned(nodes.bb.anchor, identity("node.bb"), "https://127.0.0.1:" + server.port());
    assertThrows(UnreachableException.class, () -> new HttpPeerLine(tlsOfAa).standing(other, LOG));
  }

  @Test
  void whyAPeerIsNotReachedIsSaidInWords() {
    Anchor there = bbOnTheLine();
    server.close();
    UnreachableException down =
        assertThrows(
            UnreachableException.class, () -> new HttpPeerLine(tlsOfAa).standing(there, LOG));
    String reason = String.valueOf(down.getMessage());
    assertTrue(reason.startsWith("connection refused"), reason);
    assertFalse(reason.contains("null"), reason);
  }

  @Test
  void tls12IsRefused() {
    SSLContext context = tlsOfAa.context(_ -> true);
    SSLParameters old = new SSLParameters();
    old.setProtocols(new String[] {"TLSv1.2"});
    HttpClient client = HttpClient.newBuilder().sslContext(context).sslParameters(old).build();
    assertThrows(
        IOException.class,
        () -> client.send(get("/wasl/v1/standing?origin=x"), BodyHandlers.discarding()));
  }

  @Test
  void theLogReadsAsTlogTilesSays() throws IOException, InterruptedException {
    for (int i = 0; i < 300; i++) {
      nodes.aa.say(nodes.bb, "note " + i);
    }
    nodes.settle();
    HttpClient client =
        HttpClient.newBuilder().sslContext(tlsOfAa.context(tlsOfBb.pin()::equals)).build();
    byte[] note = client.send(get("/" + LOG + "/checkpoint"), BodyHandlers.ofByteArray()).body();
    Checkpoint checkpoint = Checkpoint.read(SignedNote.read(note).text());
    byte[] full = client.send(get("/" + LOG + "/tile/0/000"), BodyHandlers.ofByteArray()).body();
    byte[] rest =
        client.send(get("/" + LOG + "/tile/0/001.p/44"), BodyHandlers.ofByteArray()).body();
    byte[] top = client.send(get("/" + LOG + "/tile/1/000.p/1"), BodyHandlers.ofByteArray()).body();
    assertEquals(8_192, full.length);
    assertEquals(44 * 32, rest.length);
    assertEquals(Hash.of(top), rootOf(full));
    assertEquals(checkpoint.root(), Hash.node(rootOf(full), rootOf(rest)));
    byte[] bundle =
        client.send(get("/" + LOG + "/tile/entries/001.p/44"), BodyHandlers.ofByteArray()).body();
    int length = (bundle[0] & 0xFF) << 8 | (bundle[1] & 0xFF);
    byte[] entry = Arrays.copyOfRange(bundle, 2, 2 + length);
    assertEquals(Hash.at(rest, 0), Hash.leaf(entry));
    assertEquals(
        404, client.send(get("/" + LOG + "/tile/0/002"), BodyHandlers.discarding()).statusCode());
    assertEquals(404, client.send(get("/console"), BodyHandlers.discarding()).statusCode());
  }

  @Test
  void anAuditorReadsTheNamedLanesBetweenTheirDatesAndNothingElse()
      throws IOException, InterruptedException {
    nodes.aa.say(nodes.bb, "note");
    nodes.settle();
    TlsIdentity tls = identity("auditor");
    HttpClient client =
        HttpClient.newBuilder().sslContext(tls.context(tlsOfBb.pin()::equals)).build();
    assertThrows(
        IOException.class,
        () -> client.send(get("/" + LOG + "/checkpoint"), BodyHandlers.discarding()),
        "not admitted");
    Instant end = nodes.now.plusSeconds(3600);
    nodes.bb.border.admit(
        new Auditor("court.one", tls.pin(), List.of(TwoNodes.NOTES), nodes.now, end));
    assertEquals(200, status(client, "/" + LOG + "/checkpoint"));
    assertEquals(200, status(client, "/" + LOG + "/tile/entries/000.p/1"));
    assertEquals(404, status(client, "/wasl/node.aa/node.bb/ctl/1/checkpoint"), "another lane");
    assertEquals(404, status(client, "/wasl/v1/entries?from=0&origin=" + LOG), "no bodies");
    assertTrue(
        nodes.bb.border.auditTrail().newest(10).stream()
            .anyMatch(event -> event.toString().contains("auditor court.one")));
    nodes.now = end;
    HttpClient late =
        HttpClient.newBuilder().sslContext(tls.context(tlsOfBb.pin()::equals)).build();
    assertThrows(
        IOException.class,
        () -> late.send(get("/" + LOG + "/checkpoint"), BodyHandlers.discarding()));
  }

  private int status(HttpClient client, String path) throws IOException, InterruptedException {
    return client.send(get(path), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path)).build();
  }

  private static Hash rootOf(byte[] tile) {
    var frontier = Frontier.EMPTY;
    for (int at = 0; at < tile.length; at += 32) {
      frontier = appendHash(frontier, Hash.at(tile, at));
    }
    return frontier.root();
  }

  private static Frontier appendHash(Frontier frontier, Hash hash) {
    return frontier.append(List.of(hash), (_, _, _) -> {});
  }

  @Test
  void unknownLogsStandNowhere() {
    assertEquals(
        Optional.empty(), new HttpPeerLine(tlsOfAa).standing(bbOnTheLine(), "wasl/x/y/z/1").note());
  }
}
