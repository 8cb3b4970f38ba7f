package org.wasl.post.edi.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.post.edi.Segment;

/// A segment with places for values: `MEA+WT+AAD+KGM:{weight}`. What stands outside of braces has
/// to be there as it is written.
record Template(Segment segment) {
  Template {
    if (segment.elements().stream()
        .noneMatch(each -> each.repetitions().getFirst().stream().anyMatch(Template::isField))) {
      throw new IllegalArgumentException("a template without a field: " + segment.tag());
    }
  }

  static Template of(String text) {
    return new Template(Segment.of(text));
  }

  private static boolean isField(String component) {
    return component.startsWith("{") && component.endsWith("}");
  }

  private static String field(String component) {
    return component.substring(1, component.length() - 1);
  }

  /// The values in a segment, when it says nothing that the template does not explain.
  Optional<Map<String, String>> read(Segment came) {
    if (!came.tag().equals(segment.tag()) || came.elements().size() > segment.elements().size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segment.elements().size(); i++) {
      List<String> wanted = segment.elements().get(i).repetitions().getFirst();
      List<List<String>> repeated =
          i < came.elements().size() ? came.elements().get(i).repetitions() : List.of(List.of(""));
      List<String> there = repeated.getFirst();
      if (repeated.size() > 1 || there.size() > wanted.size()) {
        return Optional.empty();
      }
      for (int j = 0; j < wanted.size(); j++) {
        String value = j < there.size() ? there.get(j) : "";
        String place = wanted.get(j);
        if (!isField(place)) {
          if (!place.equals(value)) {
            return Optional.empty();
          }
        } else if (!value.isEmpty()) {
          values.put(field(place), value);
        }
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  /// The segment with the values; nothing when none of them is there.
  Optional<Segment> written(Map<String, String> values) {
    boolean some = false;
    List<Segment.Element> elements = new ArrayList<>();
    for (Segment.Element element : segment.elements()) {
      List<String> components = new ArrayList<>();
      for (String place : element.repetitions().getFirst()) {
        String value = isField(place) ? values.getOrDefault(field(place), "") : place;
        some |= isField(place) && !value.isEmpty();
        components.add(value);
      }
      elements.add(new Segment.Element(List.of(components)));
    }
    return some ? Optional.of(new Segment(segment.tag(), elements).canonical()) : Optional.empty();
  }
}
