package org.wasl.post.edi.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.checking.ReadMessage;
import org.wasl.post.edi.table.MessageTable;

/// Where the values of a message stand in its segments. A layout is a text that looks like the
/// message; a line is a segment with fields in braces, `*part` before it when each such segment is
/// a part of its own, `[part SG1` and `]` around the segments of a group.
public final class Layout {
  private static final String MARK = "SGX";

  private final String name;
  private final Section root;

  private sealed interface Line {}

  private record One(Template template) implements Line {}

  private record Each(String part, Template template) implements Line {}

  private record Section(String part, String group, List<Line> lines) implements Line {
    Optional<Section> find(String searched) {
      for (Line line : lines) {
        if (line instanceof Section section && section.group.equals(searched)) {
          return Optional.of(section);
        }
      }
      return Optional.empty();
    }
  }

  private Layout(String name, Section root) {
    this.name = name;
    this.root = root;
  }

  /// @param name of the message
  /// @throws IllegalArgumentException with the line that is wrong
  public static Layout of(String name, String text) {
    Deque<Section> open = new ArrayDeque<>();
    open.push(new Section(name, "", new ArrayList<>()));
    int number = 0;
    for (String line : text.split("\r?\n")) {
      number++;
      try {
        read(line.strip(), open);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
      }
    }
    if (open.size() != 1) {
      throw new IllegalArgumentException(name + ":" + number + ": a group is not closed");
    }
    return new Layout(name, open.pop());
  }

