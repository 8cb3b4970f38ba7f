package org.wasl.post.edi;

/// An interchange in which nothing can be read from some place on: says the source, the place, what
/// was expected and what was found, in both languages.
public final class MalformedInterchangeException extends RuntimeException {
  private final String source;
  private final Finding finding;

  public MalformedInterchangeException(String source, Finding finding) {
    super(source + ": " + finding.fault().code() + " at " + finding.place().text().en());
    this.source = source;
    this.finding = finding;
  }

  public String source() {
    return source;
  }

  public Finding finding() {
    return finding;
  }
}
