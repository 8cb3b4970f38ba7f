package org.wasl.fuzz;

/// What Jazzer calls; `--target_args=<target>` names the decoder.
public final class Fuzz {
  private static Target target = Target.JSON;

  private Fuzz() {}

  /// @param arguments the name of a [Target]
  public static void fuzzerInitialize(String[] arguments) {
    target = Target.named(arguments[0]);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    target.accepts(input);
  }
}
