package org.wasl.voice.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups;
import org.wasl.voice.bulk.BulkRating.Part;
import org.wasl.voice.rating.CallRounding;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.rating.ZoneClock;

/// One thread of a pass: its buffer, its batch, its sums.
final class BulkWorker {
  private static final int SECONDS_A_DAY = 86_400;

  /// So many bytes are asked of a file at once: they pass through a buffer that stays in the cache.
  private static final int READ = 128 << 10;

  /// A flaw whose line is known only within its part.
  private record Found(int part, long lineInPart, long offset, int column, String reason) {}

  private final BulkRating plan;
  private final List<Part> parts;
  private final @Nullable KnownCalls known;
  private final RateTable table;
  private final @Nullable PlanTable plans;
  private final CallRounding rounding;
  private final ZoneClock clock;
  private final LineScanner scanner;
  private final LineScanner earlierScanner;
  private final CallBatch batch = new CallBatch();
  private final CallBatch earlierBatch = new CallBatch();
  private final LineTotals totals;
  private final List<Found> flaws = new ArrayList<>();
  private final long[] linesOfPart;

  /// Where trunk groups lead, by the hash of the name.
  private final Map<Long, List<TrunkGroups.Lead>> leads;

  private byte[] bytes = new byte[0];
  private byte[] earlier = new byte[0];
  private int end;
  private int part;

  /// Where the buffer begins in its file.
  private long before;

  private int lineInPart;
  private long read;
  private long suspended;
  private long suspendedSeconds;
  private long duplicates;
  private long quarantined;
  private long ignored;
  private long unallocated;

  /// Keeps [KnownCalls#fetch] from being optimised away.
  long fetched;

  BulkWorker(BulkRating plan, List<Part> parts, @Nullable KnownCalls known) {
    this.plan = plan;
    this.parts = parts;
    this.known = known;
    this.table = plan.table();
    this.plans = plan.plans().orElse(null);
    this.rounding = CallRounding.of(plan.rounding(), TrafficAgreement.UNITS);
    this.clock = new ZoneClock(plan.accountZone());
    this.scanner = scanner(plan);
    this.earlierScanner = scanner(plan);
    this.totals = new LineTotals(plan.period(), table.destinations().size());
    this.linesOfPart = new long[parts.size()];
    this.leads = leads(table.trunks());
  }

  private static LineScanner scanner(BulkRating plan) {
    return new LineScanner(
        plan.columns(),
        plan.format(),
        plan.normaliser(),
        plan.recordZone(),
        plan.dropDuplicates() || plan.table().asksForOrigins() || plan.table().trunks().areTold());
  }

  /// Reads the lines that begin in a part.
  void take(int which) {
    part = which;
    lineInPart = 0;
    Part here = parts.get(which);
    before = Math.max(0, here.from() - 1);
    long stop = Math.min(here.size(), here.to() + LineScanner.MAX_LINE + 2);
    int length = (int) (stop - before);
    if (bytes.length < length + LineScanner.PADDING + 2) {
      bytes = new byte[length + LineScanner.PADDING + 2];
    }
    fill(here.channel(), before, bytes, length);
    end = length;
    if (stop == here.size() && bytes[end - 1] != '\n') {
      bytes[end++] = '\n';
    }
    bytes[end] = '\n';
    scanner.use(bytes, end);
    lines(here);
    linesOfPart[which] = lineInPart;
  }

