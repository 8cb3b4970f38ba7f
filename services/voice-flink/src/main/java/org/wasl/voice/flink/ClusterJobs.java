package org.wasl.voice.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ParameterTool;
import org.jspecify.annotations.Nullable;
import org.wasl.settlement.Account;
import org.wasl.terms.file.WholeFile;

/// What is submitted to a cluster: `account` for the month's account, `examine` for what one side's
/// detectors find in a month. Folders stand at the same path on every machine.
///
/// ```
/// account --countries DIR --as PARTY --with PARTY --month 2026-09 --files DIR [--sheets DIR] --out FILE
/// examine --countries DIR --as PARTY --with PARTY --month 2026-09 [--files DIR] [--legs DIR] --out FILE
/// ```
public final class ClusterJobs {
  private static final int MAX_FILES = 100_000;

  private ClusterJobs() {}

  /// @throws IllegalArgumentException when an option is missing or there is no such job
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0 || !List.of("account", "examine").contains(arguments[0])) {
      throw new IllegalArgumentException(
          "account or examine, and its options / account أو examine ثم الخيارات");
    }
    ParameterTool options =
        ParameterTool.fromArgs(Arrays.copyOfRange(arguments, 1, arguments.length));
    MonthJob.Setting setting =
        new MonthJob.Setting(
            options.getRequired("countries"),
            options.getRequired("as"),
            options.getRequired("with"),
            options.getRequired("month"),
            options.get("sheets", ""));
    Path out = Path.of(options.getRequired("out"));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    if (arguments[0].equals("account")) {
      account(environment, setting, files(options.getRequired("files")), out);
    } else {
      examine(environment, setting, options, out);
    }
  }

  private static void account(
      StreamExecutionEnvironment environment,
      MonthJob.Setting setting,
      List<String> files,
      Path out)
      throws Exception {
    List<Tuple2<String, long[]>> rows =
        collect(MonthJob.lines(stream(environment, files), setting), "account");
    Account account = MonthJob.account(setting, rows, List.of());
    WholeFile.write(out, account.json().canonicalBytes());
    System.out.println(out + " " + account.lines().size() + " lines, digest " + account.digest());
    long waiting = MonthJob.waiting(rows);
    if (waiting > 0) {
      System.out.println(
          waiting
              + " parts of long calls wait for files that are not there and are not in this account"
              + " / أجزاء مكالمات طويلة تنتظر ملفات ليست هنا وليست في هذا الحساب");
    }
  }

  private static void examine(
      StreamExecutionEnvironment environment,
      MonthJob.Setting setting,
      ParameterTool options,
      Path out)
      throws Exception {
    List<String> found =
        collect(
            ExaminationJob.findings(
                stream(environment, files(options.get("files"))),
                stream(environment, files(options.get("legs"))),
                setting),
            "examine");
    byte[] lines =
        (String.join("\n", found.stream().sorted().toList()) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    WholeFile.writeSecret(out, lines);
    System.out.println(out + " " + found.size() + " findings");
  }

  private static <T> List<T> collect(DataStream<T> stream, String name) throws Exception {
    List<T> all = new ArrayList<>();
    try (CloseableIterator<T> each = stream.executeAndCollect(name)) {
      each.forEachRemaining(all::add);
    }
    return all;
  }

  /// One name after the other, to whichever task is free.
  private static DataStream<String> stream(
      StreamExecutionEnvironment environment, List<String> files) {
    return files.isEmpty()
        ? environment.fromData(List.of("")).filter(String::isEmpty).filter(each -> !each.isEmpty())
        : environment.fromData(files).rebalance();
  }

  /// @throws IllegalArgumentException when there are too many
  private static List<String> files(@Nullable String folder) throws IOException {
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(Path.of(folder))) {
      List<String> files =
          all.filter(Files::isRegularFile)
              .map(each -> each.toAbsolutePath().toString())
              .sorted()
              .limit(MAX_FILES + 1L)
              .toList();
      if (files.size() > MAX_FILES) {
        throw new IllegalArgumentException(folder + ": more than " + MAX_FILES + " files");
      }
      return files;
    }
  }
}
