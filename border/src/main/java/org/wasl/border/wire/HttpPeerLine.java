package org.wasl.border.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.linking.Anchor;

/// The line to a peer over HTTP and mutual TLS 1.3; each peer's server key is pinned by its anchor.
public final class HttpPeerLine implements PeerLine {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(120);

  private final TlsIdentity identity;
  private final Function<Anchor, Set<String>> pins;
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

  public HttpPeerLine(TlsIdentity identity) {
    this(identity, peer -> Set.of(peer.tlsPin()));
  }

  /// @param pins the TLS keys that a peer may show now; two in an overlap
  public HttpPeerLine(TlsIdentity identity, Function<Anchor, Set<String>> pins) {
    this.identity = identity;
    this.pins = pins;
  }

  @Override
  public Reply send(Anchor peer, Update update) {
    return Frames.readReply(post(peer, "/wasl/v1/update", Frames.update(update)));
  }

  @Override
  public Standing standing(Anchor peer, String origin) {
    return Frames.readStanding(get(peer, "/wasl/v1/standing?origin=" + encoded(origin)));
  }

  @Override
  public List<StoredEntry> fetch(Anchor peer, String origin, long from) {
    String path = "/wasl/v1/entries?from=" + from + "&origin=" + encoded(origin);
    return Frames.readEntries(get(peer, path));
  }

  @Override
  public long staged(Anchor peer, String commitment) {
    return Long.parseLong(text(get(peer, "/wasl/v1/body?commitment=" + encoded(commitment))));
  }

  @Override
  public long stage(Anchor peer, String commitment, long offset, byte[] part) {
    String path = "/wasl/v1/body?offset=" + offset + "&commitment=" + encoded(commitment);
    return Long.parseLong(text(post(peer, path, part)));
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.US_ASCII);
  }

  private byte[] post(Anchor peer, String path, byte[] body) {
    return exchange(peer, request(peer, path).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private byte[] get(Anchor peer, String path) {
    return exchange(peer, request(peer, path).GET().build());
  }

  private static HttpRequest.Builder request(Anchor peer, String path) {
    return HttpRequest.newBuilder(URI.create(peer.url() + path)).timeout(ANSWER);
  }

  private byte[] exchange(Anchor peer, HttpRequest request) {
    try {
      HttpResponse<byte[]> response =
          client(peer)
              .send(
                  request,
                  _ ->
                      HttpResponse.BodySubscribers.limiting(
                          HttpResponse.BodySubscribers.ofByteArray(), Frames.MAX_BYTES));
      if (response.statusCode() != 200) {
        throw new UnreachableException("the peer answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UnreachableException(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    }
  }

  /// In words, where Java's own failure says nothing: a connection that is refused has no message.
  private static String reason(IOException failure) {
    String kind =
        switch (failure) {
          case HttpTimeoutException _ -> "timed out";
          case SSLException _ -> "TLS";
          case ConnectException _ -> "connection refused, or no way to the address";
          default -> failure.getClass().getSimpleName();
        };
    return failure.getMessage() == null ? kind : kind + ": " + failure.getMessage();
  }

  private HttpClient client(Anchor peer) {
    return clients.computeIfAbsent(
        peer.tlsPin(),
        _ ->
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(identity.context(pin -> pins.apply(peer).contains(pin)))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