  private static void read(String line, Deque<Section> open) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    List<Line> lines = open.element().lines();
    if (line.equals("]")) {
      open.pop();
      if (open.isEmpty()) {
        throw new IllegalArgumentException("] without [");
      }
    } else if (line.startsWith("[")) {
      String[] words = words(line);
      Section section = new Section(words[0], words[1], new ArrayList<>());
      lines.add(section);
      open.push(section);
    } else if (line.startsWith("*")) {
      String[] words = words(line);
      lines.add(new Each(words[0], Template.of(words[1])));
    } else {
      lines.add(new One(Template.of(line)));
    }
  }

  private static String[] words(String line) {
    String[] words = line.substring(1).split(" ", 2);
    if (words.length != 2) {
      throw new IllegalArgumentException("a name and more expected: " + line);
    }
    return words;
  }

  /// The name of the message.
  public String name() {
    return name;
  }

  /// A group as it came: its own segments, with a mark where its groups stand.
  private static final class Came {
    final Section section;
    final int node;
    final List<Segment> segments = new ArrayList<>();
    final List<Came> groups = new ArrayList<>();

    Came(Section section, int node) {
      this.section = section;
      this.node = node;
    }

    Came open(Section inner, int group) {
      Segment mark = mark(inner);
      if (segments.isEmpty() || !segments.getLast().equals(mark)) {
        segments.add(mark);
      }
      Came came = new Came(inner, group);
      groups.add(came);
      return came;
    }
  }

  private static Segment mark(Section section) {
    return new Segment(MARK, List.of(Segment.Element.of(section.group())));
  }

  /// A message that was read: what it says, and how it came. The second is found by
  /// [#keeping(Fields)] when it is known what would be written.
  public final class Message {
    private final Came came;

    private Message(Came came) {
      this.came = came;
    }

    /// What it says.
    public Fields fields() {
      return fields(came);
    }

    private Fields fields(Came group) {
      Map<String, String> values = new LinkedHashMap<>();
      List<Fields> parts = new ArrayList<>();
      boolean[] used = new boolean[group.section.lines().size()];
      for (Segment segment : group.segments) {
        read(segment, group.section, used, values, parts);
      }
      group.groups.forEach(each -> parts.add(fields(each)));
      return new Fields(group.section.part(), values, parts, Kept.NOTHING);
    }

    private static void read(
        Segment segment,
        Section section,
        boolean[] used,
        Map<String, String> values,
        List<Fields> parts) {
      for (int i = 0; i < used.length; i++) {
        switch (section.lines().get(i)) {
          case One one -> {
            Optional<Map<String, String>> read =
                used[i] ? Optional.empty() : one.template().read(segment);
            if (read.isPresent()) {
              used[i] = true;
              values.putAll(read.get());
              return;
            }
          }
          case Each each -> {
            Optional<Map<String, String>> read = each.template().read(segment);
            if (read.isPresent()) {
              parts.add(new Fields(each.part(), read.get(), List.of(), Kept.NOTHING));
              return;
            }
          }
          case Section _ -> {
            // its segments are its own
          }
        }
      }
    }

    /// The same as would be written, with how it came.
    ///
    /// @param written what the message says, as somebody understood it: the same groups
    public Fields keeping(Fields written) {
      return keeping(came, written);
    }

    private Fields keeping(Came group, Fields written) {
      List<Fields> parts = new ArrayList<>();
      int next = 0;
      for (Fields part : written.parts()) {
        boolean isGroup = isGroup(group.section, part.name());
        parts.add(isGroup ? keeping(group.groups.get(next++), part) : part);
      }
      if (next != group.groups.size()) {
        throw new IllegalStateException("groups were lost in " + name);
      }
      Kept kept = Kept.between(direct(group.section, written), group.segments);
      return new Fields(written.name(), written.values(), parts, kept);
    }
  }

  private static boolean isGroup(Section section, String part) {
    return section.lines().stream()
        .anyMatch(each -> each instanceof Section inner && inner.part().equals(part));
  }

  /// @param message with its definition
  public Message read(ReadMessage message) {
    MessageTable table = message.table().orElseThrow();
    Deque<Came> open = new ArrayDeque<>();
    open.push(new Came(root, -1));
    List<ReadMessage.Placed> body = message.segments();
    for (ReadMessage.Placed placed : body) {
      String tag = placed.segment().tag();
      if (tag.equals("UNH") || tag.equals("UNT")) {
        continue;
      }
      if (placed.node() >= 0) {
        place(table, placed.node(), open);
      }
      open.element().segments.add(placed.segment());
    }
    return new Message(open.getLast());
  }

  /// Opens and closes groups, so that the one in which a node stands is open. A group without a
  /// section belongs to the one around it.
  private static void place(MessageTable table, int node, Deque<Came> open) {
    int group = table.nodes().get(node).parent();
    boolean begins = group >= 0 && node == group + 1;
    int around = begins ? table.nodes().get(group).parent() : group;
    while (!isAround(table, open.element().node, around)) {
      open.pop();
    }
    if (begins) {
      Came outer = open.element();
      if (outer.node == around) {
        outer
            .section
            .find(table.nodes().get(group).item())
            .ifPresent(inner -> open.push(outer.open(inner, group)));
      }
    }
  }

  private static boolean isAround(MessageTable table, int outer, int inner) {
    int each = inner;
    while (each != outer && each >= 0) {
      each = table.nodes().get(each).parent();
    }
    return each == outer;
  }

  /// The segments of a group as they are written, with marks where its groups stand.
  private static List<Segment> direct(Section section, Fields fields) {
    List<Segment> all = new ArrayList<>();
    for (Line line : section.lines()) {
      switch (line) {
        case One one -> one.template().written(fields.values()).ifPresent(all::add);
        case Each each ->
            fields
                .listParts(each.part())
                .forEach(part -> each.template().written(part.values()).ifPresent(all::add));
        case Section inner -> {
          if (!fields.listParts(inner.part()).isEmpty()) {
            all.add(mark(inner));
          }
        }
      }
    }
    return all;
  }

  /// The segments of a message between UNH and UNT.
  public List<Segment> write(Fields fields) {
    List<Segment> all = new ArrayList<>();
    write(root, fields, all);
    return all;
  }

  private static void write(Section section, Fields fields, List<Segment> all) {
    for (Segment segment : fields.kept().applied(direct(section, fields))) {
      if (segment.tag().equals(MARK)) {
        Section inner = section.find(segment.value(1, 1)).orElseThrow();
        fields.listParts(inner.part()).forEach(part -> write(inner, part, all));
      } else {
        all.add(segment);
      }
    }
  }
}
