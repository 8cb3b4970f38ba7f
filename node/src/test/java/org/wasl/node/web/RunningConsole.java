package org.wasl.node.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ConfigurableApplicationContext;
import org.wasl.node.Node;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;

/// A node with its console on loopback, for tests.
record RunningConsole(Node node, ConfigurableApplicationContext console, String base)
    implements AutoCloseable {
  private static final int TRIES = 100;
  private static final Path TARGET = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();

  static RunningConsole start(String name) {
    return start(name, "");
  }

  /// @param more lines of the settings file
  static RunningConsole start(String name, String more) {
    return start(name, "sy", "iq", more);
  }

  static RunningConsole start(String name, String party, String peer, String more) {
    try {
      Path home =
          Files.createDirectories(TARGET.resolve(name + "-" + ProcessHandle.current().pid()));
      int port = freePort();
      Path countries =
          Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath().resolve("countries");
      Files.writeString(
          home.resolve(NodeSettings.FILE),
          "wasl.party="
              + party
              + "\nwasl.peer="
              + peer
              + "\nwasl.countries="
              + countries
              + "\nwasl.console.port="
              + port
              + "\nwasl.peer.port="
              + freePort()
              + "\n"
              + more);
      NodeSettings settings = NodeSettings.read(home);
      new NodeHome(home).make(settings, 2, 3, Instant.now());
      Node node = new Node(settings, TARGET.resolve("pg-program"));
      return new RunningConsole(node, Console.start(node), "http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String firstToken() {
    return String.valueOf(console.getBean(FirstAdministrator.class).token());
  }

  /// Not one of those that the system gives to outgoing connections: one of these may have it
  /// before the console takes it.
  static int freePort() throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException _) {
        // somebody has it; another one then
      }
    }
    throw new IOException("no port is free");
  }

  @Override
  public void close() {
    console.close();
    node.close();
  }
}
