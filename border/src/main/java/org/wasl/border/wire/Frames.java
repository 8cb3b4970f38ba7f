package org.wasl.border.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Draft;
import org.wasl.border.Entry;
import org.wasl.border.exchange.PeerLine.Standing;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.seal.SignedNote;

/// The binary form of what nodes say: big-endian, every part with its length, nothing behind the
/// end.
public final class Frames {
  /// The greatest request or reply: a batch, or one body of the greatest size with its envelope.
  public static final int MAX_BYTES = Draft.MAX_BODY + (4 << 20);

  /// In the place of a body that was brought before.
  private static final byte STAGED = 127;

  private static final int MAX_ORIGIN = 512;
  private static final int MAX_TEXT = 4_096;

  private Frames() {}

  public static byte[] update(Update update) {
    int size = 1_024 + update.checkpoint().length;
    for (Update.Part part : update.entries()) {
      size += part.entry().length + 64;
      size += part.body().map(Frames::length).orElse(0);
    }
    return written(size, out -> {
      text(out, update.origin());
      out.writeLong(update.start());
      block(out, update.checkpoint());
      out.writeInt(update.entries().size());
      for (Update.Part part : update.entries()) {
        block(out, part.entry());
        if (part.body().isPresent()) {
          body(out, part.body().get());
        } else {
          out.writeByte(STAGED);
        }
      }
    });
  }

  /// @throws MalformedFrameException with the offset of what is wrong
  public static Update readUpdate(byte[] bytes) {
    return read(
        bytes,
        in -> {
          String origin = text(in, MAX_ORIGIN);
          long start = in.getLong();
          byte[] checkpoint = block(in, SignedNote.MAX_BYTES);
          int count = in.getInt();
          require(in, start >= 0 && count >= 0 && count <= Update.MAX_ENTRIES, "1 to 1000 entries");
          List<Update.Part> parts = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            byte[] entry = block(in, Entry.MAX_BYTES);
            boolean staged = in.hasRemaining() && in.get(in.position()) == STAGED;
            if (staged) {
              in.get();
            }
            parts.add(new Update.Part(entry, staged ? Optional.empty() : Optional.of(body(in))));
          }
          return new Update(origin, start, checkpoint, parts);
        });
  }

  public static byte[] reply(Reply reply) {
    return written(out -> {
      switch (reply) {
        case Reply.Cosigned(long size, byte[] note) -> {
          out.writeByte(0);
          out.writeLong(size);
          block(out, note);
        }
        case Reply.StandsAt(long size) -> {
          out.writeByte(1);
          out.writeLong(size);
        }
        case Reply.Refused(String code, String detail) -> {
          out.writeByte(2);
          text(out, code);
          text(out, detail.length() > 1000 ? detail.substring(0, 1000) : detail);
        }
      }
    });
  }

  public static Reply readReply(byte[] bytes) {
    return read(
        bytes,
        in ->
            switch (in.get()) {
              case 0 -> new Reply.Cosigned(in.getLong(), block(in, SignedNote.MAX_BYTES));
              case 1 -> new Reply.StandsAt(in.getLong());
              case 2 -> new Reply.Refused(text(in, MAX_TEXT), text(in, MAX_TEXT));
              default -> throw new MalformedFrameException(0, "a kind of reply");
            });
  }

  public static byte[] standing(Standing standing) {
    return written(out -> {
      out.writeLong(standing.size());
      block(out, standing.note().orElse(new byte[0]));
    });
  }

  public static Standing readStanding(byte[] bytes) {
    return read(
        bytes,
        in -> {
          long size = in.getLong();
          byte[] note = block(in, SignedNote.MAX_BYTES);
          return new Standing(size, note.length == 0 ? Optional.empty() : Optional.of(note));
        });
  }

  public static byte[] entries(List<StoredEntry> entries) {
    return written(out -> {
      out.writeInt(entries.size());
      for (StoredEntry each : entries) {
        out.writeLong(each.index());
        out.writeLong(each.storedAt().toEpochMilli());
        part(out, each.entry(), each.body());
      }
    });
  }

  public static List<StoredEntry> readEntries(byte[] bytes) {
    return read(
        bytes,
        in -> {
          int count = in.getInt();
          require(in, count >= 0 && count <= Update.MAX_ENTRIES, "at most 1000 entries");
          List<StoredEntry> entries = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            long index = in.getLong();
            Instant at = Instant.ofEpochMilli(in.getLong());
            byte[] entry = block(in, Entry.MAX_BYTES);
            entries.add(new StoredEntry(index, entry, body(in), at));
          }
          return entries;
        });
  }

  private static void part(DataOutputStream out, byte[] entry, StoredEntry.Body body)
      throws IOException {
    block(out, entry);
    body(out, body);
  }

  private static void body(DataOutputStream out, StoredEntry.Body body) throws IOException {
    switch (body) {
      case StoredEntry.Body.Held(byte[] salt, byte[] bytes) -> {
        out.writeByte(0);
        block(out, salt);
        block(out, bytes);
      }
      case StoredEntry.Body.Absent(AbsenceReason reason) -> out.writeByte(1 + reason.ordinal());
    }
  }

  private static int length(StoredEntry.Body body) {
    return body instanceof StoredEntry.Body.Held held ? held.bytes().length : 0;
  }

  private static StoredEntry.Body body(ByteBuffer in) {
    int kind = in.get();
    if (kind == 0) {
      byte[] salt = block(in, Entry.SALT_BYTES);
      return new StoredEntry.Body.Held(salt, block(in, Draft.MAX_BODY));
    }
    AbsenceReason[] reasons = AbsenceReason.values();
    require(in, kind >= 1 && kind <= reasons.length, "a body or a reason");
    return new StoredEntry.Body.Absent(reasons[kind - 1]);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    block(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ByteBuffer in, int most) {
    return new String(block(in, most), StandardCharsets.UTF_8);
  }

  private static void block(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] block(ByteBuffer in, int most) {
    int length = in.getInt();
    require(in, length >= 0 && length <= most && length <= in.remaining(), "a length that fits");
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void require(ByteBuffer in, boolean holds, String expected) {
    if (!holds) {
      throw new MalformedFrameException(in.position(), expected);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(ByteBuffer in);
  }

  private static byte[] written(Writing writing) {
    return written(1_024, writing);
  }

  /// @param expected about how many bytes it will be, so that they are not copied as they grow
  private static byte[] written(int expected, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(expected);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      T value = reading.from(in);
      require(in, !in.hasRemaining(), "the end");
      return value;
    } catch (BufferUnderflowException e) {
      throw new MalformedFrameException(bytes.length, "more bytes");
    }
  }
}
