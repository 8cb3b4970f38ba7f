package org.wasl.cli;

/// Ends a command with a [Problem] that it saw itself.
final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.where() + ": " + problem.why().en());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
