package org.wasl.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A TrueType font of the product's own resources (OpenType 1.9: `head`, `hhea`, `maxp`, `hmtx`,
/// `cmap` formats 4 and 12, `loca`, `glyf`): which glyph draws a character, how wide it is, and the
/// subset that a document embeds. Reads trusted files only.
final class TrueTypeFont {
  private static final int ARGS_ARE_WORDS = 0x1;
  private static final int HAS_SCALE = 0x8;
  private static final int MORE_COMPONENTS = 0x20;
  private static final int HAS_XY_SCALE = 0x40;
  private static final int HAS_TWO_BY_TWO = 0x80;

  private final ByteBuffer data;
  private final Map<String, int[]> tables = new HashMap<>();
  private final Map<Integer, Integer> glyphs = new HashMap<>();
  private final int unitsPerEm;
  private final int metrics;
  private final boolean longOffsets;

  private TrueTypeFont(byte[] bytes) {
    data = ByteBuffer.wrap(bytes);
    int count = data.getShort(4);
    for (int i = 0; i < count; i++) {
      int at = 12 + 16 * i;
      String tag = new String(bytes, at, 4, StandardCharsets.US_ASCII);
      tables.put(tag, new int[] {data.getInt(at + 8), data.getInt(at + 12)});
    }
    unitsPerEm = u16(start("head") + 18);
    longOffsets = u16(start("head") + 50) == 1;
    metrics = u16(start("hhea") + 34);
    readCharacters();
  }

  /// Reads a font that stands beside this class.
  static TrueTypeFont ofResource(String name) {
    try (InputStream in = TrueTypeFont.class.getResourceAsStream("fonts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the font is not in the build: " + name);
      }
      return new TrueTypeFont(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The glyph of a character, 0 (the empty box) where the font has none.
  int glyph(int codePoint) {
    return glyphs.getOrDefault(codePoint, 0);
  }

  /// The advance of a glyph in thousandths of the em.
  int width(int glyph) {
    int at = start("hmtx") + 4 * Math.min(glyph, metrics - 1);
    return Math.round(u16(at) * 1000f / unitsPerEm);
  }

  int ascent() {
    return Math.round(data.getShort(start("hhea") + 4) * 1000f / unitsPerEm);
  }

  int descent() {
    return Math.round(data.getShort(start("hhea") + 6) * 1000f / unitsPerEm);
  }

  /// The bounding box of the font in thousandths of the em.
  int[] box() {
    int[] box = new int[4];
    for (int i = 0; i < 4; i++) {
      box[i] = Math.round(data.getShort(start("head") + 36 + 2 * i) * 1000f / unitsPerEm);
    }
    return box;
  }

  /// A font file of only these glyphs: the empty box, then the given ones in their order, one of
  /// them perhaps more than once, then the parts of composed glyphs.
  ///
  /// @param used original glyph numbers
  Subset subset(List<Integer> used) {
    List<Integer> order = order(used);
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      numbers.putIfAbsent(order.get(i), i);
    }
    ByteArrayOutputStream outlines = new ByteArrayOutputStream();
    ByteBuffer places = ByteBuffer.allocate(4 * (order.size() + 1));
    ByteBuffer widths = ByteBuffer.allocate(4 * order.size());
    for (int glyph : order) {
      places.putInt(outlines.size());
      outlines.writeBytes(renumbered(glyph, numbers));
      outlines.writeBytes(new byte[(4 - outlines.size() % 4) % 4]);
      int metric = start("hmtx") + 4 * Math.min(glyph, metrics - 1);
      widths.putInt(data.getInt(metric));
    }
    places.putInt(outlines.size());
    SequencedMap<String, byte[]> parts = new LinkedHashMap<>();
    for (String tag : new String[] {"cvt ", "fpgm"}) {
      copyTable(tag, parts);
    }
    parts.put("glyf", outlines.toByteArray());
    parts.put("head", patched("head", 50, 1));
    parts.put("hhea", patched("hhea", 34, order.size()));
    parts.put("hmtx", widths.array());
    parts.put("loca", places.array());
    parts.put("maxp", patched("maxp", 4, order.size()));
    copyTable("prep", parts);
    return new Subset(file(parts), order);
  }

  /// @param glyphs original glyph numbers in the order of the subset
  record Subset(byte[] file, List<Integer> glyphs) {}

  private List<Integer> order(List<Integer> used) {
    List<Integer> order = new ArrayList<>();
    order.add(0);
    order.addAll(used);
    Set<Integer> known = new HashSet<>(order);
    for (int i = 0; i < order.size(); i++) {
      for (int place : components(order.get(i))) {
        int part = u16(place);
        if (known.add(part)) {
          order.add(part);
        }
      }
    }
    return order;
  }

  /// Where the numbers of a composed glyph's parts stand in the file.
  private List<Integer> components(int glyph) {
    List<Integer> places = new ArrayList<>();
    int at = outline(glyph);
    if (at == outline(glyph + 1) || data.getShort(at) >= 0) {
      return places;
    }
    at += 10;
    int flags;
    do {
      flags = u16(at);
      places.add(at + 2);
      at += 4 + ((flags & ARGS_ARE_WORDS) != 0 ? 4 : 2);
      if ((flags & HAS_SCALE) != 0) {
        at += 2;
      } else if ((flags & HAS_XY_SCALE) != 0) {
        at += 4;
      } else if ((flags & HAS_TWO_BY_TWO) != 0) {
        at += 8;
      }
    } while ((flags & MORE_COMPONENTS) != 0);
    return places;
  }

  private byte[] renumbered(int glyph, Map<Integer, Integer> numbers) {
    int from = outline(glyph);
    byte[] bytes = new byte[outline(glyph + 1) - from];
    data.get(from, bytes);
    for (int place : components(glyph)) {
      int number = numbers.getOrDefault(u16(place), 0);
      ByteBuffer.wrap(bytes).putShort(place - from, (short) number);
    }
    return bytes;
  }

  private int outline(int glyph) {
    int loca = start("loca");
    int offset = longOffsets ? data.getInt(loca + 4 * glyph) : 2 * u16(loca + 2 * glyph);
    return start("glyf") + offset;
  }

  private void copyTable(String tag, Map<String, byte[]> parts) {
    int[] place = tables.get(tag);
    if (place != null) {
      byte[] bytes = new byte[place[1]];
      data.get(place[0], bytes);
      parts.put(tag, bytes);
    }
  }

  private byte[] patched(String tag, int at, int value) {
    Map<String, byte[]> one = new HashMap<>();
    copyTable(tag, one);
    byte[] bytes = one.getOrDefault(tag, new byte[0]);
    ByteBuffer.wrap(bytes).putShort(at, (short) value);
    return bytes;
  }

  private static byte[] file(SequencedMap<String, byte[]> parts) {
    int count = parts.size();
    int power = Integer.highestOneBit(count);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(12 + 16 * count);
    head.putInt(0x00010000).putShort((short) count).putShort((short) (16 * power));
    head.putShort((short) Integer.numberOfTrailingZeros(power));
    head.putShort((short) (16 * (count - power)));
    parts.forEach((tag, bytes) -> {
      head.put(tag.getBytes(StandardCharsets.US_ASCII)).putInt(checksum(bytes));
      head.putInt(head.capacity() + body.size()).putInt(bytes.length);
      body.writeBytes(bytes);
      body.writeBytes(new byte[(4 - bytes.length % 4) % 4]);
    });
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.array());
    whole.writeBytes(body.toByteArray());
    return whole.toByteArray();
  }

