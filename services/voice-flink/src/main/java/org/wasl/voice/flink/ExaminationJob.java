package org.wasl.voice.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.wasl.terms.json.Json;
import org.wasl.voice.Leg;
import org.wasl.voice.LegFile;
import org.wasl.voice.detection.Confirmation;
import org.wasl.voice.detection.Examination;
import org.wasl.voice.detection.LegRecords;
import org.wasl.voice.detection.LoadedLegs;
import org.wasl.voice.detection.Sign;
import org.wasl.voice.wire.LegCsv;

/// One side's detectors as a Flink job, over the days of a month. What the rules say of a subject
/// (a number, a trunk group, a block, a range) follows from the records that have it alone, so the
/// records are brought together by subject, and the node's own [Examination] looks at each: what it
/// finds is what a node finds whose tables have room for all numbers.
///
/// The input is files and ends; a month's records of a subject are one task's. Numbers stay inside
/// the job and in what it finds: like the node's cases, that is for the eyes of few.
public final class ExaminationJob {
  private static final TypeInformation<Tuple2<String, Tuple2<String, long[]>>> OF_SUBJECT =
      Types.TUPLE(Types.STRING, Rows.ROW);

  private ExaminationJob() {}

  /// What was found, one JSON object each ([#finding]), in no order.
  ///
  /// @param files of call records
  /// @param legFiles that networks deliver beside them (`docs/detection.md`)
  public static DataStream<String> findings(
      DataStream<String> files, DataStream<String> legFiles, MonthJob.Setting setting) {
    var read = files.process(new Mediate(setting)).returns(Rows.ROW).name("mediate");
    DataStream<Tuple2<String, long[]>> loaded =
        MonthJob.unique(read).flatMap(new ToLeg(setting)).returns(Rows.ROW).name("legs of calls");
    DataStream<Tuple2<String, long[]>> delivered =
        legFiles
            .flatMap(new ReadLegs())
            .returns(Rows.ROW)
            .name("leg files")
            .union(read.getSideOutput(Mediate.LEGS));
    DataStream<Tuple2<String, long[]>> gateway =
        delivered.filter(each -> Rows.leg(each).point().isGateway()).name("gateways");
    DataStream<Tuple2<String, long[]>> mobile =
        delivered
            .filter(each -> !Rows.leg(each).point().isGateway())
            .keyBy(ExaminationJob::same, Types.STRING)
            .process(new Once())
            .returns(Rows.ROW)
            .name("once");
    DataStream<Tuple2<String, long[]>> calls =
        loaded
            .connect(gateway)
            .keyBy(ExaminationJob::trunkDay, ExaminationJob::trunkDay, Types.STRING)
            .process(new Unless())
            .returns(Rows.ROW)
            .name("calls of which nothing richer is there");
    return calls
        .union(gateway, mobile)
        .flatMap(new Subjects())
        .returns(OF_SUBJECT)
        .name("subjects")
        .keyBy(each -> each.f0, Types.STRING)
        .process(new Examine(setting))
        .returns(Types.STRING)
        .name("examine");
  }

  /// A finding as it is written: the day, the rule, its subject, when the threshold was reached,
  /// whether exact figures confirm it, and these.
  public static String finding(LocalDate day, Confirmation found) {
    Json.Builder figures = Json.Obj.with();
    new TreeMap<>(found.figures()).forEach(figures::put);
    return Json.Obj.with()
        .put("day", day.toString())
        .put("rule", found.sign().rule().code())
        .put("subject", found.sign().subject())
        .put("at", found.sign().at())
        .put("holds", found.holds())
        .put("figures", figures.end())
        .end()
        .canonical();
  }

  private static String same(Tuple2<String, long[]> row) {
    return LoadedLegs.Same.of(Rows.leg(row)).toString();
  }

  private static String trunkDay(Tuple2<String, long[]> row) {
    return LoadedLegs.TrunkDay.of(Rows.leg(row)).toString();
  }

