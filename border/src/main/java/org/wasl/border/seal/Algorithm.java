package org.wasl.border.seal;

/// The signature types of C2SP `signed-note` that Wasl uses.
public enum Algorithm {
  /// Ed25519 over the note's text.
  ED25519(0x01, 32, 64),
  /// Ed25519 cosignature with a time (`cosignature/v1`).
  ED25519_COSIGNATURE(0x04, 32, 72),
  /// ML-DSA-44 (FIPS 204) signature or cosignature of a tree, with a time (`subtree/v1`).
  ML_DSA_44(0x06, 1312, 2428);

  private final int type;
  private final int keySize;
  private final int signatureSize;

  Algorithm(int type, int keySize, int signatureSize) {
    this.type = type;
    this.keySize = keySize;
    this.signatureSize = signatureSize;
  }

  /// The type byte.
  public int type() {
    return type;
  }

  /// Bytes of the public key.
  public int keySize() {
    return keySize;
  }

  /// Bytes after the key id, the time included where there is one.
  public int signatureSize() {
    return signatureSize;
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
