package org.wasl.node.database;

import org.wasl.terms.LocalizedText;

/// The database cannot serve; says why and what to do, in both languages.
public final class DatabaseException extends RuntimeException {
  private final LocalizedText text;

  public DatabaseException(String ar, String en) {
    super(en);
    this.text = new LocalizedText(ar, en);
  }

  public LocalizedText text() {
    return text;
  }
}
