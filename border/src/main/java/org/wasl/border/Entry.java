package org.wasl.border;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// An entry of a log: the canonical header of a message and nothing else. Written once as RFC 8785
/// JSON; what is hashed are the bytes as received, never bytes written again. It holds no personal
/// data.
///
/// @param created the author's clock, milliseconds: a claim, never used for order
/// @param expiry after this the receiver refuses to process it
/// @param length of the body in bytes
/// @param commitment SHA-256("wasl/body/v1" ‖ salt ‖ body), 32 bytes in base64
public record Entry(
    MessageId id,
    MessageKind kind,
    OrganisationId author,
    OrganisationId addressee,
    Instant created,
    Optional<Instant> expiry,
    Optional<MessageId> inReplyTo,
    DataClass dataClass,
    Optional<LegalGround> ground,
    String mediaType,
    long length,
    String commitment) {
  /// The greatest entry that tiles can carry (C2SP `tlog-tiles`).
  public static final int MAX_BYTES = 65_535;

  /// Bytes of the salt in a commitment.
  public static final int SALT_BYTES = 32;

  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]{1,80}");
  private static final byte[] LABEL = "wasl/body/v1".getBytes(StandardCharsets.US_ASCII);

  public Entry {
    if (!MEDIA_TYPE.matcher(mediaType).matches() || length < 0) {
      throw new IllegalArgumentException("not a media type or length: " + mediaType);
    }
    if (dataClass.needsLegalBasis() != ground.isPresent()) {
      throw new IllegalArgumentException("a legal ground goes with personal data and only there");
    }
    if (Base64.getDecoder().decode(commitment).length != 32) {
      throw new IllegalArgumentException("a commitment has 32 bytes");
    }
  }

  /// The commitment to a body under a salt.
  public static String commit(byte[] salt, byte[] body) {
    MessageDigest sha = Sha256.start();
    sha.update(LABEL);
    sha.update(salt);
    return Base64.getEncoder().encodeToString(sha.digest(body));
  }

  /// Whether this body under this salt is the one that the entry commits to.
  public boolean commitsTo(byte[] salt, byte[] body) {
    return salt.length == SALT_BYTES
        && body.length == length
        && commit(salt, body).equals(commitment);
  }

  public byte[] bytes() {
    return EntryForm.write(this);
  }

  /// Reads an entry; the bytes must be canonical.
  ///
  /// @throws MalformedJsonException with the place of what is wrong
  public static Entry read(String source, byte[] bytes) {
    Entry known = bytes.length > MAX_BYTES ? null : EntryForm.read(bytes);
    return known != null ? known : readAny(source, bytes);
  }

  private static Entry readAny(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, MAX_BYTES).asObject(source);
    try {
      in.integer("v", 1, 1);
      Entry entry =
          new Entry(
              MessageId.parse(in.string("id")),
              new MessageKind(in.string("svc"), in.string("typ"), in.integer("ver", 1, 999)),
              new OrganisationId(in.string("from")),
              new OrganisationId(in.string("to")),
              Instant.parse(in.string("t")),
              in.optionalString("exp").map(Instant::parse),
              in.optionalString("corr").map(MessageId::parse),
              DataClass.ofWord(in.string("cls")),
              ground(in),
              in.string("mt"),
              in.integer("len"),
              in.string("com"));
      in.end();
      if (!Arrays.equals(entry.bytes(), bytes)) {
        throw in.wrong("entry", "the canonical form of RFC 8785", "another form");
      }
      return entry;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("entry", "an entry", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<LegalGround> ground(JsonObjectReader in) {
    Optional<String> basis = in.optionalString("basis");
    if (basis.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LegalGround(
            basis.get(),
            in.string("instrument"),
            in.string("purpose"),
            in.optionalString("consent")));
  }
}
