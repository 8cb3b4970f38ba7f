package org.wasl.border.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// A private key that signs checkpoints: Ed25519 by Bouncy Castle, ML-DSA-44 by the JDK, ECDSA
/// P-256 by a PKCS#11 token. The text form of the first two is secret and stands only in the node's
/// key file; a key in a token never leaves it.
public final class SigningKey {
  private final VerifierKey verifier;
  private final byte[] secret;
  private final @Nullable Token token;

  private record Token(PrivateKey key, Provider provider) {}

  private SigningKey(VerifierKey verifier, byte[] secret) {
    this(verifier, secret, null);
  }

  private SigningKey(VerifierKey verifier, byte[] secret, @Nullable Token token) {
    this.verifier = verifier;
    this.secret = secret;
    this.token = token;
  }

  /// A key that stands in a token.
  ///
  /// @param provider the token's JCA provider, through which alone it signs
  /// @throws IllegalArgumentException when the public key is not one of P-256
  public static SigningKey inToken(
      String name, PublicKey publicKey, PrivateKey key, Provider provider) {
    VerifierKey verifier = new VerifierKey(name, Algorithm.ECDSA_P256, publicKey.getEncoded());
    return new SigningKey(verifier, new byte[0], new Token(key, provider));
  }

  public VerifierKey verifier() {
    return verifier;
  }

  /// Makes a key.
  ///
  /// @param random a source fit for secrets; the twin passes a seeded one
  public static SigningKey make(String name, Algorithm algorithm, SecureRandom random) {
    return switch (algorithm) {
      case ED25519, ED25519_COSIGNATURE -> {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        yield ofEd25519(name, algorithm, seed);
      }
      case ML_DSA_44 -> makeMlDsa(name, random);
      case ECDSA_P256 -> throw new IllegalArgumentException("ECDSA keys are made in a token");
    };
  }

  private static SigningKey ofEd25519(String name, Algorithm algorithm, byte[] seed) {
    byte[] key = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    return new SigningKey(new VerifierKey(name, algorithm, key), seed);
  }

  private static SigningKey makeMlDsa(String name, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA-44");
      generator.initialize(NamedParameterSpec.ML_DSA_44, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] der = pair.getPublic().getEncoded();
      byte[] key = Arrays.copyOfRange(der, der.length - Algorithm.ML_DSA_44.keySize(), der.length);
      VerifierKey verifier = new VerifierKey(name, Algorithm.ML_DSA_44, key);
      return new SigningKey(verifier, pair.getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 24 and newer have ML-DSA-44", e);
    }
  }

  /// Signs the note.
  ///
  /// @param time seconds since 1970, for the algorithms that carry one
  public SignedNote.Line sign(String text, long time) {
    byte[] signature =
        switch (verifier.algorithm()) {
          case ED25519 -> ed25519(text.getBytes(StandardCharsets.UTF_8));
          case ECDSA_P256 -> ecdsa(text.getBytes(StandardCharsets.UTF_8));
          case ED25519_COSIGNATURE -> timed(time, ed25519(SignedMessage.cosignature(text, time)));
          case ML_DSA_44 -> timed(time, mlDsa(SignedMessage.subtree(verifier.name(), time, text)));
        };
    return new SignedNote.Line(verifier.name(), verifier.keyId(), signature);
  }

  /// Whether the key stands in a token, and so has no secret form.
  public boolean isInToken() {
    return token != null;
  }

  /// The secret form, for the key file.
  public Json.Obj json() {
    return Json.Obj.with()
        .put("vkey", verifier.vkey())
        .put("secret", Base64.getEncoder().encodeToString(secret))
        .end();
  }

  public static SigningKey read(JsonObjectReader in) {
    VerifierKey verifier = VerifierKey.ofVkey(in.string("vkey"));
    byte[] secret = Base64.getDecoder().decode(in.string("secret"));
    in.end();
    return new SigningKey(verifier, secret);
  }

  private static byte[] timed(long time, byte[] signature) {
    return ByteBuffer.allocate(8 + signature.length).putLong(time).put(signature).array();
  }

  private byte[] ed25519(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(secret));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  private byte[] ecdsa(byte[] message) {
    if (token == null) {
      throw new IllegalStateException("an ECDSA key signs in its token");
    }
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA", token.provider());
      signer.initSign(token.key());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the token does not sign: " + e.getMessage(), e);
    }
  }

  private byte[] mlDsa(byte[] message) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("ML-DSA-44").generatePrivate(new PKCS8EncodedKeySpec(secret));
      Signature signer = Signature.getInstance("ML-DSA-44");
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the node's ML-DSA-44 key does not sign", e);
    }
  }

  @Override
  public String toString() {
    return verifier.toString();
  }
}
