package org.wasl.border;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// The form of an entry is the canonical form of RFC 8785, whatever stands in it, and nothing else
/// is read.
class EntryTest {
  private static final int ENTRIES = 2_000;

  private final Random random = new Random(7);

  private Entry entry() {
    boolean personal = random.nextBoolean();
    byte[] commitment = new byte[32];
    random.nextBytes(commitment);
    return new Entry(
        new MessageId(new UUID(random.nextLong(), random.nextLong())),
        new MessageKind("voice", "call-" + random.nextInt(100), 1 + random.nextInt(999)),
        new OrganisationId("aa.org" + random.nextInt(100)),
        new OrganisationId("bb.org" + random.nextInt(100)),
        time(),
        random.nextBoolean() ? Optional.of(time()) : Optional.empty(),
        random.nextBoolean()
            ? Optional.of(new MessageId(new UUID(random.nextLong(), random.nextLong())))
            : Optional.empty(),
        personal ? DataClass.PERSONAL : DataClass.BUSINESS,
        personal
            ? Optional.of(
                new LegalGround(
                    "treaty-" + random.nextInt(9),
                    "memorandum",
                    "billing",
                    random.nextBoolean() ? Optional.of("c" + random.nextInt(999)) : Optional.empty()))
            : Optional.empty(),
        "application/json",
        random.nextInt(1 << 20),
        Base64.getEncoder().encodeToString(commitment));
  }

  /// Times of seconds and of milliseconds, from 1970 to about 2100.
  private Instant time() {
    long seconds = random.nextLong(4_100_000_000L);
    return random.nextInt(4) == 0
        ? Instant.ofEpochSecond(seconds)
        : Instant.ofEpochMilli(seconds * 1_000 + random.nextInt(1_000));
  }

  @Test
  void isWrittenInTheCanonicalFormOfAnyJsonAndReadAsItWas() {
    for (int i = 0; i < ENTRIES; i++) {
      Entry entry = entry();
      byte[] bytes = entry.bytes();
      assertArrayEquals(
          JsonReader.read("test", bytes, Entry.MAX_BYTES).canonicalBytes(),
          bytes,
          () -> new String(bytes, StandardCharsets.UTF_8));
      assertEquals(entry, Entry.read("test", bytes));
    }
  }

  @Test
  void aChangedByteIsRefusedOrAnotherCanonicalEntry() {
    for (int i = 0; i < 20; i++) {
      byte[] bytes = entry().bytes();
      for (int at = 0; at < bytes.length; at++) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        try {
          Entry read = Entry.read("test", changed);
          assertArrayEquals(changed, read.bytes());
          assertArrayEquals(
              changed, JsonReader.read("test", changed, Entry.MAX_BYTES).canonicalBytes());
        } catch (MalformedJsonException refused) {
          assertEquals("test", refused.getMessage().substring(0, 4));
        }
      }
    }
  }

  @Test
  void anotherFormOfTheSameEntryIsRefused() {
    String text = new String(entry().bytes(), StandardCharsets.UTF_8);
    String member = text.substring(1, text.indexOf(',') + 1);
    for (String other :
        new String[] {
          text.replace(",", ", "),
          text + " ",
          text.replaceFirst("\"v\":1", "\"v\":01"),
          text.replaceFirst("\"v\":1", "\"v\":1.0"),
          text.replaceFirst("voice", "\\\\u0076oice"),
          "{" + member + text.substring(1),
          text.replaceFirst(java.util.regex.Pattern.quote(member), ""),
          text.substring(0, text.length() - 1),
        }) {
      assertThrows(
          MalformedJsonException.class,
          () -> Entry.read("test", other.getBytes(StandardCharsets.UTF_8)),
          other);
    }
  }
}
