package org.wasl.border.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.wasl.border.linking.Anchor;
import org.wasl.border.log.Hash;
import org.wasl.border.mirroring.Submissions.EntryPackage;
import org.wasl.border.mirroring.Submissions.Outcome;
import org.wasl.border.mirroring.Submissions.Standing;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.setup.BorderNode;

/// The two requests of C2SP `tlog-mirror` in HTTP: `add-checkpoint` (text) and `add-entries`
/// (binary, read as a stream, package by package, gzip allowed).
final class SubmissionPort {
  private static final int MAX_HASHES = 63;
  private static final int MAX_TICKET = 1 << 15;
  private static final int MAX_ORIGIN = 512;
  private static final long MAX_DRAINED = 16L << 20;

  private final BorderNode border;

  SubmissionPort(BorderNode border) {
    this.border = border;
  }

  void addCheckpoint(HttpExchange exchange, Anchor peer) throws IOException {
    byte[] request;
    try (InputStream in = exchange.getRequestBody()) {
      request = in.readNBytes(SignedNote.MAX_BYTES + 1);
    }
    answer(exchange, checkpoint(peer, request));
  }

  private Outcome checkpoint(Anchor peer, byte[] request) {
    String text = new String(request, StandardCharsets.UTF_8);
    int blank = text.indexOf("\n\n");
    String[] lines = blank < 0 ? new String[0] : text.substring(0, blank).split("\n", -1);
    boolean formed =
        request.length <= SignedNote.MAX_BYTES
            && lines.length >= 1
            && lines.length <= MAX_HASHES + 1
            && lines[0].matches("old (0|[1-9][0-9]{0,17})");
    if (!formed) {
      return new Outcome.Refused(400, "expected: old <size>, proof lines, an empty line, a note");
    }
    try {
      List<Hash> proof = new ArrayList<>();
      for (int i = 1; i < lines.length; i++) {
        proof.add(Hash.ofBase64(lines[i]));
      }
      byte[] note = text.substring(blank + 2).getBytes(StandardCharsets.UTF_8);
      return border
          .submissions()
          .addCheckpoint(peer, Long.parseLong(lines[0].substring(4)), proof, note);
    } catch (IllegalArgumentException | MalformedNoteException e) {
      return new Outcome.Refused(400, String.valueOf(e.getMessage()));
    }
  }

  void addEntries(HttpExchange exchange, Anchor peer) throws IOException {
    String coding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    exchange.getResponseHeaders().set("Accept-Encoding", "gzip");
    try (InputStream raw = exchange.getRequestBody()) {
      Outcome outcome = entries(peer, raw, "gzip".equals(coding));
      drain(raw);
      answer(exchange, outcome);
    }
  }

  private Outcome entries(Anchor peer, InputStream raw, boolean zipped) throws IOException {
    try {
      InputStream plain = zipped ? new GZIPInputStream(raw) : raw;
      return entries(peer, new DataInputStream(new BufferedInputStream(plain, 1 << 16)));
    } catch (EOFException | ZipException e) {
      return new Outcome.Refused(400, "the request ends inside its head");
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return new Outcome.Refused(400, String.valueOf(e.getMessage()));
    }
  }

  /// Reads what a refused request still brings, up to a limit, so that the answer gets through.
  private static void drain(InputStream raw) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = MAX_DRAINED;
    int read = raw.read(buffer);
    while (read >= 0 && left > 0) {
      left -= read;
      read = raw.read(buffer);
    }
  }

  private Outcome entries(Anchor peer, DataInputStream in) throws IOException {
    int length = in.readUnsignedShort();
    if (length > MAX_ORIGIN) {
      return new Outcome.Refused(404, "unknown log");
    }
    String origin = new String(exactly(in, length), StandardCharsets.UTF_8);
    long start = in.readLong();
    long end = in.readLong();
    int ticketLength = in.readUnsignedShort();
    if (start < 0 || end < 0 || ticketLength > MAX_TICKET) {
      return new Outcome.Refused(400, "a size or a ticket is out of bounds");
    }
    byte[] ticket = exactly(in, ticketLength);
    return border
        .submissions()
        .addEntries(peer, origin, start, end, ticket, count -> next(in, count));
  }

  private static Optional<EntryPackage> next(DataInputStream in, int count) {
    try {
      List<byte[]> entries = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        entries.add(exactly(in, in.readUnsignedShort()));
      }
      int hashes = in.readUnsignedByte();
      if (hashes > MAX_HASHES) {
        throw new IllegalArgumentException("a proof has at most 63 hashes");
      }
      List<Hash> proof = new ArrayList<>(hashes);
      for (int i = 0; i < hashes; i++) {
        proof.add(Hash.of(exactly(in, Hash.EMPTY.bytes().length)));
      }
      return Optional.of(new EntryPackage(entries, proof));
    } catch (EOFException | ZipException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] exactly(DataInputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static void answer(HttpExchange exchange, Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Done(byte[] lines) -> answer(exchange, 200, "text/plain; charset=utf-8", lines);
      case Outcome.Partial(Standing standing) ->
          answer(exchange, 202, "text/x.tlog.mirror-info", lines(standing));
      case Outcome.Conflict(Standing standing) ->
          answer(exchange, 409, "text/x.tlog.mirror-info", lines(standing));
      case Outcome.OtherSize(long size) ->
          answer(
              exchange, 409, "text/x.tlog.size", (size + "\n").getBytes(StandardCharsets.US_ASCII));
      case Outcome.Refused(int status, String reason) ->
          answer(
              exchange,
              status,
              "text/plain; charset=utf-8",
              reason.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] lines(Standing standing) {
    String ticket = Base64.getEncoder().encodeToString(standing.ticket());
    return (standing.pending() + "\n" + standing.next() + "\n" + ticket + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
