package org.wasl.post.edi;

import java.util.ArrayList;
import java.util.List;

/// A segment: its tag and its data elements, each of which is repeated (once, in most cases) and
/// consists of components. It is kept as it came: empty elements at the end are there when they
/// were.
///
/// @param elements after the tag
public record Segment(String tag, List<Element> elements) {
  /// A data element with its repetitions; one alone before syntax version 4.
  ///
  /// @param repetitions each of them components
  public record Element(List<List<String>> repetitions) {
    public Element {
      repetitions = repetitions.stream().map(List::copyOf).toList();
      if (repetitions.isEmpty() || repetitions.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("an element without a component");
      }
    }

    public static Element of(String... components) {
      return new Element(List.of(List.of(components)));
    }
  }

  public Segment {
    elements = List.copyOf(elements);
    if (!isTag(tag)) {
      throw new IllegalArgumentException("not a tag of a segment: " + tag);
    }
  }

  private static boolean isTag(String tag) {
    return tag.length() == 3
        && tag.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  /// Elements and components in the usual service characters, without release; for what is fixed.
  ///
  /// @param text for example `UNT+3+1`
  public static Segment of(String text) {
    String[] parts = text.split("\\+", -1);
    List<Element> elements = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      elements.add(Element.of(parts[i].split(":", -1)));
    }
    return new Segment(parts[0], elements);
  }

  /// The value in a place, or empty when there is none.
  ///
  /// @param element from 1
  /// @param component from 1
  public String value(int element, int component) {
    if (element > elements.size()) {
      return "";
    }
    List<String> components = elements.get(element - 1).repetitions().getFirst();
    return component > components.size() ? "" : components.get(component - 1);
  }

  /// Without empty components and elements at the ends, as ISO 9735 wants them left out.
  public Segment canonical() {
    List<Element> all = new ArrayList<>();
    for (Element element : elements) {
      all.add(new Element(canonical(element.repetitions)));
    }
    while (!all.isEmpty() && all.getLast().repetitions.equals(List.of(List.of("")))) {
      all.removeLast();
    }
    return new Segment(tag, all);
  }

  private static List<List<String>> canonical(List<List<String>> repetitions) {
    List<List<String>> all = new ArrayList<>();
    for (List<String> components : repetitions) {
      int end = components.size();
      while (end > 1 && components.get(end - 1).isEmpty()) {
        end--;
      }
      all.add(components.subList(0, end));
    }
    while (all.size() > 1 && all.getLast().equals(List.of(""))) {
      all.removeLast();
    }
    return all;
  }
}
