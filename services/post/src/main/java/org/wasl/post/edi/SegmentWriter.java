package org.wasl.post.edi;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// Writes segments in one canonical form: a release character only where it is needed, no line
/// breaks.
public final class SegmentWriter {
  private final Delimiters delimiters;
  private final SyntaxLevel level;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public SegmentWriter(Delimiters delimiters, SyntaxLevel level) {
    this.delimiters = delimiters;
    this.level = level;
  }

  /// Writes UNA.
  public void serviceString() {
    out.writeBytes(delimiters.serviceString().getBytes(level.charset()));
  }

  /// @throws IllegalArgumentException when a value has a character that the level does not have
  public void write(Segment segment) {
    StringBuilder text = new StringBuilder(segment.tag());
    for (Segment.Element element : segment.elements()) {
      text.append(delimiters.element());
      List<List<String>> repetitions = element.repetitions();
      if (repetitions.size() > 1 && delimiters.repetition() == Delimiters.NONE) {
        throw new IllegalArgumentException("an element is repeated in " + segment.tag());
      }
      for (int i = 0; i < repetitions.size(); i++) {
        if (i > 0) {
          text.append(delimiters.repetition());
        }
        append(text, repetitions.get(i), segment.tag());
      }
    }
    out.writeBytes(text.append(delimiters.terminator()).toString().getBytes(level.charset()));
  }

  private void append(StringBuilder text, List<String> components, String tag) {
    for (int i = 0; i < components.size(); i++) {
      if (i > 0) {
        text.append(delimiters.component());
      }
      append(text, components.get(i), tag);
    }
  }

  private void append(StringBuilder text, String value, String tag) {
    if (!level.allows(value)) {
      throw new IllegalArgumentException("a value of " + tag + " has characters not in " + level);
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (delimiters.separates(c)) {
        if (delimiters.release() == Delimiters.NONE) {
          throw new IllegalArgumentException("a value of " + tag + " has a service character");
        }
        text.append(delimiters.release());
      }
      text.append(c);
    }
  }

  /// What was written so far.
  public byte[] bytes() {
    return out.toByteArray();
  }
}
