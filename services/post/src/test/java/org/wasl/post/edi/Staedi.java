package org.wasl.post.edi;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/// The independent program: what StAEDI reads in an interchange, without any schema.
final class Staedi {
  private Staedi() {}

  /// The segments with their values; UNA is none.
  ///
  /// @throws EDIStreamException when StAEDI gives up
  static List<Segment> segments(byte[] interchange, String charset) throws EDIStreamException {
    EDIInputFactory factory = EDIInputFactory.newFactory();
    factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, false);
    EDIStreamReader reader =
        factory.createEDIStreamReader(new ByteArrayInputStream(interchange), charset);
    List<Segment> segments = new ArrayList<>();
    Building building = new Building("");
    while (reader.hasNext()) {
      EDIStreamEvent event = reader.next();
      switch (event) {
        case START_SEGMENT -> building = new Building(reader.getText());
        case ELEMENT_DATA ->
            building.add(
                reader.getLocation().getElementPosition(),
                reader.getLocation().getElementOccurrence(),
                Math.max(1, reader.getLocation().getComponentPosition()),
                reader.getText());
        case END_SEGMENT -> {
          if (!building.tag.equals("UNA")) {
            segments.add(building.segment());
          }
        }
        default -> {
          // errors of the standard's own code lists, and levels
        }
      }
    }
    return segments;
  }

  private static final class Building {
    final String tag;
    final List<List<List<String>>> elements = new ArrayList<>();

    Building(String tag) {
      this.tag = tag;
    }

    void add(int element, int repetition, int component, String value) {
      List<List<String>> repetitions = at(elements, element - 1, ArrayList::new);
      List<String> components = at(repetitions, repetition - 1, ArrayList::new);
      at(components, component - 1, () -> "");
      components.set(component - 1, value);
    }

    private static <T> T at(List<T> list, int index, java.util.function.Supplier<T> fresh) {
      while (list.size() <= index) {
        list.add(fresh.get());
      }
      return list.get(index);
    }

    Segment segment() {
      List<Segment.Element> all = new ArrayList<>();
      for (List<List<String>> repetitions : elements) {
        List<List<String>> full = new ArrayList<>();
        for (List<String> components : repetitions) {
          full.add(components.isEmpty() ? List.of("") : components);
        }
        all.add(new Segment.Element(full.isEmpty() ? List.of(List.of("")) : full));
      }
      return new Segment(tag, all).canonical();
    }
  }
}
