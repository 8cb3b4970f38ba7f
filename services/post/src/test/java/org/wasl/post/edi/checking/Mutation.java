package org.wasl.post.edi.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.wasl.post.edi.Segment;

/// Changes one thing in an interchange, as careless programs and broken lines do.
public final class Mutation {
  private static final List<String> VALUES =
      List.of(
          "",
          "1",
          "-1",
          "0.5",
          "1.",
          ".5",
          "A",
          "QQQ",
          "99999999999999999999",
          "X".repeat(40),
          "A?B",
          "1E5",
          "1,5",
          "KGM",
          "9",
          "12 3");
  private static final List<String> SEGMENTS =
      List.of(
          "ZZZ+1",
          "BGM+335+1+9",
          "DTM+137:202601011200:203",
          "LOC+84",
          "RFF+ABO:EE473124829XA",
          "MEA+WT",
          "CNT+1:2",
          "PCI+30+XACITAXBTWNBAEN60001001000141",
          "STS+3+30",
          "TDT+20",
          "FTX+AAI",
          "QTY+RI:1",
          "GID+3+1:BG",
          "NAD+CA+RB",
          "SEL+1",
          "CNI+1+X");

  private final SplittableRandom random;

  public Mutation(SplittableRandom random) {
    this.random = random;
  }

  /// The interchange with one change; UNB stays.
  public List<Segment> of(List<Segment> segments) {
    List<Segment> all = new ArrayList<>(segments);
    int at = random.nextInt(1, all.size());
    int body = random.nextInt(2, all.size() - 2);
    switch (random.nextInt(11)) {
      case 0 -> all.remove(body);
      case 1 -> all.add(body, all.get(body));
      case 2 -> all.set(body, all.set(body + 1, all.get(body)));
      case 3 -> all.add(body, Segment.of(SEGMENTS.get(random.nextInt(SEGMENTS.size()))));
      case 4 -> {
        for (int i = random.nextInt(2, 12); i > 0; i--) {
          all.add(body, all.get(body));
        }
      }
      case 5 -> all.set(at, withoutElement(all.get(at)));
      case 6 -> all.set(at, withElement(all.get(at)));
      case 7 -> all.set(at, withComponent(all.get(at)));
      default -> all.set(at, withValue(all.get(at)));
    }
    return all;
  }

  private Segment withoutElement(Segment segment) {
    List<Segment.Element> elements = new ArrayList<>(segment.elements());
    if (!elements.isEmpty()) {
      elements.remove(random.nextInt(elements.size()));
    }
    return new Segment(segment.tag(), elements);
  }

  private Segment withElement(Segment segment) {
    List<Segment.Element> elements = new ArrayList<>(segment.elements());
    int many = random.nextBoolean() ? 1 : 12;
    for (int i = 0; i < many; i++) {
      elements.add(Segment.Element.of("7"));
    }
    return new Segment(segment.tag(), elements);
  }

  private Segment withComponent(Segment segment) {
    return changed(segment, components -> components.add("7"));
  }

  private Segment withValue(Segment segment) {
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return changed(segment, components -> components.set(random.nextInt(components.size()), value));
  }

  private Segment changed(Segment segment, java.util.function.Consumer<List<String>> change) {
    List<Segment.Element> elements = new ArrayList<>(segment.elements());
    if (elements.isEmpty()) {
      return segment;
    }
    int at = random.nextInt(elements.size());
    List<String> components = new ArrayList<>(elements.get(at).repetitions().getFirst());
    change.accept(components);
    elements.set(at, new Segment.Element(List.of(components)));
    return new Segment(segment.tag(), elements).canonical();
  }
}
