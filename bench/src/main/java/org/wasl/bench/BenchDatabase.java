package org.wasl.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.wasl.node.database.EmbeddedPostgres;

/// A server of its own for a bench, as a node runs it, with one schema migrated.
record BenchDatabase(EmbeddedPostgres server, HikariDataSource source) implements AutoCloseable {
  /// A new folder that the user of the server may enter.
  static Path folder(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    folder.toFile().setReadable(true, false);
    folder.toFile().setExecutable(true, false);
    return folder;
  }

  /// Servers of one folder share their program and differ in the name of their data.
  static BenchDatabase start(Path folder, String name, String schema) {
    EmbeddedPostgres server =
        EmbeddedPostgres.start(folder.resolve(name), folder.resolve("program"));
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(server.url());
    source.setUsername(server.user());
    source.setPassword(server.password());
    Flyway.configure()
        .dataSource(source)
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .load()
        .migrate();
    return new BenchDatabase(server, source);
  }

  @Override
  public void close() {
    source.close();
    server.close();
  }
}
