package org.wasl.post.edi;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// An interchange of random segments in a random character set with random service characters.
record RandomInterchange(SyntaxLevel level, List<Segment> segments, byte[] bytes) {
  private static final String[] ALPHABETS = {
    "ABCXYZ0189 .,-()/='+:?!\"%&*;<>", "AZaz09 '+:?", "Azé£ß '+:?*~", "بغداد دمشق A1'+:?*"
  };
  private static final SyntaxLevel[] LEVELS = {
    SyntaxLevel.UNOA, SyntaxLevel.UNOB, SyntaxLevel.UNOC, SyntaxLevel.UNOI, SyntaxLevel.UNOW
  };

  static RandomInterchange of(SplittableRandom random) {
    int which = random.nextInt(LEVELS.length);
    SyntaxLevel level = LEVELS[which];
    int version = random.nextInt(3, 5);
    boolean una = random.nextBoolean();
    Delimiters usual = version == 4 ? Delimiters.USUAL_OF_VERSION_4 : Delimiters.USUAL;
    Delimiters delimiters =
        una && random.nextBoolean()
            ? new Delimiters('/', '=', '.', '%', version == 4 ? '&' : Delimiters.NONE, ';')
            : usual;
    SegmentWriter writer = new SegmentWriter(delimiters, level);
    if (una) {
      writer.serviceString();
    }
    String alphabet = ALPHABETS[Math.min(which, 3)];
    List<Segment> segments = new ArrayList<>();
    segments.add(Segment.of("UNB+" + level + ":" + version + "+AAA:ZZ+BBB:ZZ+260101:1200+1"));
    segments.add(Segment.of("UNH+1+ABCDEF:1:1:UN"));
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      segments.add(segment(random, alphabet, version == 4));
    }
    segments.add(Segment.of("UNT+" + segments.size() + "+1"));
    segments.add(Segment.of("UNZ+1+1"));
    segments.forEach(writer::write);
    return new RandomInterchange(level, segments, writer.bytes());
  }

  private static Segment segment(SplittableRandom random, String alphabet, boolean repeats) {
    List<Segment.Element> elements = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      List<List<String>> repetitions = new ArrayList<>();
      for (int j = repeats ? random.nextInt(1, 3) : 1; j > 0; j--) {
        List<String> components = new ArrayList<>();
        for (int k = random.nextInt(1, 4); k > 0; k--) {
          components.add(text(random, alphabet));
        }
        repetitions.add(components);
      }
      elements.add(new Segment.Element(repetitions));
    }
    elements.add(Segment.Element.of("E"));
    return new Segment(random.nextBoolean() ? "FTX" : "C01", elements).canonical();
  }

  private static String text(SplittableRandom random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
