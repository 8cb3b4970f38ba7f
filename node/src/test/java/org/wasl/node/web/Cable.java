package org.wasl.node.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The line between a browser and a console, which a test can pull and plug in again.
final class Cable implements AutoCloseable {
  private final ServerSocket here;
  private final int there;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean plugged = true;
  private volatile String breaksAt = "";
  private volatile boolean isHeard;

  Cable(String console) {
    try {
      this.here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.there = URI.create(console).getPort();
    Thread.ofVirtual().start(this::serve);
  }

  String base() {
    return "http://127.0.0.1:" + here.getLocalPort();
  }

  void pull() {
    plugged = false;
    open.forEach(Cable::shut);
    open.clear();
  }

  void plug() {
    plugged = true;
    breaksAt = "";
  }

  /// Pulls it by itself when the browser asks this.
  ///
  /// @param isHeard whether the console hears it first and only its answer is lost
  void breakAt(String request, boolean isHeard) {
    this.isHeard = isHeard;
    this.breaksAt = request;
  }

  private void serve() {
    while (!here.isClosed()) {
      try {
        Socket near = here.accept();
        if (!plugged) {
          near.close();
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), there);
        open.add(near);
        open.add(far);
        AtomicBoolean isAsked = new AtomicBoolean();
        Thread.ofVirtual().start(() -> carry(near, far, isAsked, true));
        Thread.ofVirtual().start(() -> carry(far, near, isAsked, false));
      } catch (IOException _) {
        // the next one may come through
      }
    }
  }

  private void carry(Socket from, Socket to, AtomicBoolean isAsked, boolean isOut) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] some = new byte[8_192];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        String text = new String(some, 0, read, StandardCharsets.ISO_8859_1);
        if (isOut && !breaksAt.isEmpty() && text.contains(breaksAt)) {
          isAsked.set(true);
        }
        if (isAsked.get() && isOut != isHeard) {
          pull();
          return;
        }
        to.getOutputStream().write(some, 0, read);
      }
    } catch (IOException _) {
      // pulled
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is as good as shut
    }
  }

  @Override
  public void close() throws IOException {
    here.close();
    pull();
  }
}
