package org.wasl.border.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wasl.border.log.Hash;

class SpecificationExamplesTest {
  /// C2SP signed-note, section "Example".
  private static final String VKEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String NOTE =
      "This is an example message.\n\n\u2014 example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theExampleOfSignedNoteVerifiesAndIsWrittenBackAsItWas() {
    SignedNote note = SignedNote.read(utf8(NOTE));
    VerifierKey key = VerifierKey.ofVkey(VKEY);
    assertEquals("This is an example message.\n", note.text());
    assertEquals(Optional.of(0L), key.verify(note, note.lines().getFirst()));
    assertArrayEquals(utf8(NOTE), note.bytes());
    assertEquals(VKEY, key.vkey());
  }

  @Test
  void everyFlippedByteOfTheExampleIsRefusedOrUnverified() {
    VerifierKey key = VerifierKey.ofVkey(VKEY);
    KeyRing ring = KeyRing.of(List.of(key));
    for (int i = 0; i < utf8(NOTE).length; i++) {
      byte[] bytes = utf8(NOTE);
      bytes[i] ^= 1;
      try {
        assertInstanceOf(
            KeyRing.Verdict.Bad.class, ring.check(SignedNote.read(bytes)), "byte " + i);
      } catch (MalformedNoteException e) {
        assertEquals(true, e.line() >= 1, "byte " + i);
      }
    }
  }

  @Test
  void everyTruncationOfTheExampleIsRefused() {
    for (int i = 0; i < utf8(NOTE).length; i++) {
      byte[] cut = Arrays.copyOf(utf8(NOTE), i);
      assertThrows(MalformedNoteException.class, () -> SignedNote.read(cut), "cut at " + i);
    }
  }

  @Test
  void ed25519SignsAsRfc8032Section71Test2Shows() {
    HexFormat hex = HexFormat.of();
    byte[] seed = hex.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(seed));
    signer.update(new byte[] {0x72}, 0, 1);
    assertEquals(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        hex.formatHex(signer.generateSignature()));
  }

  @Test
  void theCosignedMessageIsTheOneThatTlogCosignatureShows() {
    String checkpoint =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assertEquals(
        "cosignature/v1\ntime 1679315147\n" + checkpoint,
        new String(SignedMessage.cosignature(checkpoint, 1679315147), StandardCharsets.UTF_8));
    assertEquals(checkpoint, Checkpoint.read(checkpoint).text());
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void whatAKeySignsItsVkeyVerifiesAndNothingElseDoes(Algorithm algorithm) throws Exception {
    SigningKey key =
        algorithm == Algorithm.ECDSA_P256
            ? keyOfAProvider()
            : SigningKey.make("node.aa/log", algorithm, new SecureRandom());
    String text = new Checkpoint("wasl/a/b/c/1", 7, Hash.EMPTY).text();
    SignedNote note = new SignedNote(text, List.of(key.sign(text, 1_700_000_000)));
    VerifierKey verifier = VerifierKey.ofVkey(key.verifier().vkey());
    long time = algorithm.isTimed() ? 1_700_000_000 : 0;
    assertEquals(Optional.of(time), verifier.verify(note, note.lines().getFirst()));
    String other = new Checkpoint("wasl/a/b/c/1", 8, Hash.EMPTY).text();
    SignedNote moved = new SignedNote(other, note.lines());
    assertEquals(Optional.empty(), verifier.verify(moved, moved.lines().getFirst()));
  }

  /// The JDK's own provider stands where a token's would.
  private static SigningKey keyOfAProvider() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return SigningKey.inToken(
        "node.aa/log", pair.getPublic(), pair.getPrivate(), Security.getProvider("SunEC"));
  }

  @Test
  void theKeyIdOfAnEcdsaKeyIsTheHashOfItsSpki() throws Exception {
    VerifierKey key = keyOfAProvider().verifier();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.key());
    assertEquals(ByteBuffer.wrap(hash).getInt(), key.keyId());
  }

  @Test
  void aCheckpointWithAMissingRequiredLineIsRefusedAndOneOfAnUnknownKeyIsPassedOver() {
    SecureRandom random = new SecureRandom();
    SigningKey one = SigningKey.make("node.aa/log", Algorithm.ED25519, random);
    SigningKey two = SigningKey.make("node.aa/log", Algorithm.ML_DSA_44, random);
    SigningKey stranger = SigningKey.make("node.zz/log", Algorithm.ED25519, random);
    String text = new Checkpoint("wasl/a/b/c/1", 7, Hash.EMPTY).text();
    KeyRing ring = KeyRing.of(List.of(one.verifier(), two.verifier()));
    SignedNote half = new SignedNote(text, List.of(one.sign(text, 1)));
    assertInstanceOf(KeyRing.Verdict.Bad.class, ring.check(half));
    SignedNote whole = half.with(List.of(two.sign(text, 1), stranger.sign(text, 1)));
    assertInstanceOf(KeyRing.Verdict.Good.class, ring.check(whole));
  }
}
