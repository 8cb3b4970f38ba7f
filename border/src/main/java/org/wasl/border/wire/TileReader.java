package org.wasl.border.wire;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.log.Hash;
import org.wasl.border.log.Tree;
import org.wasl.border.setup.BorderNode;
import org.wasl.terms.Sha256;

/// The read interface of a log (C2SP `tlog-tiles`): `<origin>/checkpoint`, `<origin>/tile/<L>/<N>`,
/// `<origin>/tile/entries/<N>`, each with `.p/<W>` where partial. Any client of that specification
/// can verify our logs with it.
final class TileReader {
  private static final int WIDTH = 256;
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:(?<hash>[0-9a-f]{64})|(?<origin>wasl/[a-z0-9.-]+/[a-z0-9.-]+/[a-z0-9-]+/[0-9]+))/(?<what>checkpoint"
              + "|tile/(?<level>entries|[0-9]{1,2})/(?<number>(?:x[0-9]{3}/)*[0-9]{3})"
              + "(?:\\.p/(?<width>[0-9]{1,3}))?)");

  private final BorderNode border;

  TileReader(BorderNode border) {
    this.border = border;
  }

  /// @param readable the state of a log that the asker may read
  Optional<byte[]> read(Function<String, Optional<LogState>> readable, String path) {
    Matcher matcher = PATH.matcher(path);
    if (path.length() > 512 || !matcher.matches()) {
      return Optional.empty();
    }
    Optional<String> named = Optional.ofNullable(matcher.group("origin")).or(() -> ofHash(matcher));
    if (named.isEmpty()) {
      return Optional.empty();
    }
    String origin = named.get();
    Optional<LogState> found = readable.apply(origin);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    LogState state = found.get();
    if (matcher.group("what").equals("checkpoint")) {
      return state.cosigned().or(state::checkpoint);
    }
    long number = Long.parseLong(matcher.group("number").replaceAll("[x/]", ""));
    int width = matcher.group("width") == null ? WIDTH : Integer.parseInt(matcher.group("width"));
    if (width < 1 || width > WIDTH) {
      return Optional.empty();
    }
    return matcher.group("level").equals("entries")
        ? bundle(origin, number, width)
        : tile(origin, state, Integer.parseInt(matcher.group("level")), number, width);
  }

  /// The monitoring prefix of a mirror names a log by the SHA-256 of its origin.
  private Optional<String> ofHash(Matcher matcher) {
    String wanted = matcher.group("hash");
    return border.stores().logs().states().stream()
        .map(LogState::origin)
        .filter(origin -> Sha256.hex(origin).equals(wanted))
        .findFirst();
  }

  private Optional<byte[]> bundle(String origin, long number, int width) {
    List<StoredEntry> entries =
        border.stores().logs().entries(origin, number * WIDTH, width, Long.MAX_VALUE);
    if (entries.size() < width) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (StoredEntry each : entries) {
      out.write(each.entry().length >> 8);
      out.write(each.entry().length);
      out.writeBytes(each.entry());
    }
    return Optional.of(out.toByteArray());
  }

  private Optional<byte[]> tile(String origin, LogState state, int level, long number, int width) {
    long leaves = 1L << (8 * level);
    boolean there = level <= 6 && (number * WIDTH + width) * leaves <= state.size();
    if (!there) {
      return Optional.empty();
    }
    Tree tree = new StoredTree(border.stores().logs(), origin).tree();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < width; i++) {
      long first = (number * WIDTH + i) * leaves;
      Hash hash = tree.hash(first, first + leaves);
      out.writeBytes(hash.bytes());
    }
    return Optional.of(out.toByteArray());
  }
}
