package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private static final Pattern ARABIC = Pattern.compile("\\p{IsArabic}{2}");

  /// Every command, however deep: the words that lead to it.
  static Stream<List<String>> commands() {
    return Stream.concat(Stream.of(List.of()), below(List.of(), Wasl.commandLine()));
  }

  private static Stream<List<String>> below(List<String> words, CommandLine line) {
    return line.getSubcommands().entrySet().stream()
        .flatMap(each -> {
          List<String> deeper = Stream.concat(words.stream(), Stream.of(each.getKey())).toList();
          return Stream.concat(Stream.of(deeper), below(deeper, each.getValue()));
        });
  }

  private static CommandLine find(List<String> words) {
    CommandLine line = Wasl.commandLine();
    for (String word : words) {
      line = Objects.requireNonNull(line.getSubcommands().get(word));
    }
    return line;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItDoesInBothLanguagesAndWhatItsExitCodesMean(List<String> words) {
    Ran help = Ran.wasl(Stream.concat(words.stream(), Stream.of("--help")).toArray());
    assertEquals(0, help.exit(), help.err());
    String description =
        String.join(" ", find(words).getCommandSpec().usageMessage().description());
    assertTrue(description.matches("(?s).*[A-Za-z]{3}.*"), description);
    assertTrue(ARABIC.matcher(description).find(), description);
    String codes = help.out().substring(help.out().indexOf("Exit codes / رموز الخروج:"));
    for (String code :
        find(words).getSubcommands().isEmpty() ? "012345".split("") : "02".split("")) {
      assertTrue(
          Pattern.compile("(?m)^ +" + code + " +[a-z].* / .*\\p{IsArabic}").matcher(codes).find(),
          code + " in\n" + codes);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndArgumentSaysInBothLanguagesWhatItIs(List<String> words) {
    List<String> silent =
        find(words).getCommandSpec().args().stream()
            .filter(each -> !each.hidden() && !isStandard(each))
            .filter(each -> !isInBothLanguages(String.join(" ", each.description())))
            .map(each -> each.paramLabel() + " " + each)
            .toList();
    assertEquals(List.of(), silent);
  }

  private static boolean isStandard(ArgSpec each) {
    return each instanceof OptionSpec option
        && (option.longestName().equals("--help") || option.longestName().equals("--version"));
  }

  private static boolean isInBothLanguages(String text) {
    return ARABIC.matcher(text).find() && text.matches("(?s).*[A-Za-z]{2}.*");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandStandsInTheDocumentationWithItsOwnNo(List<String> words) throws IOException {
    String page = Files.readString(Ran.ROOT.resolve("docs/cli.md"));
    CommandLine line = find(words);
    if (words.isEmpty() || !line.getSubcommands().isEmpty()) {
      return;
    }
    String row =
        page.lines()
            .filter(each -> each.startsWith("| `" + String.join(" ", words)))
            .findFirst()
            .orElse("");
    assertTrue(!row.isEmpty(), words + " is not in docs/cli.md");
    String no =
        Objects.requireNonNull(line.getCommandSpec().usageMessage().exitCodeList().get("1"));
    if (!no.startsWith(ExitCode.NO.text().en())) {
      assertTrue(row.contains(no), row + "\nlacks: " + no);
    }
  }
}
