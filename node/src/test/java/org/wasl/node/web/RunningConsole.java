package org.wasl.node.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.context.ConfigurableApplicationContext;
import org.wasl.node.Node;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;

/// A node with its console on loopback, for tests.
record RunningConsole(Node node, ConfigurableApplicationContext console, String base)
    implements AutoCloseable {
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

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    console.close();
    node.close();
  }
}
