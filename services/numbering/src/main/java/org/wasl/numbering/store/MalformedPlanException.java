package org.wasl.numbering.store;

import java.nio.file.Path;

/// A table of a numbering plan is wrong: the file, the line, and what was expected there.
public final class MalformedPlanException extends RuntimeException {
  public MalformedPlanException(Path file, int line, String expected) {
    super(file + " line " + line + ": expected " + expected);
  }
}