  private static void fill(FileChannel channel, long from, byte[] into, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
    try {
      while (buffer.position() < length) {
        buffer.limit(Math.min(length, buffer.position() + READ));
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lines(Part here) {
    int at = here.from() == 0 ? mark(bytes, end) : LineEnd.find(bytes, 0) + 1;
    int last = (int) (here.to() - before);
    if (here.from() == 0 && plan.columns().hasHeader() && last > 0) {
      at = LineEnd.find(bytes, at) + 1;
      lineInPart++;
    }
    while (at < last) {
      at = scanner.read(at, last, batch);
      read += batch.count;
      number();
      keepCalls();
      finishBatch();
    }
  }

  private void number() {
    for (int i = 0; i < batch.count; i++) {
      batch.line[i] = lineInPart + 1 + i;
    }
    lineInPart += batch.count;
  }

  /// Reads the odd lines again and leaves only calls in the batch. A line that does not end within
  /// the longest length is put aside; the parts that it fills hold no beginning of a line.
  private void keepCalls() {
    int kept = 0;
    for (int i = 0; i < batch.count; i++) {
      if (!batch.odd[i] || isCall(i)) {
        if (kept != i) {
          batch.move(i, kept);
        }
        kept++;
      }
    }
    batch.count = kept;
  }

  private boolean isCall(int i) {
    LineScanner.Outcome outcome = scanner.readExactly(batch, i);
    switch (outcome) {
      case CALL -> {}
      case IGNORED -> ignored++;
      case DAMAGED -> {
        quarantined++;
        flaw(i, scanner.damagedColumn, scanner.damagedReason);
      }
    }
    return outcome == LineScanner.Outcome.CALL;
  }

  /// The place behind a byte order mark.
  private static int mark(byte[] bytes, int end) {
    boolean marked =
        end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  private void flaw(int i, int column, String reason) {
    if (flaws.size() < BulkReport.MAX_FLAWS) {
      flaws.add(new Found(part, batch.line[i], before + batch.start[i], column, reason));
    }
  }

  private void finishBatch() {
    if (known != null) {
      dropKnown(known);
    }
    rateBatch();
  }

  private void dropKnown(KnownCalls seen) {
    for (int i = 0; i < batch.count; i++) {
      batch.hash(i);
    }
    fetched += seen.fetch(batch);
    long begin = parts.get(part).base() + before;
    for (int i = 0; i < batch.count; i++) {
      batch.repeated[i] = !seen.add(batch, i, begin + batch.start[i], this::isSameAsEarlier);
      duplicates += batch.repeated[i] ? 1 : 0;
    }
  }

  private boolean isSameAsEarlier(long place, CallBatch with, int i) {
    Part from = partOf(place);
    long offset = place - from.base();
    int length = (int) Math.min(LineScanner.MAX_LINE + 2, from.size() - offset);
    if (earlier.length == 0) {
      earlier = new byte[LineScanner.MAX_LINE + 4 + LineScanner.PADDING];
    }
    fill(from.channel(), offset, earlier, length);
    earlier[length] = '\n';
    earlier[length + 1] = '\n';
    earlierScanner.use(earlier, length + 1);
    earlierScanner.read(0, 1, earlierBatch);
    boolean isCall =
        !earlierBatch.odd[0]
            || earlierScanner.readExactly(earlierBatch, 0) == LineScanner.Outcome.CALL;
    return isCall && with.isSame(i, earlierBatch, 0);
  }

  private Part partOf(long place) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (parts.get(middle).base() + parts.get(middle).from() <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return parts.get(low);
  }

  /// Each loop asks one table, so that the memory works on many calls at once.
  private void rateBatch() {
    findTimes();
    findPrefixes();
    if (plans != null) {
      classify(plans);
    }
    findRates();
    if (table.trunks().areTold()) {
      passOverOthers();
    }
    price();
    sumUp();
  }

  private void findTimes() {
    for (int i = 0; i < batch.count; i++) {
      long local = clock.local(batch.time[i]);
      long day = Math.floorDiv(local, (long) SECONDS_A_DAY);
      batch.day[i] = day;
      batch.second[i] = (int) (local - day * SECONDS_A_DAY);
    }
  }

  private void findPrefixes() {
    for (int i = 0; i < batch.count; i++) {
      batch.prefix[i] = table.block(batch.to[i], batch.digits[i]);
    }
    for (int i = 0; i < batch.count; i++) {
      batch.prefix[i] = table.prefix(batch.prefix[i], batch.to[i], batch.digits[i]);
    }
  }

  private void findRates() {
    for (int i = 0; i < batch.count; i++) {
      batch.rate[i] = table.rate(batch.prefix[i], batch.from[i], batch.day[i]);
    }
  }

  /// Calls over trunk groups that do not lead to the other party have no rate here.
  private void passOverOthers() {
    for (int i = 0; i < batch.count; i++) {
      if (batch.rate[i] >= 0 && !isToPeer(batch.trunk[i], LocalDate.ofEpochDay(batch.day[i]))) {
        batch.rate[i] = -1;
      }
    }
  }

  private boolean isToPeer(long trunk, LocalDate day) {
    return !table.trunks().areToldOn(day)
        || leads.getOrDefault(trunk, List.of()).stream()
            .anyMatch(each -> each.toPeer() && each.validity().holdsOn(day));
  }

  private static Map<Long, List<TrunkGroups.Lead>> leads(TrunkGroups groups) {
    Map<Long, List<TrunkGroups.Lead>> found = new HashMap<>();
    groups
        .groups()
        .forEach((trunk, leads) ->
            found.put(LineScanner.nameHash(trunk.getBytes(StandardCharsets.UTF_8)), leads));
    return found;
  }

  private void price() {
    for (int i = 0; i < batch.count; i++) {
      if (batch.rate[i] >= 0) {
        price(i);
      }
    }
  }

  /// What no rate fits is put aside; the rest is added up.
  private void sumUp() {
    int[] rate = batch.rate;
    for (int i = 0; i < batch.count; i++) {
      boolean counts = known == null || !batch.repeated[i];
      if (counts && rate[i] < 0) {
        suspended++;
        suspendedSeconds += batch.seconds[i];
        flaw(i, 0, "no-rate");
      }
      if (!counts) {
        rate[i] = -1;
      }
    }
    totals.add(batch);
  }

  private void price(int i) {
    int rate = batch.rate[i];
    int billed = table.billed(rate, batch.seconds[i], batch.answered[i]);
    int peak = table.peak(rate, batch.day[i], batch.second[i]);
    batch.billed[i] = billed;
    batch.peak[i] = peak;
    batch.exact[i] = rounding.round(table.price(rate, batch.day[i], batch.second[i], peak, billed));
    batch.destination[i] = table.destination(rate);
  }

  private void classify(PlanTable of) {
    for (int i = 0; i < batch.count; i++) {
      boolean counts = known == null || !batch.repeated[i];
      boolean missing = counts && of.isUnallocated(batch.to[i], batch.digits[i], batch.day[i]);
      unallocated += missing ? 1 : 0;
    }
  }

  void add(BulkWorker other) {
    totals.add(other.totals);
    flaws.addAll(other.flaws);
    for (int i = 0; i < linesOfPart.length; i++) {
      linesOfPart[i] += other.linesOfPart[i];
    }
    read += other.read;
    suspended += other.suspended;
    suspendedSeconds += other.suspendedSeconds;
    duplicates += other.duplicates;
    quarantined += other.quarantined;
    ignored += other.ignored;
    unallocated += other.unallocated;
  }

  BulkReport report() {
    long[] linesBefore = new long[parts.size()];
    for (int i = 1; i < parts.size(); i++) {
      boolean sameFile = parts.get(i).file() == parts.get(i - 1).file();
      linesBefore[i] = sameFile ? linesBefore[i - 1] + linesOfPart[i - 1] : 0;
    }
    List<BulkReport.Flaw> placed =
        flaws.stream()
            .map(found ->
                new BulkReport.Flaw(
                    parts.get(found.part()).file(),
                    linesBefore[found.part()] + found.lineInPart(),
                    found.offset(),
                    found.column(),
                    found.reason()))
            .toList();
    return new BulkReport(
        totals.lines(table.destinations()),
        read,
        totals.calls(),
        suspended,
        suspendedSeconds,
        totals.outside(),
        duplicates,
        quarantined,
        ignored,
        unallocated,
        BulkRating.first(placed));
  }
}
