package org.wasl.bench;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.lookup.PackedDigits;
import org.wasl.numbering.lookup.PlanSnapshot;
import org.wasl.numbering.lookup.PortedNumbers;
import org.wasl.numbering.lookup.PrefixTrie;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// Look-ups a second on one thread: the national plans, a world table, ported numbers; beside the
/// same questions put to libphonenumber, to a sorted array with binary search, and to one hash a
/// length. Numbers a call come from one shuffled array, so that no branch is learnt by heart.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LookupBench {
  private static final int ASKED = 1 << 16;
  private static final int WORLD_PREFIXES = 298_359;
  private static final int PORTED = 10_000_000;

  /// Prefixes with their values, in three structures.
  private static final class Table {
    final PrefixTrie trie;
    private final long[] sorted;
    private final long[] signed;
    private final int[] values;
    private final Map<Integer, Map<Long, Integer>> byLength = new TreeMap<>();
    private final int[] lengths;

    Table(TreeMap<Long, Integer> rows) {
      sorted = rows.keySet().stream().mapToLong(Long::longValue).toArray();
      values = rows.values().stream().mapToInt(Integer::intValue).toArray();
      signed = Arrays.stream(sorted).map(prefix -> prefix ^ Long.MIN_VALUE).toArray();
      trie = PrefixTrie.ofSorted(sorted, values);
      rows.forEach((prefix, value) ->
          byLength
              .computeIfAbsent(PackedDigits.length(prefix), _ -> new HashMap<>())
              .put(prefix, value));
      lengths = byLength.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    /// The greatest prefix not above the number; shorter ones when it does not lead it.
    int bySearch(long packed) {
      int length = PackedDigits.length(packed);
      while (length >= 0) {
        int at = Arrays.binarySearch(signed, cut(packed, length) ^ Long.MIN_VALUE);
        if (at >= 0) {
          return values[at];
        }
        if (at == -1) {
          return -1;
        }
        length = Math.min(length - 1, shared(packed, sorted[-at - 2]));
      }
      return -1;
    }

    private static int shared(long one, long other) {
      return Long.numberOfLeadingZeros((one ^ other) & ~15L) / 4;
    }

    int byHash(long packed) {
      for (int i = lengths.length - 1; i >= 0; i--) {
        if (lengths[i] <= PackedDigits.length(packed)) {
          Integer value = byLength.getOrDefault(lengths[i], Map.of()).get(cut(packed, lengths[i]));
          if (value != null) {
            return value;
          }
        }
      }
      return -1;
    }

    private static long cut(long packed, int length) {
      return length == 0 ? 0 : packed >>> (64 - 4 * length) << (64 - 4 * length) | length;
    }
  }

  /// The two national plans, and numbers in and around them.
  @State(Scope.Thread)
  public static class Plans {
    long[] asked = new long[ASKED];
    String[] texts = new String[ASKED];
    Table table = new Table(new TreeMap<>(Long::compareUnsigned));
    AtomicReference<PlanSnapshot> current = new AtomicReference<>();
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    @Setup
    public void make() {
      CountriesFolder countries = new CountriesFolder(Path.of("countries"));
      List<PartyId> parties = countries.listParties();
      PlanShelf shelf = PlanShelf.offline(countries, parties, InstantSource.system());
      PlanSnapshot snapshot = shelf.plans().now();
      current.set(snapshot);
      TreeMap<Long, Integer> rows = new TreeMap<>(Long::compareUnsigned);
      SplittableRandom random = new SplittableRandom(1);
      for (NationalPlan plan : shelf.plans().dialling()) {
        snapshot.rows(plan.party()).stream()
            .map(row -> row.entry())
            .filter(entry -> entry.resource().isNumbers())
            .forEach(entry -> put(rows, plan, entry));
      }
      table = new Table(rows);
      List<NationalPlan> plans = shelf.plans().dialling();
      for (int i = 0; i < ASKED; i++) {
        NationalPlan plan = plans.get(random.nextInt(plans.size()));
        List<PlanEntry> entries =
            snapshot.rows(plan.party()).stream()
                .map(row -> row.entry())
                .filter(entry -> entry.resource().isNumbers())
                .toList();
        String number = number(plan, entries.get(random.nextInt(entries.size())), random);
        asked[i] = PackedDigits.pack(number);
        texts[i] = "+" + number;
      }
    }

    private static void put(TreeMap<Long, Integer> rows, NationalPlan plan, PlanEntry entry) {
      for (String prefix : entry.codes().prefixes()) {
        rows.put(PackedDigits.pack(plan.countryCode() + prefix), rows.size());
      }
    }

    private static String number(NationalPlan plan, PlanEntry entry, SplittableRandom random) {
      CodeRange codes = entry.codes();
      long code = Long.parseLong(codes.first()) + random.nextLong(codes.size());
      StringBuilder out = new StringBuilder(plan.countryCode());
      out.append(String.format("%0" + codes.length() + "d", code));
      while (out.length() < plan.countryCode().length() + entry.leastDigits()) {
        out.append(random.nextInt(10));
      }
      return out.toString();
    }
  }

  /// A table of the size and shape of the world's carrier and area prefixes: 215 country codes,
  /// prefixes of 4 to 11 digits that crowd under few heads, made here because no such table may be
  /// shipped.
  @State(Scope.Thread)
  public static class World {
    long[] uniform = new long[ASKED];
    long[] traffic = new long[ASKED];
    Table table = new Table(new TreeMap<>(Long::compareUnsigned));

    @Setup
    public void make() {
      SplittableRandom random = new SplittableRandom(2);
      List<String> near = countryCodes();
      Set<String> codes = new HashSet<>(near);
      while (codes.size() < 215) {
        codes.add(Integer.toString(20 + random.nextInt(980)));
      }
      List<String> heads = codes.stream().sorted().toList();
      TreeMap<Long, Integer> rows = new TreeMap<>(Long::compareUnsigned);
      List<String> prefixes = new ArrayList<>();
      while (rows.size() < WORLD_PREFIXES) {
        int skewed = Math.min(random.nextInt(heads.size()), random.nextInt(heads.size()));
        StringBuilder area = new StringBuilder(heads.get(skewed));
        int digits = 1 + random.nextInt(4);
        for (int i = 0; i < digits; i++) {
          area.append(random.nextInt(10));
        }
        int group = 1 + random.nextInt(60);
        for (int i = 0; i < group && rows.size() < WORLD_PREFIXES; i++) {
          StringBuilder prefix = new StringBuilder(area);
          int more = random.nextInt(10) < 3 ? 1 : 2;
          for (int j = 0; j < more; j++) {
            prefix.append(random.nextInt(10));
          }
          if (rows.putIfAbsent(PackedDigits.pack(prefix), rows.size()) == null) {
            prefixes.add(prefix.toString());
          }
        }
      }
      table = new Table(rows);
      List<String> home =
          prefixes.stream().filter(each -> near.stream().anyMatch(each::startsWith)).toList();
      for (int i = 0; i < ASKED; i++) {
        uniform[i] = filled(prefixes.get(random.nextInt(prefixes.size())), random);
        List<String> from = random.nextInt(100) < 95 ? home : prefixes;
        traffic[i] = filled(from.get(random.nextInt(from.size())), random);
      }
      System.out.println(
          "world: "
              + rows.size()
              + " prefixes, "
              + table.trie.nodes()
              + " nodes, "
              + table.trie.bytes() / 1024
              + " KiB");
    }

    private static List<String> countryCodes() {
      CountriesFolder countries = new CountriesFolder(Path.of("countries"));
      return PlanShelf.offline(countries, countries.listParties(), InstantSource.system())
          .plans()
          .dialling()
          .stream()
          .map(NationalPlan::countryCode)
          .toList();
    }

    private static long filled(String prefix, SplittableRandom random) {
      StringBuilder out = new StringBuilder(prefix);
      while (out.length() < 12) {
        out.append(random.nextInt(10));
      }
      return PackedDigits.pack(out);
    }
  }

  /// Ported numbers, half of the questions hit.
  @State(Scope.Thread)
  public static class Ported {
    long[] asked = new long[ASKED * 16];
    PortedNumbers ported = new PortedNumbers(new long[0], new short[0]);

    @Setup
    public void make() {
      SplittableRandom random = new SplittableRandom(3);
      long[] numbers = new long[PORTED];
      short[] routings = new short[PORTED];
      for (int i = 0; i < PORTED; i++) {
        // a permutation of the residues: every second number of the space, in no order
        numbers[i] = 964_770_000_0000L + 2 * (i * 7_368_787L % PORTED);
        routings[i] = (short) random.nextInt(4_000);
      }
      ported = new PortedNumbers(numbers, routings);
      for (int i = 0; i < asked.length; i++) {
        asked[i] = 964_770_000_0000L + random.nextInt(2 * PORTED);
      }
      System.out.println("ported: " + ported.bytes() / (1 << 20) + " MiB");
    }
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public int plansByTrie(Plans plans) {
    PlanSnapshot snapshot = plans.current.get();
    int sum = 0;
    for (long each : plans.asked) {
      sum += snapshot.find(each);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public int plansBySearch(Plans plans) {
    int sum = 0;
    for (long each : plans.asked) {
      sum += plans.table.bySearch(each);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public int plansByHash(Plans plans) {
    int sum = 0;
    for (long each : plans.asked) {
      sum += plans.table.byHash(each);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public void plansByLibphonenumber(Plans plans, Blackhole hole) throws NumberParseException {
    for (String each : plans.texts) {
      hole.consume(plans.library.isValidNumber(plans.library.parse(each, "ZZ")));
    }
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public int worldByTrieUniform(World world) {
    int sum = 0;
    for (long each : world.uniform) {
      sum += world.table.trie.find(each);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public int worldByTrieTraffic(World world) {
    int sum = 0;
    for (long each : world.traffic) {
      sum += world.table.trie.find(each);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public int worldBySearchUniform(World world) {
    int sum = 0;
    for (long each : world.uniform) {
      sum += world.table.bySearch(each);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ASKED)
  public int worldByHashUniform(World world) {
    int sum = 0;
    for (long each : world.uniform) {
      sum += world.table.byHash(each);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ASKED * 16)
  public int portedTenMillion(Ported ported) {
    int sum = 0;
    for (long each : ported.asked) {
      sum += ported.ported.find(each);
    }
    return sum;
  }

  /// Builds the world trie anew from its sorted prefixes, as a change of the table does.
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public int worldRebuild(World world) {
    return PrefixTrie.ofSorted(world.table.sorted, world.table.values).nodes();
  }

  /// @param arguments a pattern of benchmark names, all without
  /// @throws RunnerException when a run fails
  public static void main(String[] arguments) throws RunnerException {
    agree();
    String pattern = arguments.length == 0 ? "" : arguments[0];
    new Runner(
            new OptionsBuilder()
                .include(LookupBench.class.getSimpleName() + ".*" + pattern)
                .build())
        .run();
  }

  /// Before anything is timed: all structures give the same answers.
  private static void agree() {
    World world = new World();
    world.make();
    for (long each : world.uniform) {
      int expected = world.table.trie.find(each);
      if (expected != world.table.bySearch(each) || expected != world.table.byHash(each)) {
        throw new IllegalStateException("the structures disagree: " + PackedDigits.text(each));
      }
    }
  }
}
