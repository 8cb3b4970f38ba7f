package org.wasl.border.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.wasl.terms.Sha256;

/// A public key that verifies lines of signed notes; written as a *vkey*, `<name>+<key id>+<base64
/// of type and key>`.
public final class VerifierKey {
  /// The DER wrapping of an ML-DSA-44 public key (RFC 9881): everything before the 1,312 bytes.
  private static final byte[] ML_DSA_PREFIX =
      HexFormat.of().parseHex("30820532300b060960864801650304031103820521" + "00");

  private final String name;
  private final Algorithm algorithm;
  private final byte[] key;
  private final int keyId;

  public VerifierKey(String name, Algorithm algorithm, byte[] key) {
    if (name.isEmpty() || name.contains("+") || name.contains(" ") || name.contains("\n")) {
      throw new IllegalArgumentException("not a key name: " + name);
    }
    if (key.length != algorithm.keySize()) {
      throw new IllegalArgumentException(
          algorithm + " keys have " + algorithm.keySize() + " bytes");
    }
    this.name = name;
    this.algorithm = algorithm;
    this.key = key.clone();
    this.keyId = keyId(name, algorithm, key);
  }

  public String name() {
    return name;
  }

  public Algorithm algorithm() {
    return algorithm;
  }

  public int keyId() {
    return keyId;
  }

  public byte[] key() {
    return key.clone();
  }

  /// Whether a line claims to be made by this key.
  public boolean claims(SignedNote.Line line) {
    return line.keyId() == keyId && line.name().equals(name);
  }

  /// Checks a line that [#claims] to be of this key.
  ///
  /// @return the time inside the signature (seconds since 1970; 0 for plain ones), or nothing when
  ///   the signature is false
  public Optional<Long> verify(SignedNote note, SignedNote.Line line) {
    if (!claims(line) || !algorithm.allows(line.signature().length)) {
      return Optional.empty();
    }
    if (!algorithm.isTimed()) {
      boolean good =
          algorithm == Algorithm.ECDSA_P256
              ? ecdsa(note.textBytes(), line.signature())
              : ed25519(note.textBytes(), line.signature());
      return good ? Optional.of(0L) : Optional.empty();
    }
    long time = ByteBuffer.wrap(line.signature()).getLong();
    byte[] signature = Arrays.copyOfRange(line.signature(), 8, line.signature().length);
    if (time < 0) {
      return Optional.empty();
    }
    boolean good =
        switch (algorithm) {
          case ED25519, ECDSA_P256, ED25519_COSIGNATURE ->
              ed25519(SignedMessage.cosignature(note.text(), time), signature);
          case ML_DSA_44 -> mlDsa(SignedMessage.subtree(name, time, note.text()), signature);
        };
    return good ? Optional.of(time) : Optional.empty();
  }

  /// The vkey text.
  public String vkey() {
    byte[] typed =
        ByteBuffer.allocate(1 + key.length).put((byte) algorithm.type()).put(key).array();
    return name
        + "+"
        + HexFormat.of().toHexDigits(keyId)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /// @throws IllegalArgumentException when the text is no vkey of a known type, or its id is wrong
  public static VerifierKey ofVkey(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a vkey is name+id+key");
    }
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    if (typed.length < 2) {
      throw new IllegalArgumentException("a vkey has a type and a key");
    }
    VerifierKey key =
        new VerifierKey(
            parts[0], Algorithm.ofType(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    if (!HexFormat.of().toHexDigits(key.keyId).equals(parts[1])) {
      throw new IllegalArgumentException("the id of the vkey is not that of its key");
    }
    return key;
  }

  static int keyId(String name, Algorithm algorithm, byte[] key) {
    MessageDigest sha = Sha256.start();
    if (algorithm == Algorithm.ECDSA_P256) {
      return ByteBuffer.wrap(sha.digest(key)).getInt();
    }
    sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    sha.update((byte) algorithm.type());
    return ByteBuffer.wrap(sha.digest(key)).getInt();
  }

  private boolean ed25519(byte[] message, byte[] signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(key));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private boolean ecdsa(byte[] message, byte[] signature) {
    try {
      AsymmetricKeyParameter parsed = PublicKeyFactory.createKey(key);
      if (!(parsed instanceof ECPublicKeyParameters point)) {
        return false;
      }
      DSADigestSigner verifier = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
      verifier.init(false, point);
      verifier.update(message, 0, message.length);
      return verifier.verifySignature(signature);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private boolean mlDsa(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("ML-DSA-44");
      verifier.initVerify(mlDsaKey());
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private PublicKey mlDsaKey() throws GeneralSecurityException {
    byte[] der =
        ByteBuffer.allocate(ML_DSA_PREFIX.length + key.length).put(ML_DSA_PREFIX).put(key).array();
    return KeyFactory.getInstance("ML-DSA-44").generatePublic(new X509EncodedKeySpec(der));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && vkey().equals(that.vkey());
  }

  @Override
  public int hashCode() {
    return keyId;
  }

  @Override
  public String toString() {
    return name + "+" + HexFormat.of().toHexDigits(keyId);
  }
}