  private static int checksum(byte[] bytes) {
    int sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += (bytes[i] & 0xFF) << (24 - 8 * (i % 4));
    }
    return sum;
  }

  private void readCharacters() {
    int cmap = start("cmap");
    int count = u16(cmap + 2);
    for (int i = 0; i < count; i++) {
      int at = cmap + data.getInt(cmap + 8 + 8 * i);
      switch (u16(at)) {
        case 4 -> readSegments(at);
        case 12 -> readGroups(at);
        default -> {
          // other formats repeat these
        }
      }
    }
  }

  private void readSegments(int at) {
    int segments = u16(at + 6) / 2;
    int ends = at + 14;
    int starts = ends + 2 * segments + 2;
    int deltas = starts + 2 * segments;
    int ranges = deltas + 2 * segments;
    for (int i = 0; i < segments; i++) {
      int last = u16(ends + 2 * i);
      int first = u16(starts + 2 * i);
      int range = u16(ranges + 2 * i);
      for (int c = first; c <= last && c != 0xFFFF; c++) {
        int glyph = range == 0 ? c : u16(ranges + 2 * i + range + 2 * (c - first));
        if (glyph != 0) {
          glyphs.putIfAbsent(c, (glyph + u16(deltas + 2 * i)) & 0xFFFF);
        }
      }
    }
  }

  private void readGroups(int at) {
    int groups = data.getInt(at + 12);
    for (int i = 0; i < groups; i++) {
      int group = at + 16 + 12 * i;
      int first = data.getInt(group);
      int last = data.getInt(group + 4);
      for (int c = first; c <= last; c++) {
        glyphs.putIfAbsent(c, data.getInt(group + 8) + c - first);
      }
    }
  }

  private int start(String tag) {
    int[] place = tables.get(tag);
    if (place == null) {
      throw new IllegalStateException("the font has no table " + tag);
    }
    return place[0];
  }

  private int u16(int at) {
    return data.getShort(at) & 0xFFFF;
  }
}
