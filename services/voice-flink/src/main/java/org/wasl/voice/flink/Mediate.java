package org.wasl.voice.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.wasl.terms.Progress;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.KeptPart;
import org.wasl.voice.mediation.Mediation;

/// A file to its calls, by the node's mediation; beside them the legs of subscribers in it, and the
/// parts of long calls that wait in it for other files, under what the parts of one call share.
final class Mediate extends ProcessFunction<String, Tuple2<String, long[]>> {
  static final OutputTag<Tuple2<String, long[]>> LEGS = new OutputTag<>("legs", Rows.ROW);
  static final OutputTag<Tuple2<String, Tuple2<String, long[]>>> PARTS =
      new OutputTag<>("parts", Types.TUPLE(Types.STRING, Rows.ROW));

  private static final long serialVersionUID = 1L;

  private final MonthJob.Setting setting;
  private transient @Nullable Mediation mediation;

  Mediate(MonthJob.Setting setting) {
    this.setting = setting;
  }

  @Override
  public void open(OpenContext context) {
    mediation = setting.mediation();
  }

  @Override
  public void processElement(String file, Context context, Collector<Tuple2<String, long[]>> out)
      throws IOException {
    if (mediation == null) {
      throw new IllegalStateException("not opened");
    }
    Mediation.Outcome outcome =
        mediation.read(
            file,
            file,
            Files.readAllBytes(Path.of(file)),
            new CallSet(),
            setting.when(),
            Progress.NONE);
    switch (outcome) {
      case Mediation.Outcome.Read read -> {
        read.calls().forEach(call -> out.collect(Rows.row(call)));
        read.legs().forEach(leg -> context.output(LEGS, Rows.row(leg)));
        for (KeptPart each : read.parts().added()) {
          if (each.waits()) {
            context.output(PARTS, Tuple2.of(each.part().call(), Rows.row(each.part())));
          }
        }
      }
      case Mediation.Outcome.Refused refused ->
          throw new IOException(file + ": " + refused.refusal().text().en());
    }
  }
}
