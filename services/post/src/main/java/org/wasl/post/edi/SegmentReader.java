package org.wasl.post.edi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the segments of an interchange one after the other, of any length, in the memory of one
/// segment. Values are places in a buffer until somebody asks for them as text. A value here is a
/// component of a repetition of an element; a segment without elements has none.
///
/// Line breaks between segments, which no version of ISO 9735 knows and many programs write, are
/// passed over and noted once.
public final class SegmentReader {
  private static final int BUFFER = 256 * 1024;

  private static final int IS3 = 0x1d;

  private static final byte PLAIN = 0;
  private static final byte COMPONENT = 1;
  private static final byte ELEMENT = 2;
  private static final byte REPETITION = 3;
  private static final byte TERMINATOR = 4;
  private static final byte RELEASE = 5;
  private static final byte UNICODE = 6;
  private static final byte WRONG = 7;

  private final String source;
  private final EdiLimits limits;
  private final Findings findings;
  private final InputStream in;
  private byte[] buffer;
  private int filled;
  private int next;
  private long base;
  private boolean ended;

  private final byte[] kinds = new byte[256];
  private Delimiters delimiters = Delimiters.USUAL;
  private SyntaxLevel level = SyntaxLevel.UNOA;
  private int version = 1;
  private boolean hasServiceString;
  private boolean isSyntaxKnown;
  private boolean brokenLines;
  private final List<Finding> pending = new ArrayList<>();

  private int from;
  private int tag;
  private int values;
  private boolean plain;
  private long number;
  private int message;
  private boolean isInMessage;
  private int segmentInMessage;
  private final int[] starts;
  private final int[] ends;

  /// Element, repetition and component of each value, from the highest bits to the lowest.
  private final long[] places;

  /// @param source its name in errors
  /// @param findings takes what is wrong without hindering to read on
  public SegmentReader(String source, InputStream in, EdiLimits limits, Findings findings) {
    this(source, in, new byte[Math.max(BUFFER, limits.segmentBytes() + 1)], 0, limits, findings);
  }

  /// @param interchange is read in place
  public SegmentReader(String source, byte[] interchange, EdiLimits limits, Findings findings) {
    this(
        source,
        new ByteArrayInputStream(new byte[0]),
        interchange,
        interchange.length,
        limits,
        findings);
    ended = true;
  }

  private SegmentReader(
      String source,
      InputStream in,
      byte[] buffer,
      int filled,
      EdiLimits limits,
      Findings findings) {
    this.source = source;
    this.in = in;
    this.buffer = buffer;
    this.filled = filled;
    this.limits = limits;
    this.findings = findings;
    starts = new int[limits.values()];
    ends = new int[limits.values()];
    places = new long[limits.values()];
  }

  /// Reads the next segment; the first one is UNB, with UNA before it or not.
  ///
  /// @return false at the end of the input, behind a whole segment
  /// @throws MalformedInterchangeException where nothing can be read from here on
  public boolean next() {
    if (number == 0) {
      begin();
      return true;
    }
    skipLineBreaks();
    if (next == filled && !fill(0)) {
      return false;
    }
    number++;
    segmentInMessage++;
    scan();
    return true;
  }

  private void begin() {
    fill(0);
    if (startsWith("UNA")) {
      readServiceString();
    }
    number = 1;
    if (filled - next < 4) {
      fill(filled - next);
    }
    if (!startsWith("UNB")) {
      throw malformed(EdiFault.NO_INTERCHANGE, next, "UNA UNB", excerpt());
    }
    if (!hasServiceString && filled - next > 3 && buffer[next + 3] == IS3) {
      delimiters = Delimiters.OF_LEVEL_B;
    }
    Delimiters declared = delimiters;
    delimiters = declared.withoutRepetition();
    level = SyntaxLevel.UNOW;
    findKinds();
    scan();
    readSyntax(declared);
    isSyntaxKnown = true;
    next = from;
    findKinds();
    scan();
  }