  private static <T> T opened(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("not opened");
    }
    return part;
  }

  private static final class ReadLegs implements FlatMapFunction<String, Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(String file, Collector<Tuple2<String, long[]>> out) throws IOException {
      try {
        LegFile read = LegCsv.read(Files.readAllBytes(Path.of(file)));
        read.legs().forEach(leg -> out.collect(Rows.row(leg)));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class ToLeg
      extends RichFlatMapFunction<Tuple2<String, long[]>, Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1L;
    private final MonthJob.Setting setting;
    private transient @Nullable LoadedLegs records;

    ToLeg(MonthJob.Setting setting) {
      this.setting = setting;
    }

    @Override
    public void open(OpenContext context) {
      records = setting.records();
    }

    @Override
    public void flatMap(Tuple2<String, long[]> call, Collector<Tuple2<String, long[]>> out) {
      opened(records).leg(Rows.call(call)).map(Rows::row).ifPresent(out::collect);
    }
  }

  /// The first of equal records in [Leg#ORDER], when the input ends.
  private static final class Once
      extends KeyedProcessFunction<String, Tuple2<String, long[]>, Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1L;
    private transient @Nullable ValueState<Tuple2<String, long[]>> first;

    @Override
    public void open(OpenContext context) {
      first = getRuntimeContext().getState(new ValueStateDescriptor<>("first", Rows.ROW));
    }

    @Override
    public void processElement(
        Tuple2<String, long[]> value, Context context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      Tuple2<String, long[]> before = opened(first).value();
      if (before == null) {
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      }
      if (before == null || Leg.ORDER.compare(Rows.leg(value), Rows.leg(before)) < 0) {
        opened(first).update(value);
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      out.collect(opened(first).value());
    }
  }

  /// The loaded calls of a trunk group's day, unless its own records were delivered.
  private static final class Unless
      extends KeyedCoProcessFunction<
          String, Tuple2<String, long[]>, Tuple2<String, long[]>, Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1L;
    private transient @Nullable ListState<Tuple2<String, long[]>> calls;
    private transient @Nullable ValueState<Boolean> richer;

    @Override
    public void open(OpenContext context) {
      calls = getRuntimeContext().getListState(new ListStateDescriptor<>("calls", Rows.ROW));
      richer = getRuntimeContext().getState(new ValueStateDescriptor<>("richer", Types.BOOLEAN));
    }

    @Override
    public void processElement1(
        Tuple2<String, long[]> call, Context context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      opened(calls).add(call);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void processElement2(
        Tuple2<String, long[]> leg, Context context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      opened(richer).update(true);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Tuple2<String, long[]>> out)
        throws Exception {
      if (opened(richer).value() == null) {
        opened(calls).get().forEach(out::collect);
      }
    }
  }

  private static final class Subjects
      implements FlatMapFunction<Tuple2<String, long[]>, Tuple2<String, Tuple2<String, long[]>>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(
        Tuple2<String, long[]> row, Collector<Tuple2<String, Tuple2<String, long[]>>> out) {
      Sign.subjects(Rows.leg(row)).forEach(subject -> out.collect(Tuple2.of(subject, row)));
    }
  }

  /// All records of a subject, examined day by day when the input ends.
  private static final class Examine
      extends KeyedProcessFunction<String, Tuple2<String, Tuple2<String, long[]>>, String> {
    private static final long serialVersionUID = 1L;
    private final MonthJob.Setting setting;
    private transient @Nullable ListState<Tuple2<String, long[]>> records;
    private transient @Nullable Examination examination;

    Examine(MonthJob.Setting setting) {
      this.setting = setting;
    }

    @Override
    public void open(OpenContext context) {
      records = getRuntimeContext().getListState(new ListStateDescriptor<>("records", Rows.ROW));
      examination = setting.examination();
    }

    @Override
    public void processElement(
        Tuple2<String, Tuple2<String, long[]>> value, Context context, Collector<String> out)
        throws Exception {
      opened(records).add(value.f1);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
      List<Leg> legs = new ArrayList<>();
      opened(records).get().forEach(row -> legs.add(Rows.leg(row)));
      legs.sort(Leg.ORDER);
      YearMonth month = setting.period();
      for (LocalDate day = month.atDay(1);
          month.equals(YearMonth.from(day));
          day = day.plusDays(1)) {
        for (Confirmation each : found(legs, day)) {
          if (each.sign().subject().equals(context.getCurrentKey())) {
            out.collect(finding(day, each));
          }
        }
      }
    }

    private List<Confirmation> found(List<Leg> legs, LocalDate day) {
      ZoneId zone = opened(examination).zone();
      long first = day.atStartOfDay(zone).toEpochSecond() - Examination.ASIDE;
      long last = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
      List<Leg> near =
          legs.stream().filter(leg -> leg.seizure() >= first && leg.seizure() < last).toList();
      return near.isEmpty() ? List.of() : opened(examination).of(LegRecords.of(near), day).found();
    }
  }
}
