package org.wasl.border.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.wasl.border.AuditTrail;
import org.wasl.border.exchange.PeerLine.Standing;
import org.wasl.border.linking.Alarms;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Auditor;
import org.wasl.border.setup.BorderNode;

/// The peer port: HTTP over TLS 1.3 where both sides show a pinned key, on a port of its own, with
/// nothing of the console behind it. Knows its own few requests, the update process of C2SP
/// `tlog-mirror` and the read interface of the logs.
public final class PeerServer implements AutoCloseable {
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BorderNode border;

  /// @param address where to listen
  public PeerServer(InetSocketAddress address, TlsIdentity identity, BorderNode border)
      throws IOException {
    this.border = border;
    this.server = HttpsServer.create(address, 64);
    SSLContext context =
        identity.context(pin -> findPeer(pin).isPresent() || border.auditorOfPin(pin).isPresent());
    server.setHttpsConfigurator(new MutualTls(context));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(1);
    threads.close();
  }

  private static final class MutualTls extends HttpsConfigurator {
    MutualTls(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters tls = getSSLContext().getDefaultSSLParameters();
      tls.setProtocols(new String[] {"TLSv1.3"});
      tls.setNeedClientAuth(true);
      parameters.setSSLParameters(tls);
    }
  }

  private Optional<Anchor> findPeer(String pin) {
    return border.peerOfPin(pin);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String pin = pin(exchange);
      Optional<Anchor> peer = findPeer(pin);
      Optional<Auditor> auditor = border.auditorOfPin(pin);
      try {
        if (peer.isPresent()) {
          route(exchange, peer.get());
        } else if (auditor.isPresent()) {
          audit(exchange, auditor.get());
        } else {
          answer(exchange, 403, new byte[0]);
        }
      } catch (MalformedFrameException | IllegalArgumentException e) {
        answer(exchange, 400, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String pin(HttpExchange exchange) {
    try {
      var chain = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
      return TlsIdentity.pinOf((X509Certificate) chain[0]);
    } catch (SSLPeerUnverifiedException e) {
      return "";
    }
  }

  /// An auditor reads checkpoints, tiles and entries of their lanes, never bodies; each read is
  /// audited itself.
  private void audit(HttpExchange exchange, Auditor auditor) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<byte[]> found =
        exchange.getRequestMethod().equals("GET")
            ? new TileReader(border).read(origin -> border.readable(auditor, origin), path)
            : Optional.empty();
    border
        .transactions()
        .within(() ->
            border
                .auditTrail()
                .record(
                    new AuditTrail.AuditEvent(
                        Optional.empty(),
                        found.isPresent() ? "border.log.read" : "border.log.refused",
                        path.length() > 200 ? path.substring(0, 200) : path,
                        Optional.empty(),
                        "auditor " + auditor.name())));
    answer(exchange, found.isPresent() ? 200 : 404, found.orElse(new byte[0]));
  }

  private void route(HttpExchange exchange, Anchor peer) throws IOException {
    String method = exchange.getRequestMethod();
    switch (method + " " + exchange.getRequestURI().getPath()) {
      case "POST /wasl/v1/update" -> {
        byte[] body = body(exchange);
        answer(exchange, 200, Frames.reply(border.receive(peer, Frames.readUpdate(body))));
      }
      case "GET /wasl/v1/standing" -> {
        Standing standing =
            border
                .standing(peer, parameter(exchange, "origin"))
                .orElse(new Standing(0, Optional.empty()));
        answer(exchange, 200, Frames.standing(standing));
      }
      case "GET /wasl/v1/entries" -> {
        long from = Long.parseLong(parameter(exchange, "from"));
        answer(
            exchange, 200, Frames.entries(border.fetch(peer, parameter(exchange, "origin"), from)));
      }
      case "GET /wasl/v1/body" -> {
        long held = border.staged(peer, parameter(exchange, "commitment"));
        answer(exchange, 200, Long.toString(held).getBytes(StandardCharsets.US_ASCII));
      }
      case "POST /wasl/v1/body" -> {
        long offset = Long.parseLong(parameter(exchange, "offset"));
        byte[] part = body(exchange);
        long held = border.stage(peer, parameter(exchange, "commitment"), offset, part);
        answer(exchange, 200, Long.toString(held).getBytes(StandardCharsets.US_ASCII));
      }
      case "POST /add-checkpoint" -> new SubmissionPort(border).addCheckpoint(exchange, peer);
      case "POST /add-entries" -> new SubmissionPort(border).addEntries(exchange, peer);
      default -> read(exchange, peer);
    }
  }

  /// The read interface of C2SP `tlog-tiles`, below the origin.
  private void read(HttpExchange exchange, Anchor peer) throws IOException {
    Optional<byte[]> found =
        exchange.getRequestMethod().equals("GET")
            ? new TileReader(border)
                .read(origin -> border.readable(peer, origin), exchange.getRequestURI().getPath())
            : Optional.empty();
    if (found.isPresent()) {
      answer(exchange, 200, found.get());
    } else {
      answer(exchange, 404, new byte[0]);
    }
  }

  private byte[] body(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      byte[] bytes = in.readNBytes(Frames.MAX_BYTES + 1);
      if (bytes.length > Frames.MAX_BYTES) {
        border.alarm(Alarms.OVERSIZE, "peer port", Optional.of("over " + Frames.MAX_BYTES));
        throw new MalformedFrameException(Frames.MAX_BYTES, "a smaller request");
      }
      return bytes;
    }
  }

  private static String parameter(HttpExchange exchange, String name) {
    Map<String, String> all = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", 8)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    String value = all.get(name);
    if (value == null || value.length() > 512) {
      throw new IllegalArgumentException("the parameter " + name + " is missing");
    }
    return value;
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
