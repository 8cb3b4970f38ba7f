package org.wasl.node.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The line between a browser and a console, which a test can pull and plug in again.
final class Cable implements AutoCloseable {
  private final ServerSocket here;
  private final int there;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean plugged = true;

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
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
      } catch (IOException _) {
        // the next one may come through
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
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