  private boolean startsWith(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (next + i >= filled || buffer[next + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String excerpt() {
    StringBuilder text = new StringBuilder();
    for (int i = next; i < Math.min(filled, next + 9); i++) {
      text.append((char) (buffer[i] & 0xff));
    }
    return text.toString();
  }

  private void readServiceString() {
    if (filled < 9) {
      throw malformed(EdiFault.TRUNCATED, filled, "UNA", "");
    }
    hasServiceString = true;
    String found = excerpt();
    try {
      delimiters =
          new Delimiters(
              found.charAt(3),
              found.charAt(4),
              found.charAt(5),
              found.charAt(6),
              found.charAt(7),
              found.charAt(8));
    } catch (IllegalArgumentException e) {
      throw malformed(EdiFault.BAD_SERVICE_STRING, 3, "", found.substring(3));
    }
    next = 9;
    skipLineBreaks();
  }

  /// S001 of UNB: the character set and the version of the rest.
  private void readSyntax(Delimiters declared) {
    String identifier = textAt(1, 1);
    level =
        Arrays.stream(SyntaxLevel.values())
            .filter(each -> each.name().equals(identifier))
            .findFirst()
            .orElseThrow(() ->
                malformed(
                    EdiFault.UNKNOWN_LEVEL,
                    from,
                    "UNOA UNOB UNOC UNOD UNOE UNOF UNOG UNOH UNOI UNOJ UNOK UNOW UNOY",
                    identifier));
    String digit = textAt(1, 2);
    if (digit.length() != 1 || digit.charAt(0) < '1' || digit.charAt(0) > '4') {
      throw malformed(EdiFault.UNKNOWN_VERSION, from, "1 2 3 4", digit);
    }
    version = digit.charAt(0) - '0';
    if (version < 4) {
      delimiters = declared.withoutRepetition();
    } else {
      delimiters =
          declared.equals(Delimiters.USUAL) && !hasServiceString
              ? Delimiters.USUAL_OF_VERSION_4
              : declared;
    }
  }

  private String textAt(int element, int component) {
    int at = find(element, component);
    return at < 0 ? "" : text(at);
  }

  private void findKinds() {
    for (int i = 0; i < 256; i++) {
      boolean more = i >= 0x80 && level.isUnicode();
      kinds[i] = more ? UNICODE : level.allows(i) ? PLAIN : WRONG;
    }
    kinds[delimiters.component()] = COMPONENT;
    kinds[delimiters.element()] = ELEMENT;
    kinds[delimiters.terminator()] = TERMINATOR;
    if (delimiters.repetition() != Delimiters.NONE) {
      kinds[delimiters.repetition()] = REPETITION;
    }
    if (delimiters.release() != Delimiters.NONE) {
      kinds[delimiters.release()] = RELEASE;
    }
  }

  private void skipLineBreaks() {
    while (next < filled || fill(0)) {
      byte c = buffer[next];
      if (c != '\r' && c != '\n') {
        return;
      }
      if (!brokenLines) {
        brokenLines = true;
        findings.add(finding(EdiFault.LINE_BREAKS, place(next, 0, 0, 0), "", ""));
      }
      next++;
    }
  }

  /// Finds the values of the segment at `next`, from its beginning again when more of it had to be
  /// read.
  private void scan() {
    while (true) {
      from = next;
      pending.clear();
      int end = tokens();
      if (end >= 0) {
        next = end;
        report();
        if (base + next > limits.interchangeBytes()) {
          throw malformed(
              EdiFault.INTERCHANGE_TOO_LONG, next, Long.toString(limits.interchangeBytes()), "");
        }
        return;
      }
      int have = filled - next;
      if (have > limits.segmentBytes()) {
        throw tooLong();
      }
      if (!fill(have)) {
        report();
        throw truncated();
      }
    }
  }

  private void report() {
    if (isSyntaxKnown) {
      pending.forEach(findings::add);
    }
  }

  private MalformedInterchangeException truncated() {
    int last = values - 1;
    Place place =
        values == 0
            ? place(filled, 0, 0, 0)
            : place(filled, element(last), repetition(last), component(last));
    String expected = printable(delimiters.terminator());
    return new MalformedInterchangeException(
        source, finding(EdiFault.TRUNCATED, place, expected, ""));
  }

  private MalformedInterchangeException tooLong() {
    return malformed(EdiFault.SEGMENT_TOO_LONG, next, Integer.toString(limits.segmentBytes()), "");
  }

  private static String printable(char c) {
    return c > ' ' && c < 0x7f ? Character.toString(c) : "0x%02X".formatted((int) c);
  }

  /// @return where the next segment begins, or -1 when this one has no end yet
  private int tokens() {
    byte[] octets = buffer;
    byte[] kind = kinds;
    int end = filled;
    int at = next;
    int count = 0;
    int element = 0;
    int repetition = 1;
    int component = 1;
    int start = at;
    plain = true;
    values = 0;
    while (at < end) {
      int octet = octets[at];
      switch (kind[octet & 0xff]) {
        case PLAIN -> {
          do {
            at++;
          } while (at < end && kind[octets[at] & 0xff] == PLAIN);
        }
        case COMPONENT, ELEMENT, REPETITION, TERMINATOR -> {
          byte which = kind[octet & 0xff];
          if (element > 0) {
            if (count == starts.length) {
              throw malformed(EdiFault.TOO_MANY_VALUES, at, Integer.toString(limits.values()), "");
            }
            starts[count] = start;
            ends[count] = at;
            places[count] = (long) element << 32 | (long) repetition << 16 | component;
            values = ++count;
          } else {
            readTag(start, at, which);
          }
          at++;
          if (which == TERMINATOR) {
            if (at - next > limits.segmentBytes()) {
              throw tooLong();
            }
            return at;
          }
          start = at;
          if (which == COMPONENT) {
            component += element > 0 ? 1 : 0;
            element = Math.max(1, element);
          } else if (which == REPETITION) {
            repetition += element > 0 ? 1 : 0;
            component = 1;
            element = Math.max(1, element);
          } else {
            element++;
            repetition = 1;
            component = 1;
          }
        }
        case RELEASE -> {
          if (at + 1 >= end) {
            return -1;
          }
          plain = false;
          at++;
          byte released = kind[octets[at] & 0xff];
          if (released == PLAIN || released == UNICODE) {
            note(EdiFault.NEEDLESS_RELEASE, at - 1, element, repetition, component);
          }
          if (released != WRONG && released != UNICODE) {
            at++;
          }
        }
        case UNICODE -> {
          plain = false;
          int length = SyntaxLevel.lengthOfUtf8(octets, at, end);
          if (length < 0 && ended) {
            length = 0;
          }
          if (length < 0) {
            return -1;
          }
          if (length == 0) {
            note(EdiFault.BAD_CHARACTER, at, element, repetition, component);
          }
          at += Math.max(1, length);
        }
        default -> {
          note(EdiFault.BAD_CHARACTER, at, element, repetition, component);
          at++;
        }
      }
    }
    return -1;
  }

  private void readTag(int start, int end, byte which) {
    boolean good = end - start == 3 && (which == ELEMENT || which == TERMINATOR);
    tag = 0;
    for (int i = start; i < end; i++) {
      int c = buffer[i] & 0xff;
      good &= (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9' && i > start);
      tag = tag << 8 | c;
    }
    if (!good) {
      tag = 0;
      String found = new String(buffer, start, Math.min(end - start, 20), level.charset());
      pending.add(finding(EdiFault.BAD_TAG, place(start, 0, 0, 0), "a3", found));
    }
  }

  private void note(EdiFault fault, int at, int element, int repetition, int component) {
    Place place = element == 0 ? place(at, 0, 0, 0) : place(at, element, repetition, component);
    boolean isCharacter = fault == EdiFault.BAD_CHARACTER;
    String found = "0x%02X".formatted(buffer[at] & 0xff);
    pending.add(finding(fault, place, isCharacter ? level.name() : "", isCharacter ? found : ""));
  }

  /// Moves what is kept to the front and reads on.
  ///
  /// @param keep octets before `filled` that are still needed
  private boolean fill(int keep) {
    if (ended) {
      return false;
    }
    int start = filled - keep;
    System.arraycopy(buffer, start, buffer, 0, keep);
    base += start;
    filled = keep;
    next = 0;
    from = 0;
    try {
      int count = in.readNBytes(buffer, filled, buffer.length - filled);
      filled += count;
      ended = filled < buffer.length;
      return count > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says that the segment read last is the first of a message.
  public void beginMessage() {
    message++;
    isInMessage = true;
    segmentInMessage = 1;
  }

  /// Says that the segment read last was the last of its message, or stands in none.
  public void endMessage() {
    isInMessage = false;
  }

  public Delimiters delimiters() {
    return delimiters;
  }

  public SyntaxLevel level() {
    return level;
  }

  /// The syntax version, 1 to 4.
  public int version() {
    return version;
  }

  /// Whether UNA came before UNB.
  public boolean hasServiceString() {
    return hasServiceString;
  }

  /// The tag as three octets in one number; 0 when it is none.
  public int tag() {
    return tag;
  }

  /// A tag as [#tag()] gives it.
  public static int packed(String tag) {
    return tag.charAt(0) << 16 | tag.charAt(1) << 8 | tag.charAt(2);
  }

  public String tagText() {
    return tag == 0
        ? ""
        : new String(
            new char[] {(char) (tag >> 16), (char) (tag >> 8 & 0xff), (char) (tag & 0xff)});
  }

  /// How many values the segment has.
  public int values() {
    return values;
  }

  public int element(int value) {
    return (int) (places[value] >>> 32);
  }

  public int repetition(int value) {
    return (int) (places[value] >>> 16) & 0xffff;
  }

  public int component(int value) {
    return (int) places[value] & 0xffff;
  }

  /// Element and repetition of a value in one number, to compare with another's.
  public long occurrence(int value) {
    return places[value] >>> 16;
  }

  /// The value in a place of the segment, in the first repetition; -1 when it is not there.
  public int find(int element, int component) {
    long place = (long) element << 32 | 1L << 16 | component;
    for (int i = 0; i < values; i++) {
      if (places[i] == place) {
        return i;
      }
    }
    return -1;
  }

  /// Where a value begins in [#octets()].
  public int start(int value) {
    return starts[value];
  }

  /// Where a value ends in [#octets()].
  public int end(int value) {
    return ends[value];
  }

  /// The buffer, until the next segment is read.
  public byte[] octets() {
    return buffer;
  }

  /// Whether octets of the values are their characters, none released and each in one octet.
  public boolean isPlain() {
    return plain;
  }

  /// Characters of a value.
  public int length(int value) {
    return plain ? ends[value] - starts[value] : text(value).length();
  }

  /// A value without release characters.
  public String text(int value) {
    int start = starts[value];
    int end = ends[value];
    if (plain) {
      return new String(buffer, start, end - start, level.charset());
    }
    byte[] copy = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      if (kinds[buffer[i] & 0xff] == RELEASE && i + 1 < end) {
        i++;
      }
      copy[length++] = buffer[i];
    }
    return new String(copy, 0, length, level.charset());
  }

  /// The segment as data.
  ///
  /// @throws IllegalStateException when its tag is none
  public Segment segment() {
    List<Segment.Element> all = new ArrayList<>();
    List<List<String>> repeated = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      parts.add(text(i));
      boolean last = i + 1 == values;
      if (last || component(i + 1) == 1) {
        repeated.add(parts);
        parts = new ArrayList<>();
        if (last || element(i + 1) != element(i)) {
          all.add(new Segment.Element(repeated));
          repeated = new ArrayList<>();
        }
      }
    }
    if (tag == 0) {
      throw new IllegalStateException("a segment without a tag");
    }
    return new Segment(tagText(), all);
  }

  /// The number of the segment in the interchange, UNB being 1.
  public long number() {
    return number;
  }

  /// The number of the segment in its message, UNH being 1.
  public int segmentInMessage() {
    return segmentInMessage;
  }

  /// Octets before the segment.
  public long offset() {
    return base + from;
  }

  /// Octets before the segment that follows.
  public long nextOffset() {
    return base + next;
  }

  /// The place of the segment.
  public Place place() {
    return place(from, 0, 0, 0);
  }

  /// The place of a value.
  public Place place(int value) {
    return place(starts[value], element(value), repetition(value), component(value));
  }

  /// The place of an element that is not there: at the end of the segment.
  public Place place(int at, int element, int repetition, int component) {
    return new Place(
        base + at,
        number,
        isInMessage ? message : 0,
        isInMessage ? segmentInMessage : 0,
        tagText(),
        element,
        repetition,
        component);
  }

  private static Finding finding(EdiFault fault, Place place, String expected, String found) {
    return new Finding(fault, fault.severity(), place, expected, found);
  }

  /// The refusal of all that follows a place in the buffer.
  private MalformedInterchangeException malformed(
      EdiFault fault, int at, String expected, String found) {
    return new MalformedInterchangeException(
        source, finding(fault, place(at, 0, 0, 0), expected, found));
  }

  public String source() {
    return source;
  }
}
