package org.wasl.border.linking;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.wasl.border.NodeId;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.seal.VerifierKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// What one node hands the other at pairing: its name, address and the keys that speak for it,
/// under the signatures of its officers (the offline identity key, m of n). Exchanged as a file,
/// confirmed aloud by the twelve words of [Fingerprint].
///
/// @param url where the peer port answers
/// @param tlsPin SHA-256 of the TLS key's SubjectPublicKeyInfo, base64
/// @param logKeys every one signs each checkpoint
/// @param mirrorKeys every one cosigns
/// @param validFrom from when the keys speak
/// @param identity whose signatures make an anchor of this node
/// @param succession why it follows an earlier anchor, absent in the first
/// @param signatures of the officers over the canonical form without them
public record Anchor(
    NodeId node,
    PartyId party,
    String url,
    String tlsPin,
    List<VerifierKey> logKeys,
    List<VerifierKey> mirrorKeys,
    Instant validFrom,
    Identity identity,
    Optional<Succession> succession,
    List<Signature> signatures) {
  private static final int MAX_BYTES = 1 << 20;

  /// A first anchor, which follows none.
  public Anchor(
      NodeId node,
      PartyId party,
      String url,
      String tlsPin,
      List<VerifierKey> logKeys,
      List<VerifierKey> mirrorKeys,
      Instant validFrom,
      Identity identity,
      List<Signature> signatures) {
    this(
        node,
        party,
        url,
        tlsPin,
        logKeys,
        mirrorKeys,
        validFrom,
        identity,
        Optional.empty(),
        signatures);
  }

  /// Why an anchor follows an earlier one, and how long the earlier keys still speak.
  ///
  /// @param earlierUntil the end of the overlap; for a leaked key, when it leaked at the earliest
  public record Succession(Instant earlierUntil, Reason reason) {
    /// Keys are changed in their time, or because they may be in other hands.
    public enum Reason {
      ROLLOVER,
      COMPROMISE
    }
  }

  /// The offline identity key: so many of these officers.
  ///
  /// @param officers Ed25519 public keys, base64, 1 to 16
  public record Identity(int threshold, List<String> officers) {
    public Identity {
      officers = List.copyOf(officers);
      if (threshold < 1 || threshold > officers.size() || officers.size() > 16) {
        throw new IllegalArgumentException("not m of n: " + threshold + " of " + officers.size());
      }
    }
  }

  /// @param officer index in the identity's list
  public record Signature(int officer, String base64) {
    public Signature {
      if (!Base64.getEncoder().encodeToString(Base64.getDecoder().decode(base64)).equals(base64)) {
        throw new IllegalArgumentException("a signature in canonical base64");
      }
    }
  }

  public Anchor {
    logKeys = List.copyOf(logKeys);
    mirrorKeys = List.copyOf(mirrorKeys);
    signatures = List.copyOf(signatures);
    if (logKeys.isEmpty() || mirrorKeys.isEmpty()) {
      throw new IllegalArgumentException("an anchor names log keys and mirror keys");
    }
  }

  public KeyRing logRing() {
    return KeyRing.of(logKeys);
  }

  public KeyRing mirrorRing() {
    return KeyRing.of(mirrorKeys);
  }

  /// What the officers sign.
  public byte[] unsignedBytes() {
    return unsigned().end().canonicalBytes();
  }

  public byte[] bytes() {
    List<Json> lines = new ArrayList<>();
    for (Signature each : signatures) {
      lines.add(Json.Obj.with().put("officer", each.officer()).put("sig", each.base64()).end());
    }
    return unsigned().put("signatures", new Json.Arr(lines)).end().canonicalBytes();
  }

  private Json.Builder unsigned() {
    Json.Builder out =
        Json.Obj.with()
            .put("type", "wasl-anchor/1")
            .put("node", node.value())
            .put("party", party.value())
            .put("url", url)
            .put("tlsPin", tlsPin)
            .putStrings("logKeys", logKeys.stream().map(VerifierKey::vkey).toList())
            .putStrings("mirrorKeys", mirrorKeys.stream().map(VerifierKey::vkey).toList())
            .put("validFrom", validFrom.toString())
            .put(
                "identity",
                Json.Obj.with()
                    .put("threshold", identity.threshold())
                    .putStrings("officers", identity.officers())
                    .end());
    succession.ifPresent(each ->
        out.put("earlierUntil", each.earlierUntil().toString())
            .put("reason", each.reason().name().toLowerCase(Locale.ROOT)));
    return out;
  }

  /// Whether enough different officers of `identity` signed this anchor. For a first anchor that is
  /// its own identity; for a later one the identity of the anchor it replaces.
  public boolean isSignedBy(Identity authority) {
    byte[] message = unsignedBytes();
    long good =
        signatures.stream()
            .filter(each -> each.officer() >= 0 && each.officer() < authority.officers().size())
            .filter(each -> verifies(authority.officers().get(each.officer()), each, message))
            .map(Signature::officer)
            .distinct()
            .count();
    return good >= authority.threshold();
  }

  private static boolean verifies(String officer, Signature signature, byte[] message) {
    try {
      Ed25519Signer verifier = new Ed25519Signer();
      byte[] key = Base64.getDecoder().decode(officer);
      verifier.init(false, new Ed25519PublicKeyParameters(key));
      verifier.update(message, 0, message.length);
      return verifier.verifySignature(Base64.getDecoder().decode(signature.base64()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Anchor read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, MAX_BYTES).asObject(source);
    try {
      if (!in.string("type").equals("wasl-anchor/1")) {
        throw in.wrong("type", "wasl-anchor/1", "another");
      }
      JsonObjectReader identity = in.object("identity");
      List<Signature> signatures = new ArrayList<>();
      for (JsonObjectReader each : in.objects("signatures")) {
        signatures.add(new Signature(each.integer("officer", 0, 15), each.string("sig")));
        each.end();
      }
      Anchor anchor =
          new Anchor(
              new NodeId(in.string("node")),
              new PartyId(in.string("party")),
              in.string("url"),
              in.string("tlsPin"),
              in.strings("logKeys").stream().map(VerifierKey::ofVkey).toList(),
              in.strings("mirrorKeys").stream().map(VerifierKey::ofVkey).toList(),
              Instant.parse(in.string("validFrom")),
              new Identity(identity.integer("threshold", 1, 16), identity.strings("officers")),
              succession(in),
              signatures);
      identity.end();
      in.end();
      // another spelling of the same keys, times or signatures is not what the officers signed
      if (!Arrays.equals(
          anchor.bytes(), JsonReader.read(source, bytes, MAX_BYTES).canonicalBytes())) {
        throw in.wrong("anchor", "keys, times and signatures in canonical form", "another form");
      }
      return anchor;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("anchor", "an anchor", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Succession> succession(JsonObjectReader in) {
    Optional<String> until = in.optionalString("earlierUntil");
    return until.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Succession(
                Instant.parse(until.get()),
                Succession.Reason.valueOf(in.string("reason").toUpperCase(Locale.ROOT))));
  }

  /// Whether any line of the note claims to be of one of these keys.
  public boolean knowsAnyLineOf(SignedNote note) {
    return note.lines().stream()
        .anyMatch(line ->
            logKeys.stream().anyMatch(key -> key.claims(line))
                || mirrorKeys.stream().anyMatch(key -> key.claims(line)));
  }
}
