package org.wasl.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// The migrations of the node's own schemas and of its services', one history a schema.
public final class Migrations {
  private static final List<String> OWN_SCHEMAS = List.of("node", "border");

  /// A script and its line in the history are committed together or not at all. With the lock held
  /// by a transaction they go over two connections, and a node killed between the two commits would
  /// find its tables there at each later start and never come up again.
  private static final Map<String, String> ONE_TRANSACTION =
      Map.of("flyway.postgresql.transactional.lock", "false");

  private Migrations() {}

  /// Where one schema stands.
  ///
  /// @param present version applied last, `none` before the first
  /// @param waiting versions that the next start brings
  /// @param newer the database holds a migration that this program does not know
  /// @param changed the database was made by another text of a script than this program's: it
  ///   cannot be brought up to date
  public record State(
      String schema, String present, List<String> waiting, boolean newer, boolean changed) {}

  static void run(DataSource source) {
    schemas().forEach(schema -> of(schema).dataSource(source).load().migrate());
  }

  /// Looks without changing anything.
  public static List<State> of(String url, String user, String password) {
    List<State> states = new ArrayList<>();
    for (String schema : schemas()) {
      Flyway flyway = of(schema).dataSource(url, user, password).load();
      MigrationInfo current = flyway.info().current();
      List<String> waiting =
          Arrays.stream(flyway.info().pending())
              .map(each -> each.getVersion() + " " + each.getDescription())
              .toList();
      boolean newer =
          Arrays.stream(flyway.info().applied()).anyMatch(each -> !each.getState().isResolved());
      states.add(
          new State(
              schema,
              current == null ? "none" : current.getVersion().toString(),
              waiting,
              newer,
              !isAsWritten(schema, flyway)));
    }
    return states;
  }

  private static boolean isAsWritten(String schema, Flyway flyway) {
    return of(schema)
        .dataSource(flyway.getConfiguration().getDataSource())
        .ignoreMigrationPatterns("*:pending", "*:future")
        .load()
        .validateWithResult()
        .validationSuccessful;
  }

  private static List<String> schemas() {
    return Stream.concat(
            OWN_SCHEMAS.stream(), NodeServices.ROOMS.stream().map(room -> room.schema()))
        .toList();
  }

  private static FluentConfiguration of(String schema) {
    return Flyway.configure()
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .configuration(ONE_TRANSACTION);
  }
}
