package org.wasl.border;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;

/// The canonical form of an entry (RFC 8785 §3.2), written and read in one pass: members in the
/// order of their names, values of plain ASCII without escapes. What does not look like that is left
/// to the reader of any JSON, which names the place of what is wrong.
final class EntryForm {
  private static final int USUAL = 512;
  private static final int MAX_DIGITS = 15;

  private EntryForm() {}

  static byte[] write(Entry entry) {
    StringBuilder out = new StringBuilder(USUAL).append('{');
    Optional<LegalGround> ground = entry.ground();
    ground.ifPresent(each -> put(out, "basis", each.basis()));
    put(out, "cls", entry.dataClass().word());
    put(out, "com", entry.commitment());
    ground.flatMap(LegalGround::consent).ifPresent(each -> put(out, "consent", each));
    entry.inReplyTo().ifPresent(each -> put(out, "corr", each.toString()));
    entry.expiry().ifPresent(each -> put(out, "exp", each.toString()));
    put(out, "from", entry.author().value());
    put(out, "id", entry.id().toString());
    ground.ifPresent(each -> put(out, "instrument", each.instrument()));
    put(out, "len", entry.length());
    put(out, "mt", entry.mediaType());
    ground.ifPresent(each -> put(out, "purpose", each.purpose()));
    put(out, "svc", entry.kind().service());
    put(out, "t", entry.created().toString());
    put(out, "to", entry.addressee().value());
    put(out, "typ", entry.kind().type());
    put(out, "v", 1);
    put(out, "ver", entry.kind().version());
    out.setCharAt(out.length() - 1, '}');
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void put(StringBuilder out, String name, String value) {
    out.append('"').append(name).append("\":\"").append(value).append("\",");
  }

  private static void put(StringBuilder out, String name, long value) {
    out.append('"').append(name).append("\":").append(value).append(',');
  }

  /// Reads bytes that are the canonical form of an entry.
  ///
  /// @return null when they are anything else
  static @Nullable Entry read(byte[] bytes) {
    try {
      Entry entry = new Scan(bytes).entry();
      return entry != null && Arrays.equals(write(entry), bytes) ? entry : null;
    } catch (IllegalArgumentException | DateTimeException _) {
      return null;
    }
  }

  /// One pass over the bytes.
  private static final class Scan {
    private final byte[] bytes;
    private final String text;
    private int at = 1;
    private @Nullable String basis;
    private @Nullable String cls;
    private @Nullable String com;
    private @Nullable String consent;
    private @Nullable String corr;
    private @Nullable String exp;
    private @Nullable String from;
    private @Nullable String id;
    private @Nullable String instrument;
    private @Nullable String mt;
    private @Nullable String purpose;
    private @Nullable String svc;
    private @Nullable String created;
    private @Nullable String to;
    private @Nullable String typ;
    private long len = -1;
    private long v = -1;
    private long ver = -1;

    Scan(byte[] bytes) {
      this.bytes = bytes;
      this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Nullable Entry entry() {
      if (bytes.length < 2 || bytes[0] != '{') {
        return null;
      }
      while (at < bytes.length) {
        if (!member()) {
          return null;
        }
        if (at < bytes.length && bytes[at] == '}') {
          return made();
        }
        at++;
      }
      return null;
    }

    private boolean member() {
      String name = string();
      if (name == null || at >= bytes.length || bytes[at] != ':') {
        return false;
      }
      at++;
      boolean quoted = at < bytes.length && bytes[at] == '"';
      if (quoted) {
        String value = string();
        return value != null && take(name, value);
      }
      long number = number();
      return number >= 0 && take(name, number);
    }

    private @Nullable String string() {
      if (at >= bytes.length || bytes[at] != '"') {
        return null;
      }
      int begin = at + 1;
      int end = text.indexOf('"', begin);
      at = end + 1;
      return end < 0 ? null : text.substring(begin, end);
    }

    private long number() {
      long value = 0;
      int begin = at;
      while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at] - '0';
        at++;
        if (at - begin > MAX_DIGITS) {
          return -1;
        }
      }
      return at == begin ? -1 : value;
    }

    /// A member twice, or of another kind, makes the form differ and is found when it is compared.
    private boolean take(String name, String value) {
      switch (name) {
        case "basis" -> basis = value;
        case "cls" -> cls = value;
        case "com" -> com = value;
        case "consent" -> consent = value;
        case "corr" -> corr = value;
        case "exp" -> exp = value;
        case "from" -> from = value;
        case "id" -> id = value;
        case "instrument" -> instrument = value;
        case "mt" -> mt = value;
        case "purpose" -> purpose = value;
        case "svc" -> svc = value;
        case "t" -> created = value;
        case "to" -> to = value;
        case "typ" -> typ = value;
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean take(String name, long value) {
      switch (name) {
        case "len" -> len = value;
        case "v" -> v = value;
        case "ver" -> ver = value;
        default -> {
          return false;
        }
      }
      return true;
    }

    private @Nullable Entry made() {
      if (id == null || svc == null || typ == null || from == null || to == null) {
        return null;
      }
      if (created == null || cls == null || mt == null || com == null || len < 0 || v != 1) {
        return null;
      }
      return new Entry(
          MessageId.parse(id),
          new MessageKind(svc, typ, (int) Math.clamp(ver, 0, 1_000)),
          new OrganisationId(from),
          new OrganisationId(to),
          instant(created),
          Optional.ofNullable(exp).map(EntryForm::instant),
          Optional.ofNullable(corr).map(MessageId::parse),
          DataClass.ofWord(cls),
          ground(),
          mt,
          len,
          com);
    }

    private Optional<LegalGround> ground() {
      if (basis == null || instrument == null || purpose == null) {
        return Optional.empty();
      }
      return Optional.of(
          new LegalGround(basis, instrument, purpose, Optional.ofNullable(consent)));
    }
  }

  /// The usual time of milliseconds, `2026-01-31T12:00:00.123Z`, without a formatter.
  private static Instant instant(String text) {
    if (text.length() != 24 || text.charAt(23) != 'Z') {
      return Instant.parse(text);
    }
    return LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19),
            digits(text, 20, 23) * 1_000_000)
        .toInstant(ZoneOffset.UTC);
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a time: " + text);
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
