package org.wasl.voice.flink;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.accounting.LineSum;
import org.wasl.voice.detection.Examination;
import org.wasl.voice.detection.LegRecords;
import org.wasl.voice.detection.LoadedLegs;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.sheets.SheetDiff;

/// The account of a month as a Flink job over files of call records: each file is mediated by one
/// task, calls are made unique by their identity, priced, and summed by line. The functions inside
/// are those of the node, so the account is the node's to the byte.
public final class MonthJob {
  private MonthJob() {}

  /// What every task reads for itself; travels with the job.
  ///
  /// @param countries folder of facts, the same on every machine
  /// @param sheets folder of the rate sheets that were accepted, as a node gives them out
  ///   (`sheet.json`); empty where there are none
  public record Setting(String countries, String us, String them, String month, String sheets)
      implements Serializable {
    private static final int MAX_NUMBERS = 50_000_000;
    private static final int MAX_SHEETS = 1_000;

    /// Where no rate sheet was accepted.
    public Setting(String countries, String us, String them, String month) {
      this(countries, us, them, month, "");
    }

    TrafficAgreement agreement() {
      return SheetDiff.inForce(
          VoiceSetup.agreement(folder(), new PartyId(us), new PartyId(them)), accepted());
    }

    private List<RateSheet> accepted() {
      if (sheets.isEmpty()) {
        return List.of();
      }
      try (Stream<Path> all = Files.list(Path.of(sheets))) {
        List<RateSheet> read = new ArrayList<>();
        for (Path each : all.sorted().limit(MAX_SHEETS + 1L).toList()) {
          read.add(RateSheet.read(each.toString(), Files.readAllBytes(each)));
        }
        if (read.size() > MAX_SHEETS) {
          throw new IllegalArgumentException(sheets + ": more than " + MAX_SHEETS + " sheets");
        }
        return RateSheet.inOrder(read);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + sheets, e);
      }
    }

    /// By which day rules are chosen: the last of the month.
    Instant when() {
      return period().atEndOfMonth().atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    Mediation mediation() {
      return VoiceSetup.mediation(folder(), new PartyId(us), agreement());
    }

    /// How a call becomes a leg; without any calls.
    LoadedLegs records() {
      return VoiceSetup.records(
          folder(),
          new PartyId(us),
          new PartyId(them),
          (_, _) -> List.of(),
          LegRecords.of(List.of()));
    }

    Examination examination() {
      return VoiceSetup.examination(folder(), new PartyId(us), agreement(), MAX_NUMBERS);
    }

    YearMonth period() {
      return YearMonth.parse(month);
    }

    private CountriesFolder folder() {
      return new CountriesFolder(Path.of(countries));
    }
  }

  /// The lines of the month's account, in no order, and among them what waits ([#waiting]).
  ///
  /// @param files paths of files, which every task can read
  public static DataStream<Tuple2<String, long[]>> lines(
      DataStream<String> files, Setting setting) {
    var read = files.process(new Mediate(setting)).returns(Rows.ROW).name("mediate");
    var joined = join(read.getSideOutput(Mediate.PARTS), setting);
    return unique(read.union(joined))
        .flatMap(new Price(setting))
        .returns(Rows.ROW)
        .name("price")
        .keyBy(each -> each.f0, TypeInformation.of(String.class))
        .process(new Sum())
        .returns(Rows.ROW)
        .name("sum")
        .union(joined.getSideOutput(JoinParts.WAITING));
  }

  /// The long calls whose parts came in several files.
  static SingleOutputStreamOperator<Tuple2<String, long[]>> join(
      DataStream<Tuple2<String, Tuple2<String, long[]>>> parts, Setting setting) {
    return parts
        .keyBy(each -> each.f0, TypeInformation.of(String.class))
        .process(new JoinParts(setting))
        .returns(Rows.ROW)
        .name("long calls");
  }

  /// Each call once, whichever files it came in.
  static DataStream<Tuple2<String, long[]>> unique(DataStream<Tuple2<String, long[]>> calls) {
    return calls
        .keyBy(new Identity(), TypeInformation.of(Long.class))
        .process(new Unique())
        .returns(Rows.ROW)
        .name("unique");
  }

