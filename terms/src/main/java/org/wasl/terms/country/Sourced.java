package org.wasl.terms.country;

/// Where a fact comes from and how sure it is. An unconfirmed fact serves display and search, never
/// as legal ground for releasing data.
public record Sourced(String source, Confidence confidence) {

  /// How sure a fact is.
  public enum Confidence {
    CONFIRMED,
    READ_IN_SOURCE,
    UNCONFIRMED,
    EXAMPLE
  }

  public Sourced {
    if (source.isBlank()) {
      throw new IllegalArgumentException("a fact names its source");
    }
  }
}
