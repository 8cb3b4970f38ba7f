package org.wasl.border.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wasl.border.Entry;
import org.wasl.border.keeping.StoredEntry.Body;

/// Bodies at rest: salt and body under AES-256-GCM with a key of their own. Each key encrypts once,
/// so the nonce is fixed. Destroying the key destroys the body, in old backups too.
final class BodyCipher {
  static final int KEY_BYTES = 32;

  /// Looking a cipher up costs more than sealing a small body.
  private static final ThreadLocal<Cipher> CIPHERS =
      ThreadLocal.withInitial(() -> {
        try {
          return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("every JDK has AES-GCM", e);
        }
      });

  private static final GCMParameterSpec ONCE = new GCMParameterSpec(128, new byte[12]);

  private final SecureRandom random;

  BodyCipher(SecureRandom random) {
    this.random = random;
  }

  byte[] newKey() {
    return newKeys(1);
  }

  /// So many keys, one behind the other.
  byte[] newKeys(int count) {
    byte[] keys = new byte[count * KEY_BYTES];
    random.nextBytes(keys);
    return keys;
  }

  static byte[] seal(byte[] key, Body.Held body) {
    byte[] plain =
        ByteBuffer.allocate(1 + body.salt().length + body.bytes().length)
            .put((byte) body.salt().length)
            .put(body.salt())
            .put(body.bytes())
            .array();
    return run(Cipher.ENCRYPT_MODE, key, plain);
  }

  static Body.Held open(byte[] key, byte[] sealed) {
    byte[] plain = run(Cipher.DECRYPT_MODE, key, sealed);
    int salt = plain[0];
    if (salt != 0 && salt != Entry.SALT_BYTES) {
      throw new IllegalStateException("a stored body has a salt of " + salt + " bytes");
    }
    return new Body.Held(
        Arrays.copyOfRange(plain, 1, 1 + salt), Arrays.copyOfRange(plain, 1 + salt, plain.length));
  }

  /// Seals one of several parts under one key, with a nonce of its own in front.
  byte[] sealPart(byte[] key, byte[] part) {
    byte[] nonce = new byte[12];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce), part);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  static byte[] openPart(byte[] key, byte[] sealed) {
    if (sealed.length < 12) {
      throw new IllegalStateException("a stored body is shorter than its nonce");
    }
    byte[] nonce = Arrays.copyOf(sealed, 12);
    return run(
        Cipher.DECRYPT_MODE,
        key,
        new GCMParameterSpec(128, nonce),
        Arrays.copyOfRange(sealed, 12, sealed.length));
  }

  private static byte[] run(int mode, byte[] key, byte[] input) {
    return run(mode, key, ONCE, input);
  }

  private static byte[] run(int mode, byte[] key, GCMParameterSpec nonce, byte[] input) {
    try {
      Cipher cipher = CIPHERS.get();
      cipher.init(mode, new SecretKeySpec(key, "AES"), nonce);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored body does not open under its key", e);
    }
  }
}
