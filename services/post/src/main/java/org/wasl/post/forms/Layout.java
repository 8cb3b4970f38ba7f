package org.wasl.post.forms;

import java.util.List;

/// How a form is made up, before it is drawn: its head and, below each other, bar codes, rows of
/// boxes, tables and places to sign. Captions are keys of [Captions].
///
/// @param number key of the number under which it is known
/// @param title key of its name
/// @param reference at the foot of each page
public record Layout(Size size, String number, String title, String reference, List<Part> parts) {
  public Layout {
    parts = List.copyOf(parts);
  }

  /// Of a sheet, in hundredths of a millimetre.
  ///
  /// Margins are on all sides, letters in hundredths of those of bills, and a bar code has modules
  /// as wide as fit, at most so wide.
  public enum Size {
    A4(21_000, 29_700, 1_000, 100, 40),
    A5_LANDSCAPE(21_000, 14_850, 700, 82, 38),
    A6_LANDSCAPE(14_850, 10_500, 400, 80, 44);

    private final int width;
    private final int height;
    private final int margin;
    private final int percent;
    private final int module;

    Size(int width, int height, int margin, int percent, int module) {
      this.width = width;
      this.height = height;
      this.margin = margin;
      this.percent = percent;
      this.module = module;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }

    int margin() {
      return margin;
    }

    int percent() {
      return percent;
    }

    int module() {
      return module;
    }
  }

  /// What stands across the sheet.
  public sealed interface Part {
    /// A bar code, and below it the same for people.
    record Bars(String code, String printed, int height) implements Part {}

    /// Boxes beside each other.
    ///
    /// @param percent size of the values in hundredths of the usual
    record Boxes(int percent, List<Box> boxes) implements Part {
      public Boxes {
        boxes = List.copyOf(boxes);
      }

      static Boxes of(Box... boxes) {
        return new Boxes(100, List.of(boxes));
      }
    }

    /// A table that goes on over pages, its heading again on each.
    ///
    /// @param caption key of a line above it
    /// @param rows as many values each as there are columns
    /// @param total a last row in bold, perhaps none
    record Table(String caption, List<Column> columns, List<List<String>> rows, List<String> total)
        implements Part {
      public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        total = List.copyOf(total);
        for (List<String> row : rows) {
          if (row.size() != columns.size()) {
            throw new IllegalArgumentException("a row has a value for each column");
          }
        }
      }
    }

    /// Empty boxes to sign in, kept together.
    record Signatures(List<String> captions) implements Part {
      public Signatures {
        captions = List.copyOf(captions);
      }
    }
  }

  /// A box with a caption.
  public sealed interface Box {
    /// Width beside the others of its row.
    int weight();

    String caption();

    /// @param value perhaps empty, to be written by hand
    record Written(String caption, String value, int weight) implements Box {}

    /// Lines that belong together, all at the side where the first begins.
    record Address(String caption, String value, int weight) implements Box {}

    /// Room to write by hand.
    record Space(String caption, int height, int weight) implements Box {}

    static Box of(String caption, String value, int weight) {
      return new Written(caption, value, weight);
    }

    /// Choices, of which some are ticked.
    record Ticks(String caption, List<Tick> ticks, int weight) implements Box {
      public Ticks {
        ticks = List.copyOf(ticks);
      }
    }
  }

  /// @param caption key
  public record Tick(String caption, boolean isTicked) {}

  /// @param weight how wide it is beside the others
  /// @param isNumber whether its values stand at the right
  public record Column(String caption, int weight, boolean isNumber) {
    static Column text(String caption, int weight) {
      return new Column(caption, weight, false);
    }

    static Column number(String caption, int weight) {
      return new Column(caption, weight, true);
    }
  }
}
