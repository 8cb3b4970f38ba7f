package org.wasl.border.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.Entry;
import org.wasl.border.NodeId;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.linking.Anchor;
import org.wasl.border.log.Hash;
import org.wasl.border.log.Tree;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.setup.TwoNodes;
import org.wasl.terms.Sha256;

/// A client that speaks only C2SP `tlog-mirror` brings a log of 700 entries over the peer port.
class SubmissionTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private static final int SIZE = 700;
  private final TwoNodes nodes = new TwoNodes();
  private final TlsIdentity tlsOfAa = identity("node.aa");
  private final TlsIdentity tlsOfBb = identity("node.bb");
  private final HttpClient client =
      HttpClient.newBuilder().sslContext(tlsOfAa.context(tlsOfBb.pin()::equals)).build();
  private PeerServer server = serverOfBb();

  private static TlsIdentity identity(String node) {
    return TlsIdentity.make(
        new NodeId(node), Instant.now(), new SecureRandom(), "test".toCharArray());
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
  void aaHasALogThatBbDoesNotHave() {
    nodes.settle();
    for (int i = 0; i < SIZE; i++) {
      nodes.aa.say(nodes.bb, "note " + i);
    }
    nodes.cut = true;
    for (int i = 0; i < 5; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
    }
    assertEquals(SIZE, log().checkpointSize());
    String text = new String(pinned(nodes.aa.anchor, tlsOfAa).bytes(), StandardCharsets.UTF_8);
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

  private static Anchor pinned(Anchor anchor, TlsIdentity tls) {
    return new Anchor(
        anchor.node(),
        anchor.party(),
        anchor.url(),
        tls.pin(),
        anchor.logKeys(),
        anchor.mirrorKeys(),
        anchor.validFrom(),
        anchor.identity(),
        anchor.signatures());
  }

  private LogState log() {
    return nodes.aa.stores.logs().find(LOG).orElseThrow();
  }

  private LogState mirror() {
    return nodes.bb.stores.logs().find(LOG).orElseThrow();
  }

  private byte[] note() {
    return log().checkpoint().orElseThrow();
  }

  private List<StoredEntry> entries(long from, int count) {
    return nodes.aa.stores.logs().entries(LOG, from, count, Long.MAX_VALUE);
  }

  private HttpResponse<String> post(String path, byte[] body, String coding)
      throws IOException, InterruptedException {
    URI uri = URI.create("https://127.0.0.1:" + server.port() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
    if (!coding.isEmpty()) {
      request.header("Content-Encoding", coding);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> addCheckpoint(String old, byte[] note)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes((old + "\n\n").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(note);
    return post("/add-checkpoint", body.toByteArray(), "");
  }

  private void stageBodies(long from, int count) {
    Anchor bb =
        new Anchor(
            nodes.bb.anchor.node(),
            nodes.bb.anchor.party(),
            "https://127.0.0.1:" + server.port(),
            tlsOfBb.pin(),
            nodes.bb.anchor.logKeys(),
            nodes.bb.anchor.mirrorKeys(),
            nodes.bb.anchor.validFrom(),
            nodes.bb.anchor.identity(),
            nodes.bb.anchor.signatures());
    HttpPeerLine line = new HttpPeerLine(tlsOfAa);
    for (StoredEntry each : entries(from, count)) {
      StoredEntry.Body.Held held = assertInstanceOf(StoredEntry.Body.Held.class, each.body());
      byte[] whole =
          ByteBuffer.allocate(32 + held.bytes().length).put(held.salt()).put(held.bytes()).array();
      line.stage(bb, Entry.read(LOG, each.entry()).commitment(), 0, whole);
    }
  }

  /// The request of the specification: head, then `packages` packages of the canonical sequence.
  private byte[] request(long start, long end, byte[] ticket, int packages) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] origin = LOG.getBytes(StandardCharsets.UTF_8);
      out.writeShort(origin.length);
      out.write(origin);
      out.writeLong(start);
      out.writeLong(end);
      out.writeShort(ticket.length);
      out.write(ticket);
      Tree tree = new StoredTree(nodes.aa.stores.logs(), LOG).tree();
      long rounded = start - start % 256;
      for (int i = 0; i < packages; i++) {
        long from = Math.max(start, rounded + i * 256L);
        long to = Math.min(end, rounded + (i + 1) * 256L);
        for (StoredEntry each : entries(from, (int) (to - from))) {
          out.writeShort(each.entry().length);
          out.write(each.entry());
        }
        List<Hash> proof = tree.subtreeConsistency(rounded + i * 256L, to, end);
        out.writeByte(proof.size());
        for (Hash hash : proof) {
          out.write(hash.bytes());
        }
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void aPrefixIsTakenThenTheRestAndOnlyThenTheMirrorCosigns()
      throws IOException, InterruptedException {
    assertEquals(200, addCheckpoint("old 0", note()).statusCode());
    stageBodies(0, SIZE);
    HttpResponse<String> part = post("/add-entries", request(0, SIZE, new byte[0], 1), "");
    assertEquals(202, part.statusCode());
    assertEquals("text/x.tlog.mirror-info", part.headers().firstValue("Content-Type").orElse(""));
    String[] lines = part.body().split("\n", -1);
    assertEquals("700", lines[0]);
    assertEquals("256", lines[1]);
    assertEquals(0, mirror().cosignedSize());
    byte[] ticket = Base64.getDecoder().decode(lines[2]);
    HttpResponse<String> done = post("/add-entries", gzip(request(256, SIZE, ticket, 2)), "gzip");
    assertEquals(200, done.statusCode());
    byte[] whole =
        (new String(note(), StandardCharsets.UTF_8) + done.body()).getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(
        KeyRing.Verdict.Good.class, nodes.bb.anchor.mirrorRing().check(SignedNote.read(whole)));
    assertEquals(SIZE, mirror().cosignedSize());
    nodes.cut = false;
    nodes.settle();
    assertEquals(SIZE, nodes.bb.heard.size());
    assertEquals(SIZE, log().cosignedSize());
  }

  @Test
  void theSecondCheckpointNeedsAProofFromTheFirst() throws IOException, InterruptedException {
    assertEquals(200, addCheckpoint("old 0", note()).statusCode());
    HttpResponse<String> again = addCheckpoint("old 0", note());
    assertEquals(409, again.statusCode());
    assertEquals("text/x.tlog.size", again.headers().firstValue("Content-Type").orElse(""));
    assertEquals("700\n", again.body());
    nodes.aa.say(nodes.bb, "one more");
    for (int i = 0; i < 3; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
    }
    byte[] longer = nodes.aa.stores.logs().nextCheckpoint(LOG, SIZE).orElseThrow().note();
    assertEquals(422, addCheckpoint("old 700", longer).statusCode());
    StringBuilder old = new StringBuilder("old 700");
    new StoredTree(nodes.aa.stores.logs(), LOG)
        .tree()
        .consistency(SIZE, SIZE + 1)
        .forEach(hash -> old.append('\n').append(hash.base64()));
    assertEquals(200, addCheckpoint(old.toString(), longer).statusCode());
  }

  @Test
  void whatIsNotOfTheLogIsRefusedWithTheStatusesOfTheSpecification()
      throws IOException, InterruptedException {
    byte[] request = request(0, SIZE, new byte[0], 3);
    assertEquals(422, post("/add-entries", request, "").statusCode(), "nothing is pending");
    String stranger = new String(note(), StandardCharsets.UTF_8).replace("node.aa/node", "x/node");
    assertEquals(
        404, addCheckpoint("old 0", stranger.getBytes(StandardCharsets.UTF_8)).statusCode());
    SignedNote unsigned = new SignedNote(SignedNote.read(note()).text(), List.of());
    int status = addCheckpoint("old 0", unsigned.bytes()).statusCode();
    assertTrue(status == 403 || status == 400, "status " + status);
    assertEquals(400, addCheckpoint("old 701", note()).statusCode());
    assertEquals(400, addCheckpoint("old x", note()).statusCode());
    assertEquals(200, addCheckpoint("old 0", note()).statusCode());
    assertEquals(422, post("/add-entries", request, "").statusCode(), "no body was brought before");
    stageBodies(0, SIZE);
    assertEquals(400, post("/add-entries", Arrays.copyOf(request, 900), "").statusCode());
    assertEquals(400, post("/add-entries", Arrays.copyOf(request, 9), "").statusCode());
    byte[] changed = request.clone();
    changed[200] ^= 1;
    assertEquals(422, post("/add-entries", changed, "").statusCode());
    assertEquals(
        409, post("/add-entries", request(300, SIZE, new byte[0], 1), "").statusCode(), "a gap");
    assertEquals(0, mirror().size());
    assertEquals(200, post("/add-entries", request, "").statusCode());
    assertEquals(200, post("/add-entries", request, "").statusCode(), "once more changes nothing");
    assertEquals(SIZE, mirror().size());
  }

  @Test
  void everyFlippedBitAndEveryCutOfAPackageIsRefusedWithItsReason()
      throws IOException, InterruptedException {
    assertEquals(200, addCheckpoint("old 0", note()).statusCode());
    stageBodies(0, SIZE);
    assertEquals(200, post("/add-entries", request(0, SIZE, new byte[0], 3), "").statusCode());
    nodes.aa.say(nodes.bb, "one more");
    for (int i = 0; i < 3; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
    }
    StringBuilder old = new StringBuilder("old 700");
    Tree tree = new StoredTree(nodes.aa.stores.logs(), LOG).tree();
    tree.consistency(SIZE, SIZE + 1).forEach(hash -> old.append('\n').append(hash.base64()));
    byte[] longer = nodes.aa.stores.logs().nextCheckpoint(LOG, SIZE).orElseThrow().note();
    assertEquals(200, addCheckpoint(old.toString(), longer).statusCode());
    stageBodies(SIZE, 1);
    byte[] request = packageOfTheLast();
    int entry = 2 + LOG.length() + 8 + 8 + 2 + 2;
    int proof = entry + entries(SIZE, 1).getFirst().entry().length;
    for (int at = 0; at < request.length; at++) {
      HttpResponse<String> cut = post("/add-entries", Arrays.copyOf(request, at), "");
      assertEquals(400, cut.statusCode(), "cut at " + at);
      assertTrue(cut.body().startsWith("the request ends"), cut.body());
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = request.clone();
        changed[at] ^= (byte) (1 << bit);
        HttpResponse<String> answer = post("/add-entries", changed, "");
        boolean hashed = at >= entry && at < proof || at > proof;
        List<Integer> fitting =
            hashed
                ? List.of(422)
                : at < 2 + LOG.length() ? List.of(404, 400) : List.of(400, 409, 422);
        assertTrue(fitting.contains(answer.statusCode()), at + ": " + answer.statusCode());
        assertTrue(!answer.body().isBlank(), "a reason for byte " + at);
        if (hashed) {
          assertEquals("the proof leads to another root", answer.body(), "byte " + at);
        }
      }
    }
    assertEquals(SIZE, mirror().size());
    assertEquals(200, post("/add-entries", request, "").statusCode());
    assertEquals(SIZE + 1, mirror().cosignedSize());
  }

  /// The request for entry 700 alone, whose package begins at 512.
  private byte[] packageOfTheLast() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(LOG.length());
      out.writeBytes(LOG);
      out.writeLong(SIZE);
      out.writeLong(SIZE + 1);
      out.writeShort(0);
      byte[] entry = entries(SIZE, 1).getFirst().entry();
      out.writeShort(entry.length);
      out.write(entry);
      List<Hash> proof =
          new StoredTree(nodes.aa.stores.logs(), LOG)
              .tree()
              .subtreeConsistency(512, SIZE + 1, SIZE + 1);
      out.writeByte(proof.size());
      for (Hash hash : proof) {
        out.write(hash.bytes());
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aMonitorReadsTheMirrorUnderTheHashOfItsOrigin() throws IOException, InterruptedException {
    nodes.cut = false;
    nodes.settle();
    StringBuilder hash = new StringBuilder();
    for (byte each : Sha256.start().digest(LOG.getBytes(StandardCharsets.UTF_8))) {
      hash.append("%02x".formatted(each));
    }
    URI uri = URI.create("https://127.0.0.1:" + server.port() + "/" + hash + "/checkpoint");
    byte[] body =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body();
    assertInstanceOf(
        KeyRing.Verdict.Good.class, nodes.bb.anchor.mirrorRing().check(SignedNote.read(body)));
  }
}
