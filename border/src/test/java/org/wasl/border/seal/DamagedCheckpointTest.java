package org.wasl.border.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.border.Damage.assertReadable;
import static org.wasl.border.Damage.everyCut;
import static org.wasl.border.Damage.everyFlip;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.KeyRing.Verdict;

/// A checkpoint as it lies in a receipt: three lines of text, a blank one, a line of each log key
/// and of each mirror key.
class DamagedCheckpointTest {
  private static final int TEXT_LINES = 3;

  private final List<VerifierKey> keys = new ArrayList<>();
  private byte[] note = new byte[0];

  @BeforeEach
  void aCheckpointOfEveryKindOfKey() throws Exception {
    String text = new Checkpoint("wasl/node.aa/node.bb/notes/1", 300, Hash.leaf(note)).text();
    List<SignedNote.Line> lines = new ArrayList<>();
    for (Algorithm each : Algorithm.values()) {
      SigningKey key = key("node." + each.name().toLowerCase(java.util.Locale.ROOT), each);
      keys.add(key.verifier());
      lines.add(key.sign(text, 1_790_000_000L));
    }
    note = new SignedNote(text, lines).bytes();
  }

  private static SigningKey key(String name, Algorithm algorithm) throws Exception {
    if (algorithm != Algorithm.ECDSA_P256) {
      return SigningKey.make(name, algorithm, new SecureRandom());
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return SigningKey.inToken(
        name, pair.getPublic(), pair.getPrivate(), Security.getProvider("SunEC"));
  }

  private int lineOf(int offset) {
    return (int)
            new String(note, 0, offset, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count()
        + 1;
  }

  private Optional<Verdict.Bad> refusal(byte[] bytes) {
    return KeyRing.of(keys).check(SignedNote.read(bytes)) instanceof Verdict.Bad bad
        ? Optional.of(bad)
        : Optional.empty();
  }

  @Test
  void everyFlippedBitOfACheckpointIsRefusedWhereItStands() {
    assertInstanceOf(Verdict.Good.class, KeyRing.of(keys).check(SignedNote.read(note)));
    everyFlip(
        note,
        (at, damaged) -> {
          int line = lineOf(at);
          try {
            Verdict.Bad bad = refusal(damaged).orElseThrow(() -> accepted(at));
            assertReadable(bad.text());
            // a changed text makes the first line that is looked at false; a changed line only
            // itself, but where its last letter became an end of line: a blank line there makes
            // text of all that stands before it
            boolean isBlankBehind =
                damaged[at] == '\n' && at + 1 < damaged.length && damaged[at + 1] == '\n';
            VerifierKey blamed = keys.get(isBlankBehind ? 0 : Math.max(0, line - TEXT_LINES - 2));
            assertEquals(blamed.toString(), bad.key(), "byte " + at + " in line " + line);
            assertTrue(
                bad.fault() == KeyRing.Fault.FALSE_LINE
                    || bad.fault() == KeyRing.Fault.MISSING_LINE && line > TEXT_LINES + 1,
                () -> "byte " + at + ": " + bad);
          } catch (MalformedNoteException e) {
            assertReadable(e.text());
            // a line that a flip broke in two is wrong in its second half, and where a flip takes
            // the blank line away nothing tells the text from the signatures
            boolean blank = line == TEXT_LINES || line == TEXT_LINES + 1;
            assertTrue(
                e.line() == line || e.line() == line + 1 || blank && e.line() == 1,
                () -> "byte " + at + " in line " + line + ": " + e.getMessage());
          }
        });
  }

  @Test
  void aCheckpointThatIsCutAnywhereIsRefused() {
    everyCut(
        note,
        (length, damaged) -> {
          int line = lineOf(length);
          try {
            Verdict.Bad bad = refusal(damaged).orElseThrow(() -> accepted(length));
            // whole lines are left: the next key's is missing
            assertEquals('\n', note[length - 1]);
            assertEquals(KeyRing.Fault.MISSING_LINE, bad.fault());
            assertEquals(keys.get(line - TEXT_LINES - 2).toString(), bad.key());
          } catch (MalformedNoteException e) {
            assertReadable(e.text());
            assertTrue(
                e.line() == line || line <= TEXT_LINES + 2 && e.line() <= line,
                () -> "cut at " + length + " in line " + line + ": " + e.getMessage());
          }
        });
  }

  private static AssertionError accepted(int at) {
    return new AssertionError("accepted, damaged at " + at);
  }
}
