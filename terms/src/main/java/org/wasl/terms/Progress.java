package org.wasl.terms;

/// Where long work reports how far it is, so that a screen or a terminal can show it.
@FunctionalInterface
public interface Progress {
  /// Reports nothing.
  Progress NONE = (task, done, total) -> {};

  /// @param task stable code of the piece of work, for example `voice.rate`
  /// @param done units finished so far
  /// @param total units in all, or -1 where not known yet
  void report(String task, long done, long total);
}
