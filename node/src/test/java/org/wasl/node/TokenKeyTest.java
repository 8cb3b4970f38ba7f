package org.wasl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.NodeId;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.seal.SigningKey;

/// A checkpoint key in a PKCS#11 token, here SoftHSM2; openssl checks what it signed.
class TokenKeyTest {
  private static final NodeId NODE = new NodeId("node.aa");
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  @TempDir static Path folder = Path.of(".");

  private static NodeSettings.Token token;

  @BeforeAll
  static void makeToken() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(LIBRARY), "SoftHSM2 is absent: install the package softhsm2 to run this test");
    Path store = Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        Path.of(System.getenv("SOFTHSM2_CONF")),
        "directories.tokendir = " + store + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "wasl",
        "--pin",
        "1234",
        "--so-pin",
        "4321");
    Path configuration = folder.resolve("pkcs11.cfg");
    Files.writeString(configuration, "name = test\nlibrary = " + LIBRARY + "\nslotListIndex = 0\n");
    Path pin = folder.resolve("pin");
    Files.writeString(pin, "1234\n");
    token = new NodeSettings.Token(configuration, "log-key", pin);
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-keystore",
        "NONE",
        "-storetype",
        "PKCS11",
        "-providerClass",
        "sun.security.pkcs11.SunPKCS11",
        "-providerArg",
        configuration.toString(),
        "-storepass",
        "1234",
        "-alias",
        "log-key",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=log",
        "-validity",
        "3650");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void theTokenSignsCheckpointsBesideTheOtherKeysAndAllMustVerify() {
    NodeKeys keys = NodeKeys.make(NODE, new SecureRandom()).with(TokenKey.open(NODE, token));
    String text = new Checkpoint("wasl/node.aa/node.bb/voice/1", 5, Hash.EMPTY).text();
    SignedNote note = SignedNote.read(keys.sign(text, 1_790_000_000L).bytes());
    KeyRing ring = KeyRing.of(keys.logVerifiers());
    assertEquals(3, keys.logVerifiers().size());
    assertInstanceOf(KeyRing.Verdict.Good.class, ring.check(note));
    SignedNote without = new SignedNote(note.text(), note.lines().subList(0, 2));
    assertInstanceOf(KeyRing.Verdict.Bad.class, ring.check(without));
    SignedNote other = new SignedNote(note.text().replace("\n5\n", "\n6\n"), note.lines());
    assertInstanceOf(KeyRing.Verdict.Bad.class, ring.check(other));
  }

  @Test
  void theKeyFileHoldsNothingOfAKeyInAToken() {
    SigningKey key = TokenKey.open(NODE, token);
    NodeKeys keys = NodeKeys.make(NODE, new SecureRandom()).with(key);
    String file = new String(keys.json().canonicalBytes(), StandardCharsets.UTF_8);
    assertTrue(!file.contains(key.verifier().vkey()), "the token's key stands in the key file");
  }

  @Test
  void opensslVerifiesWhatTheTokenSigned() throws Exception {
    SigningKey key = TokenKey.open(NODE, token);
    String text = new Checkpoint("wasl/node.aa/node.bb/voice/1", 5, Hash.EMPTY).text();
    Path signature = Files.write(folder.resolve("sig"), key.sign(text, 0).signature());
    Path spki = Files.write(folder.resolve("key.der"), key.verifier().key());
    Path message = Files.writeString(folder.resolve("text"), text);
    String said =
        run(
            "openssl",
            "dgst",
            "-sha256",
            "-keyform",
            "DER",
            "-verify",
            spki.toString(),
            "-signature",
            signature.toString(),
            message.toString());
    assertEquals("Verified OK", said.strip());
  }

  @Test
  void aKeyThatTheTokenDoesNotHoldIsNamed() {
    NodeSettings.Token other =
        new NodeSettings.Token(token.configuration(), "another-key", token.pin());
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> TokenKey.open(NODE, other));
    assertTrue(String.valueOf(refused.getMessage()).contains("another-key"), refused.getMessage());
  }
}
