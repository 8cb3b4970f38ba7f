package org.wasl.voice.mediation;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.wasl.terms.Sha256;
import org.wasl.terms.file.WholeFile;
import org.wasl.voice.Call;
import org.wasl.voice.Signalling;

/// Immutable segment files: the calls of one loaded file, 45 bytes each, with a SHA-256 behind
/// them; and beside each the file as it came. Written and synced before the database row that names
/// it; a segment without a row is swept at the next start. Those of the first form, 37 bytes a call
/// and nothing of its signalling, are read as well.
///
/// @param folder where they lie
public record Segments(Path folder) {
  private static final String FORMAT = "WSEG2";
  private static final byte[] MAGIC = (FORMAT + "\n").getBytes(StandardCharsets.US_ASCII);

  /// As long as [#MAGIC].
  private static final byte[] FIRST_MAGIC = "WSEG1\n".getBytes(StandardCharsets.US_ASCII);

  private static final int RECORD = 8 + 8 + 8 + 4 + 1 + 2 + 4 + 8;
  private static final int DIGEST = 32;

  /// The most different trunk groups of one file.
  public static final int MAX_TRUNKS = 65_535;

  public Segments {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a segment and the original file durably.
  public void write(String sha256, List<Call> calls, byte[] original) {
    durable(folder.resolve(sha256 + ".orig"), original);
    durable(folder.resolve(sha256 + ".seg"), bytes(calls));
  }

  /// @throws IllegalStateException when the file is missing, its checksum is wrong, or it was
  ///   written in another format
  public List<Call> read(String sha256) {
    Path file = folder.resolve(sha256 + ".seg");
    try {
      byte[] bytes = Files.readAllBytes(file);
      int body = bytes.length - DIGEST;
      boolean whole =
          body >= MAGIC.length
              && Arrays.equals(digest(bytes, body), Arrays.copyOfRange(bytes, body, bytes.length));
      if (!whole) {
        throw new IllegalStateException(
            "a segment is damaged; restore it from the backup: " + file);
      }
      byte[] magic = Arrays.copyOf(bytes, MAGIC.length);
      boolean isFirst = Arrays.equals(FIRST_MAGIC, magic);
      if (!isFirst && !Arrays.equals(MAGIC, magic)) {
        throw new IllegalStateException(
            "a segment was written by another version of Wasl and is not "
                + FORMAT
                + "; load the file again from the .orig beside it: "
                + file);
      }
      return calls(ByteBuffer.wrap(bytes, MAGIC.length, body - MAGIC.length), !isFirst);
    } catch (IOException e) {
      throw new UncheckedIOException("a segment is missing: " + file, e);
    }
  }

  /// A line of the original file, from 1.
  public String line(String sha256, int number) {
    // octets that are no UTF-8 are shown as such, not refused
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(folder.resolve(sha256 + ".orig")), StandardCharsets.UTF_8))) {
      return lines.lines().skip(Math.max(0, number - 1L)).findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Some octets of the original file; fewer where it ends before.
  public byte[] slice(String sha256, int from, int length) {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve(sha256 + ".orig").toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.clamp(file.length() - from, 0, length)];
      file.seek(from);
      file.readFully(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The original file.
  public byte[] original(String sha256) {
    try {
      return Files.readAllBytes(folder.resolve(sha256 + ".orig"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes what no row names: a crash came between file and row.
  ///
  /// @return how many files went
  public int sweep(Set<String> named) {
    int swept = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceAll("\\.(seg|orig|part)$", "");
        if (!named.contains(name) || file.toString().endsWith(".part")) {
          Files.delete(file);
          swept++;
        }
      }
      return swept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(List<Call> calls) {
    Map<String, Integer> trunks = new LinkedHashMap<>();
    calls.forEach(call -> trunks.putIfAbsent(call.trunk(), trunks.size()));
    if (trunks.size() > MAX_TRUNKS) {
      throw new IllegalArgumentException("more than " + MAX_TRUNKS + " trunk groups in one file");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(calls.size() * RECORD + 1024);
    try (DataOutputStream data = new DataOutputStream(out)) {
      data.write(MAGIC);
      data.writeShort(trunks.size());
      for (String trunk : trunks.keySet()) {
        byte[] name = trunk.getBytes(StandardCharsets.UTF_8);
        data.writeShort(name.length);
        data.write(name);
      }
      data.writeInt(calls.size());
      ByteBuffer record = ByteBuffer.allocate(RECORD);
      for (Call call : calls) {
        record.clear();
        record.putLong(call.from()).putLong(call.to()).putLong(call.time()).putInt(call.seconds());
        record.put((byte) (call.answered() ? 1 : 0));
        record.putShort(trunks.getOrDefault(call.trunk(), 0).shortValue()).putInt(call.line());
        record.putLong(call.signalling().packed());
        data.write(record.array());
      }
      data.flush();
      data.write(digest(out.toByteArray(), out.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static List<Call> calls(ByteBuffer in, boolean hasSignalling) {
    String[] trunks = new String[Short.toUnsignedInt(in.getShort())];
    for (int i = 0; i < trunks.length; i++) {
      byte[] name = new byte[in.getShort()];
      in.get(name);
      trunks[i] = new String(name, StandardCharsets.UTF_8);
    }
    int count = in.getInt();
    List<Call> calls = new ArrayList<>(count);
    Signalling.Alike alike = new Signalling.Alike();
    for (int i = 0; i < count; i++) {
      long from = in.getLong();
      long to = in.getLong();
      long time = in.getLong();
      int seconds = in.getInt();
      boolean answered = in.get() == 1;
      String trunk = trunks[Short.toUnsignedInt(in.getShort())];
      int line = in.getInt();
      Signalling signalling =
          hasSignalling ? alike.of(Signalling.unpacked(in.getLong())) : Signalling.NONE;
      calls.add(new Call(from, to, time, seconds, answered, trunk, line, signalling));
    }
    return calls;
  }

  private static byte[] digest(byte[] bytes, int length) {
    MessageDigest sha = Sha256.start();
    sha.update(bytes, 0, length);
    return sha.digest();
  }

  private static void durable(Path file, byte[] bytes) {
    try {
      WholeFile.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a segment was not written: " + file, e);
    }
  }
}
