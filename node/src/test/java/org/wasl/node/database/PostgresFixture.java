package org.wasl.node.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/// One embedded server for all tests of this JVM; each asks for a database of its own.
public final class PostgresFixture {
  private static final Path ROOT =
      Path.of(System.getProperty("java.io.tmpdir"), "pg-" + ProcessHandle.current().pid());
  private static final EmbeddedPostgres SERVER = start();
  private static int count;

  private PostgresFixture() {}

  private static EmbeddedPostgres start() {
    EmbeddedPostgres server =
        EmbeddedPostgres.start(ROOT, Path.of(System.getProperty("java.io.tmpdir"), "pg-program"));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  /// A fresh database with these schemas migrated.
  public static synchronized HikariDataSource database(String... schemas) {
    String name = "t" + count++;
    try (HikariDataSource all = source("postgres")) {
      try (var connection = all.getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    HikariDataSource source = source(name);
    for (String schema : schemas) {
      Flyway.configure()
          .dataSource(source)
          .schemas(schema)
          .locations("classpath:db/" + schema)
          .load()
          .migrate();
    }
    return source;
  }

  private static HikariDataSource source(String name) {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(SERVER.url().replace("/postgres", "/" + name));
    source.setUsername(SERVER.user());
    source.setPassword(SERVER.password());
    source.setMaximumPoolSize(8);
    return source;
  }
}
