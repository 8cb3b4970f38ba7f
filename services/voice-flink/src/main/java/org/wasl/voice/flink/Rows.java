package org.wasl.voice.flink;

import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.Signalling;
import org.wasl.voice.mediation.CallPart;

/// What travels between the tasks of a job: a word and whole numbers, which Flink writes without
/// names of classes.
final class Rows {
  static final TypeInformation<Tuple2<String, long[]>> ROW =
      TypeInformation.of(new TypeHint<>() {});

  private static final Leg.Point[] POINTS = Leg.Point.values();

  private Rows() {}

  static Tuple2<String, long[]> row(Call call) {
    return Tuple2.of(
        call.trunk(),
        new long[] {
          call.from(),
          call.to(),
          call.time(),
          call.seconds(),
          call.answered() ? 1 : 0,
          call.line(),
          call.signalling().packed()
        });
  }

  static Call call(Tuple2<String, long[]> row) {
    long[] of = row.f1;
    return new Call(
        of[0],
        of[1],
        of[2],
        (int) of[3],
        of[4] == 1,
        row.f0,
        (int) of[5],
        Signalling.unpacked(of[6]));
  }

  static Tuple2<String, long[]> row(Leg leg) {
    return Tuple2.of(
        leg.element(),
        new long[] {
          leg.point().ordinal(),
          leg.from(),
          leg.to(),
          leg.seizure(),
          leg.ringing(),
          leg.seconds(),
          leg.answered() ? 1 : 0,
          leg.cause(),
          leg.delay(),
          leg.cell(),
          leg.device(),
          leg.line()
        });
  }

  static Leg leg(Tuple2<String, long[]> row) {
    long[] of = row.f1;
    return new Leg(
        POINTS[(int) of[0]],
        row.f0,
        of[1],
        of[2],
        of[3],
        (int) of[4],
        (int) of[5],
        of[6] == 1,
        (int) of[7],
        (int) of[8],
        (int) of[9],
        (int) of[10],
        (int) of[11]);
  }

  /// A part without what its call shares; of its place, what stands for it is enough.
  static Tuple2<String, long[]> row(CallPart part) {
    return Tuple2.of(
        part.trunk(),
        new long[] {
          part.number(),
          part.last() ? 1 : 0,
          part.span() ? 1 : 0,
          part.from(),
          part.to(),
          part.time(),
          part.seconds(),
          part.answered() ? 1 : 0,
          part.signalling().packed(),
          part.place().record()
        });
  }

  static CallPart part(String call, Tuple2<String, long[]> row) {
    long[] of = row.f1;
    return new CallPart(
        new CallPart.Place("", (int) of[9], 0, 0),
        call,
        of[0],
        of[1] == 1,
        of[2] == 1,
        of[3],
        of[4],
        of[5],
        (int) of[6],
        of[7] == 1,
        row.f0,
        Signalling.unpacked(of[8]));
  }

  /// That so many parts of long calls wait.
  static Tuple2<String, long[]> waiting(long parts) {
    return Tuple2.of("", new long[] {parts});
  }

  static boolean isWaiting(Tuple2<String, long[]> row) {
    return row.f1.length == 1;
  }
}