  /// The account that the lines of a job make.
  public static Account account(
      Setting setting, Iterable<Tuple2<String, long[]>> lines, List<String> profiles) {
    List<Line> all = new ArrayList<>();
    for (Tuple2<String, long[]> each : lines) {
      if (!Rows.isWaiting(each)) {
        LineSum sum = new LineSum();
        sum.add(each.f1);
        all.add(sum.line(key(each.f0)));
      }
    }
    return new AccountMaker(setting.agreement(), new PartyId(setting.us()))
        .account(setting.period(), all, profiles);
  }

  /// How many parts of long calls wait for files that are not there, by the lines of a job: their
  /// calls are not in its account.
  public static long waiting(Iterable<Tuple2<String, long[]>> lines) {
    long waiting = 0;
    for (Tuple2<String, long[]> each : lines) {
      waiting += Rows.isWaiting(each) ? each.f1[0] : 0;
    }
    return waiting;
  }

  private static String text(LineKey key) {
    return String.join("\t", key.stream(), key.item(), key.day().toString(), key.band());
  }

  private static LineKey key(String text) {
    String[] part = text.split("\t", -1);
    return new LineKey(part[0], part[1], LocalDate.parse(part[2]), part[3]);
  }

  private static final class Identity implements KeySelector<Tuple2<String, long[]>, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long getKey(Tuple2<String, long[]> value) {
      return Rows.call(value).identity();
    }
  }

  /// Lets a call pass once; calls whose identities collide are compared whole.
  private static final class Unique
      extends KeyedProcessFunction<Long, Tuple2<String, long[]>, Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1L;
    private transient @Nullable ListState<Tuple2<String, long[]>> seen;

    @Override
    public void open(OpenContext context) {
      seen = getRuntimeContext().getListState(new ListStateDescriptor<>("seen", Rows.ROW));
    }

    @Override
    public void processElement(
        Tuple2<String, long[]> value, Context context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      if (seen == null) {
        throw new IllegalStateException("not opened");
      }
      Call call = Rows.call(value);
      for (Tuple2<String, long[]> each : seen.get()) {
        if (Rows.call(each).isSameAs(call)) {
          return;
        }
      }
      seen.add(value);
      out.collect(value);
    }
  }

  /// A call to its line and figures; calls of other months and calls that no tariff row fits are
  /// not in the account, as on the node.
  private static final class Price
      extends RichFlatMapFunction<Tuple2<String, long[]>, Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1L;
    private final Setting setting;
    private transient @Nullable Rater rater;

    Price(Setting setting) {
      this.setting = setting;
    }

    @Override
    public void open(OpenContext context) {
      rater = new Rater(setting.agreement());
    }

    @Override
    public void flatMap(Tuple2<String, long[]> value, Collector<Tuple2<String, long[]>> out) {
      if (rater == null) {
        throw new IllegalStateException("not opened");
      }
      Call call = Rows.call(value);
      Optional<Rated> rated = rater.rate(call);
      if (rated.isPresent() && YearMonth.from(rated.get().day()).equals(setting.period())) {
        LineSum one = new LineSum();
        one.add(call, rated.get());
        out.collect(Tuple2.of(text(AccountMaker.key(rated.get())), one.figures()));
      }
    }
  }

  /// The sum of a line, told when the input ends.
  private static final class Sum
      extends KeyedProcessFunction<String, Tuple2<String, long[]>, Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1L;
    private transient @Nullable ValueState<long[]> sum;

    @Override
    public void open(OpenContext context) {
      sum =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "sum", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(
        Tuple2<String, long[]> value, Context context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      LineSum all = new LineSum();
      all.add(value.f1);
      long[] before = state().value();
      if (before != null) {
        all.add(before);
      } else {
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      }
      state().update(all.figures());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      out.collect(Tuple2.of(context.getCurrentKey(), state().value()));
    }

    private ValueState<long[]> state() {
      if (sum == null) {
        throw new IllegalStateException("not opened");
      }
      return sum;
    }
  }
}
