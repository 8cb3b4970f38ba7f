package org.wasl.border.seal;

/// The signature types of C2SP `signed-note` that Wasl uses.
public enum Algorithm {
  /// Ed25519 over the note's text.
  ED25519(0x01, 32, 64, 64),
  /// ECDSA on P-256 with SHA-256 over the note's text, DER, for keys in a PKCS#11 token; the key is
  /// a SubjectPublicKeyInfo.
  ECDSA_P256(0x02, 91, 8, 72),
  /// Ed25519 cosignature with a time (`cosignature/v1`).
  ED25519_COSIGNATURE(0x04, 32, 72, 72),
  /// ML-DSA-44 (FIPS 204) signature or cosignature of a tree, with a time (`subtree/v1`).
  ML_DSA_44(0x06, 1312, 2428, 2428);

  private final int type;
  private final int keySize;
  private final int leastSignature;
  private final int mostSignature;

  Algorithm(int type, int keySize, int leastSignature, int mostSignature) {
    this.type = type;
    this.keySize = keySize;
    this.leastSignature = leastSignature;
    this.mostSignature = mostSignature;
  }

  /// The type byte.
  public int type() {
    return type;
  }

  /// Bytes of the public key.
  public int keySize() {
    return keySize;
  }

  /// Whether a signature may have so many bytes, after the key id, the time included where there is
  /// one.
  public boolean allows(int signatureSize) {
    return signatureSize >= leastSignature && signatureSize <= mostSignature;
  }

  /// Whether the signed message carries a time.
  public boolean isTimed() {
    return this == ED25519_COSIGNATURE || this == ML_DSA_44;
  }

  /// @throws IllegalArgumentException when the type is none of these
  public static Algorithm ofType(int type) {
    for (Algorithm each : values()) {
      if (each.type == type) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a signature type that Wasl uses: " + type);
  }
}
