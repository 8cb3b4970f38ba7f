package org.wasl.border.log;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.wasl.terms.Sha256;

/// A SHA-256 hash of the tree (RFC 6962 §2.1): leaves and inner nodes are hashed with different
/// prefixes, so that neither can stand for the other.
public final class Hash implements Comparable<Hash> {
  public static final int SIZE = 32;

  /// The root of the empty tree: SHA-256 of nothing.
  public static final Hash EMPTY = new Hash(Sha256.start().digest());

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @throws IllegalArgumentException when it is not 32 bytes long
  public static Hash of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /// Reads 32 bytes out of a larger array.
  public static Hash at(byte[] bytes, int offset) {
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + SIZE));
  }

  public static Hash ofBase64(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical base64");
    }
    return of(bytes);
  }

  /// SHA-256(0x00 ‖ entry).
  public static Hash leaf(byte[] entry) {
    MessageDigest sha = Sha256.start();
    sha.update((byte) 0);
    return new Hash(sha.digest(entry));
  }

  /// SHA-256(0x01 ‖ left ‖ right).
  public static Hash node(Hash left, Hash right) {
    MessageDigest sha = Sha256.start();
    sha.update((byte) 1);
    sha.update(left.bytes);
    return new Hash(sha.digest(right.bytes));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
