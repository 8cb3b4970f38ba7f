package org.wasl.node.border;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.wasl.border.keeping.Stores;
import org.wasl.border.setup.BorderRulesContract;
import org.wasl.border.store.PostgresStores;
import org.wasl.node.database.PostgresFixture;

/// The border's rules on PostgreSQL.
class PostgresBorderTest extends BorderRulesContract {
  private static final List<HikariDataSource> OPENED = new ArrayList<>();

  @Override
  protected Stores stores() {
    HikariDataSource source = PostgresFixture.database("border");
    OPENED.add(source);
    return PostgresStores.make(source, new SecureRandom());
  }

  @AfterEach
  void close() {
    OPENED.forEach(HikariDataSource::close);
    OPENED.clear();
  }
}
