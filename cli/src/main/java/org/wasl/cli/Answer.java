package org.wasl.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Option;

/// How a command answers on standard output: lines for people, or with `--json` one JSON object and
/// nothing else. What is said on the way goes to standard error.
final class Answer {
  @Option(
      names = "--json",
      description = "answer as one JSON object on standard output / الجواب كائن JSON واحد")
  private boolean json;

  private Optional<Rows> begun = Optional.empty();

  boolean isJson() {
    return json;
  }

  void give(Supplier<Json.Obj> object, Runnable lines) {
    if (json) {
      System.out.println(object.get().canonical());
    } else {
      lines.run();
    }
  }

  /// Begins an answer of any length; nothing where lines are wanted.
  Optional<Rows> rows(String name) {
    begun = json ? Optional.of(new Rows(name)) : Optional.empty();
    return begun;
  }

  /// Ends an answer that was asked for as JSON with what went wrong: still one object.
  void fail(Json.Obj problem) {
    if (json && begun.isPresent()) {
      begun.get().end(Json.Obj.with().put("problem", problem).end());
    } else if (json) {
      System.out.println(Json.Obj.with().put("problem", problem).end().canonical());
    }
  }

  /// An answer of any length: an object whose first member is an array that is written row by row.
  static final class Rows {
    private final PrintStream out = System.out;
    private boolean begun;

    /// @param name of the array; plain letters
    private Rows(String name) {
      out.print("{\"" + name + "\":[");
    }

    void add(Json.Obj row) {
      out.print((begun ? ",\n" : "\n") + row.canonical());
      begun = true;
    }

    /// @param rest the members that follow the array
    void end(Json.Obj rest) {
      out.print("]");
      rest.members()
          .forEach((name, value) ->
              out.print("," + new Json.Str(name).canonical() + ":" + value.canonical()));
      out.println("}");
    }
  }
}
