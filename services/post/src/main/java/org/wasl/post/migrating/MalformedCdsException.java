package org.wasl.post.migrating;

/// A declaration of the other system that cannot be read. It names what is wrong and nothing of
/// what stands in it.
public final class MalformedCdsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Anomaly anomaly;

  MalformedCdsException(Anomaly anomaly) {
    super(anomaly.name());
    this.anomaly = anomaly;
  }

  public Anomaly anomaly() {
    return anomaly;
  }
}
