package org.wasl.node.border;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Entry;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.OutboxStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.log.Hash;
import org.wasl.border.store.PostgresStores;
import org.wasl.node.database.PostgresFixture;
import org.wasl.terms.DataClass;
import org.wasl.terms.OrganisationId;

/// What a node of release 0.1 stored one row a message opens in packets as it was.
class PacketMigrationTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final byte[] SALT = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  private static Entry entry(int number) {
    byte[] body = body(number);
    return new Entry(
        new MessageId(new UUID(7, number)),
        new MessageKind("notes", "note", 1),
        new OrganisationId("aa.one"),
        new OrganisationId("bb.one"),
        AT,
        Optional.empty(),
        Optional.empty(),
        DataClass.BUSINESS,
        Optional.empty(),
        "text/plain",
        body.length,
        Entry.commit(SALT, body));
  }

  private static byte[] body(int number) {
    return ("note " + number).getBytes(UTF_8);
  }

  private static byte[] key(int number) {
    byte[] key = new byte[32];
    key[31] = (byte) (number + 1);
    return key;
  }

  /// AES-256-GCM over the length of the salt, the salt and the body; each key is used once.
  private static byte[] sealed(int number) throws GeneralSecurityException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.write(SALT.length);
    plain.writeBytes(SALT);
    plain.writeBytes(body(number));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key(number), "AES"),
        new GCMParameterSpec(128, new byte[12]));
    return cipher.doFinal(plain.toByteArray());
  }

  private static void body(JdbcClient sql, int number) throws GeneralSecurityException {
    sql.sql("insert into border.body (id, sealed) values (?, ?)")
        .params(1_024 + number, sealed(number))
        .update();
  }

  private static void stand(JdbcClient sql, int number, boolean absent) {
    Entry entry = entry(number);
    sql.sql(
            "insert into border.entry (log_id, index, message_id, entry, leaf, body_id, absent,"
                + " stored_at) select id, ?, ?, ?, ?, ?::bigint, ?::text, ?::timestamptz"
                + " from border.log")
        .param(number)
        .param(entry.id().value())
        .param(entry.bytes())
        .param(Hash.leaf(entry.bytes()).bytes())
        .param(absent ? null : Integer.toString(1_024 + number))
        .param(absent ? "EXPIRED" : null)
        .param(AT.toString())
        .update();
  }

  @Test
  void logAndOutboxOpenAsTheyWere() throws GeneralSecurityException {
    try (HikariDataSource source = PostgresFixture.database()) {
      migrate(source, "4");
      JdbcClient sql = JdbcClient.create(source);
      sql.sql("insert into border.log (origin, role, size) values (?, 'OUTGOING', 3)")
          .param(LOG)
          .update();
      byte[] keys = new byte[4 * 32];
      for (int number = 0; number < 4; number++) {
        System.arraycopy(key(number), 0, keys, number * 32, 32);
      }
      sql.sql("insert into border_keys.page (page, keys) values (8, ?)").param(keys).update();
      for (int number : List.of(0, 1, 3)) {
        body(sql, number);
      }
      stand(sql, 0, false);
      stand(sql, 1, false);
      stand(sql, 2, true);
      Entry waiting = entry(3);
      sql.sql(
              "insert into border.outbox (origin, message_id, entry, body_id, size)"
                  + " values (?, ?, ?, 1027, 6)")
          .params(LOG, waiting.id().value(), waiting.bytes())
          .update();

      migrate(source, "latest");

      Stores stores = PostgresStores.make(source, new SecureRandom());
      List<StoredEntry> log = stores.logs().entries(LOG, 0, 10, Long.MAX_VALUE);
      assertEquals(3, log.size());
      for (int number = 0; number < 2; number++) {
        assertArrayEquals(entry(number).bytes(), log.get(number).entry());
        var held = assertInstanceOf(StoredEntry.Body.Held.class, log.get(number).body());
        assertArrayEquals(body(number), held.bytes());
        assertArrayEquals(SALT, held.salt());
        assertEquals(AT, log.get(number).storedAt());
      }
      assertEquals(new StoredEntry.Body.Absent(AbsenceReason.EXPIRED), log.get(2).body());
      assertEquals(
          Optional.of(new LogStore.Place(LOG, 1)), stores.logs().findMessage(entry(1).id()));
      List<OutboxStore.Waiting> outbox =
          stores.transactions().within(() -> stores.outbox().next(LOG, 10, Long.MAX_VALUE));
      assertEquals(
          List.of(Hash.leaf(waiting.bytes())),
          outbox.stream().map(OutboxStore.Waiting::leaf).toList());
    }
  }

  private static void migrate(HikariDataSource source, String target) {
    Flyway.configure()
        .dataSource(source)
        .schemas("border")
        .locations("classpath:db/border")
        .target(target)
        .load()
        .migrate();
  }
}
