package org.wasl.post.edi.table;

/// A table of message definitions that cannot be used: which table, which line and what is wrong.
public final class MalformedTableException extends RuntimeException {
  public MalformedTableException(String table, int line, String wrong) {
    super(table + ":" + line + ": " + wrong);
  }
}
