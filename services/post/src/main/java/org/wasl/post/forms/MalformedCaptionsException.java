package org.wasl.post.forms;

/// A table of captions that does not read.
public final class MalformedCaptionsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedCaptionsException(String source, int line, String expected) {
    super(source + " line " + line + ": " + expected);
  }
}
