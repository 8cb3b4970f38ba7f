package org.wasl.voice.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.wasl.voice.mediation.CallPart;
import org.wasl.voice.mediation.Mediation;

/// The parts of a long call that came in several files, put together by the node's mediation when
/// the input ends; beside it, how many wait for files that are not there.
final class JoinParts
    extends KeyedProcessFunction<
        String, Tuple2<String, Tuple2<String, long[]>>, Tuple2<String, long[]>> {
  static final OutputTag<Tuple2<String, long[]>> WAITING = new OutputTag<>("waiting", Rows.ROW);

  private static final long serialVersionUID = 1L;

  private final MonthJob.Setting setting;
  private transient @Nullable Mediation mediation;
  private transient @Nullable ListState<Tuple2<String, long[]>> parts;

  JoinParts(MonthJob.Setting setting) {
    this.setting = setting;
  }

  @Override
  public void open(OpenContext context) {
    mediation = setting.mediation();
    parts = getRuntimeContext().getListState(new ListStateDescriptor<>("parts", Rows.ROW));
  }

  @Override
  public void processElement(
      Tuple2<String, Tuple2<String, long[]>> part,
      Context context,
      Collector<Tuple2<String, long[]>> out)
      throws Exception {
    if (parts == null) {
      throw new IllegalStateException("not opened");
    }
    parts.add(part.f1);
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Tuple2<String, long[]>> out)
      throws Exception {
    if (parts == null || mediation == null) {
      throw new IllegalStateException("not opened");
    }
    List<CallPart> all = new ArrayList<>();
    for (Tuple2<String, long[]> each : parts.get()) {
      all.add(Rows.part(context.getCurrentKey(), each));
    }
    Mediation.Joined joined = mediation.join(all, setting.when());
    joined.calls().forEach(call -> out.collect(Rows.row(call)));
    if (joined.waiting() > 0) {
      context.output(WAITING, Rows.waiting(joined.waiting()));
    }
  }
}
