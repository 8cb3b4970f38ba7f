package org.wasl.border.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.keeping.StoredEntry;

/// Sealed bodies and their keys. Ids come in runs of [#RUN]; the keys of [#PAGE] bodies stand
/// together, so that a batch costs a few rows of keys and each key can still be overwritten alone.
final class PostgresBodies {
  /// Ids that one number of the sequence stands for.
  static final int RUN = 1_024;

  private static final int PAGE = 128;

  private final JdbcClient sql;
  private final BodyCipher cipher;

  PostgresBodies(PostgresTransactions transactions, BodyCipher cipher) {
    this.sql = transactions.sql();
    this.cipher = cipher;
  }

  /// Bodies sealed under new keys, to be written in a run of their own.
  ///
  /// @param sealed one for each body, null where there is none
  /// @param pages their keys, [#PAGE] to a page
  record Run(byte[] @Nullable [] sealed, byte[][] pages) {}

  /// @param bodies at most [#RUN], null where there is none
  Run seal(List<StoredEntry.Body.@Nullable Held> bodies) {
    if (bodies.size() > RUN) {
      throw new IllegalArgumentException("a run has at most " + RUN + " bodies");
    }
    byte[] @Nullable [] sealed = new byte[bodies.size()][];
    byte[][] pages = new byte[(bodies.size() + PAGE - 1) / PAGE][];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = new byte[Math.min(PAGE, bodies.size() - i * PAGE) * BodyCipher.KEY_BYTES];
    }
    for (int i = 0; i < bodies.size(); i++) {
      StoredEntry.Body.Held body = bodies.get(i);
      if (body != null) {
        byte[] key = cipher.newKey();
        System.arraycopy(
            key, 0, pages[i / PAGE], i % PAGE * BodyCipher.KEY_BYTES, BodyCipher.KEY_BYTES);
        sealed[i] = BodyCipher.seal(key, body);
      }
    }
    return new Run(sealed, pages);
  }

  /// The statement's part that writes a [Run]: parameters are the sealed bodies and the pages.
  static final String WRITE =
      """
      with run as (select nextval('border.body_run') * 1024 as first),
      written as (
        insert into border.body (id, sealed)
        select first + n - 1, s from run, unnest(?) with ordinality as t (s, n) where s is not null),
      keyed as (
        insert into border_keys.page (page, keys)
        select first / 128 + n - 1, k from run, unnest(?) with ordinality as t (k, n))
      """;

  /// The keys of bodies; a body whose key was overwritten or is not here has none.
  Map<Long, byte[]> keys(Set<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Long[] numbers =
        ids.stream().map(id -> id / PAGE).collect(Collectors.toSet()).toArray(Long[]::new);
    Map<Long, byte[]> pages = new HashMap<>();
    sql.sql("select page, keys from border_keys.page where page = any(?)")
        .param(numbers)
        .query((row, _) -> pages.put(row.getLong(1), row.getBytes(2)))
        .list();
    Map<Long, byte[]> keys = new HashMap<>();
    for (long id : ids) {
      byte[] page = pages.getOrDefault(id / PAGE, new byte[0]);
      int at = (int) (id % PAGE) * BodyCipher.KEY_BYTES;
      byte[] key = at < page.length ? Arrays.copyOfRange(page, at, at + 32) : new byte[0];
      if (!isOverwritten(key)) {
        keys.put(id, key);
      }
    }
    return keys;
  }

  private static boolean isOverwritten(byte[] key) {
    int or = 0;
    for (byte each : key) {
      or |= each;
    }
    return or == 0;
  }

  /// Destroys a body: its key first, then its bytes.
  void destroy(long id) {
    sql.sql(
            "update border_keys.page set keys = overlay(keys placing ? from ?) where page = ?"
                + " and length(keys) >= ?")
        .params(
            new byte[BodyCipher.KEY_BYTES],
            (int) (id % PAGE) * BodyCipher.KEY_BYTES + 1,
            id / PAGE,
            ((int) (id % PAGE) + 1) * BodyCipher.KEY_BYTES)
        .update();
    sql.sql("delete from border.body where id = ?").param(id).update();
  }
}
