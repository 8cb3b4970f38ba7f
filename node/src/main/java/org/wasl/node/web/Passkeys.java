package org.wasl.node.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.wasl.border.AuditTrail;
import org.wasl.border.AuditTrail.AuditEvent;

/// The passkeys of the accounts of this node (W3C Web Authentication, level 3). A passkey of an
/// account that is switched off is not found, so that nobody signs in with it. Adding and removing
/// one stands in the audit log.
final class Passkeys implements UserCredentialRepository {
  static final int MOST = 10;
  static final int LABEL = 60;
  private static final String SELECT =
      "select p.id, p.user_id, p.public_key, p.signature_count, p.verified, p.transports,"
          + " p.backup_eligible, p.backup_state, p.attestation, p.client_data, p.label, p.created,"
          + " p.last_used from node.passkey p join node.passkey_user u on u.id = p.user_id"
          + " join node.account a on a.user_name = u.user_name ";

  private final JdbcClient sql;
  private final Accounts accounts;
  private final AuditTrail audit;

  Passkeys(DataSource source, Accounts accounts, AuditTrail audit) {
    this.sql = JdbcClient.create(source);
    this.accounts = accounts;
    this.audit = audit;
  }

  /// Who has which handle; a handle says nothing of its person.
  Users users() {
    return new Users(sql);
  }

  /// @param sql of the node's database
  record Users(JdbcClient sql) implements PublicKeyCredentialUserEntityRepository {
    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
      return sql.sql("select id, user_name from node.passkey_user where id = ?")
          .param(id.getBytes())
          .query((row, _) -> entity(row))
          .optional()
          .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
      return sql.sql("select id, user_name from node.passkey_user where user_name = ?")
          .param(name)
          .query((row, _) -> entity(row))
          .optional()
          .orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
      sql.sql("insert into node.passkey_user (id, user_name) values (?, ?) on conflict do nothing")
          .param(user.getId().getBytes())
          .param(user.getName())
          .update();
    }

    @Override
    public void delete(Bytes id) {
      sql.sql("delete from node.passkey_user where id = ?").param(id.getBytes()).update();
    }

    private static PublicKeyCredentialUserEntity entity(ResultSet row) throws SQLException {
      return ImmutablePublicKeyCredentialUserEntity.builder()
          .id(new Bytes(row.getBytes(1)))
          .name(row.getString(2))
          .displayName(row.getString(2))
          .build();
    }
  }

  /// The passkeys of an account, oldest first.
  List<CredentialRecord> list(String user) {
    return sql.sql(SELECT + "where u.user_name = ? order by p.created")
        .param(user)
        .query((row, _) -> passkey(row))
        .list();
  }

  /// Removes a passkey of this account, and no other's.
  boolean remove(String user, String id) {
    Optional<CredentialRecord> own =
        list(user).stream()
            .filter(each -> each.getCredentialId().toBase64UrlString().equals(id))
            .findFirst();
    own.ifPresent(each -> delete(each.getCredentialId()));
    return own.isPresent();
  }

  @Override
  public void delete(Bytes id) {
    Optional<String> owner = owner(id);
    sql.sql("delete from node.passkey where id = ?").param(id.getBytes()).update();
    owner.ifPresent(user -> audit(user, "console.passkey-removed"));
  }

  private Optional<String> owner(Bytes id) {
    return sql.sql(
            "select u.user_name from node.passkey p join node.passkey_user u on u.id = p.user_id"
                + " where p.id = ?")
        .param(id.getBytes())
        .query(String.class)
        .optional();
  }

  private void audit(String user, String action) {
    accounts
        .find(user)
        .ifPresent(account ->
            audit.record(
                new AuditEvent(Optional.of(account.person()), action, user, Optional.empty(), "")));
  }

  /// Called when a passkey is made, and again each time it was used.
  @Override
  public void save(CredentialRecord passkey) {
    int used =
        sql.sql(
                "update node.passkey set signature_count = ?, verified = ?, backup_state = ?,"
                    + " last_used = ? where id = ?")
            .params(
                passkey.getSignatureCount(),
                passkey.isUvInitialized(),
                passkey.isBackupState(),
                moment(passkey.getLastUsed()),
                passkey.getCredentialId().getBytes())
            .update();
    if (used == 0) {
      add(passkey);
    }
  }

  private void add(CredentialRecord passkey) {
    String label = passkey.getLabel();
    if (label.isBlank()
        || label.length() > LABEL
        || findByUserId(passkey.getUserEntityUserId()).size() >= MOST) {
      throw new IllegalArgumentException(
          "a passkey has a name of at most " + LABEL + " characters, an account " + MOST);
    }
    sql.sql(
            "insert into node.passkey (id, user_id, public_key, signature_count, verified,"
                + " transports, backup_eligible, backup_state, attestation, client_data, label,"
                + " created, last_used) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            passkey.getCredentialId().getBytes(),
            passkey.getUserEntityUserId().getBytes(),
            passkey.getPublicKey().getBytes(),
            passkey.getSignatureCount(),
            passkey.isUvInitialized(),
            passkey.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .collect(Collectors.joining(",")),
            passkey.isBackupEligible(),
            passkey.isBackupState(),
            bytes(passkey.getAttestationObject()),
            bytes(passkey.getAttestationClientDataJSON()),
            label.strip(),
            moment(passkey.getCreated()),
            moment(passkey.getLastUsed()))
        .update();
    owner(passkey.getCredentialId()).ifPresent(user -> audit(user, "console.passkey-added"));
  }

  private static byte[] bytes(@Nullable Bytes value) {
    return value == null ? new byte[0] : value.getBytes();
  }

  private static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes id) {
    return sql.sql(SELECT + "where p.id = ? and a.enabled")
        .param(id.getBytes())
        .query((row, _) -> passkey(row))
        .optional()
        .orElse(null);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes id) {
    return sql.sql(SELECT + "where p.user_id = ? and a.enabled order by p.created")
        .param(id.getBytes())
        .query((row, _) -> passkey(row))
        .list();
  }

  private static CredentialRecord passkey(ResultSet row) throws SQLException {
    Set<AuthenticatorTransport> transports =
        Arrays.stream(row.getString(6).split(","))
            .filter(each -> !each.isBlank())
            .map(AuthenticatorTransport::valueOf)
            .collect(Collectors.toSet());
    return ImmutableCredentialRecord.builder()
        .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
        .credentialId(new Bytes(row.getBytes(1)))
        .userEntityUserId(new Bytes(row.getBytes(2)))
        .publicKey(new ImmutablePublicKeyCose(row.getBytes(3)))
        .signatureCount(row.getLong(4))
        .uvInitialized(row.getBoolean(5))
        .transports(transports)
        .backupEligible(row.getBoolean(7))
        .backupState(row.getBoolean(8))
        .attestationObject(orNull(row.getBytes(9)))
        .attestationClientDataJSON(orNull(row.getBytes(10)))
        .label(row.getString(11))
        .created(row.getObject(12, OffsetDateTime.class).toInstant())
        .lastUsed(row.getObject(13, OffsetDateTime.class).toInstant())
        .build();
  }

  private static @Nullable Bytes orNull(byte[] bytes) {
    return bytes.length == 0 ? null : new Bytes(bytes);
  }
}
