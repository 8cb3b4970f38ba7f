package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.List;
import org.wasl.voice.Leg;

/// Up to 1,024 legs as columns, as the [Watch] takes them: so many that the memory accesses of one
/// batch overlap. Elements are numbered in the order in which they are first seen.
public final class LegBatch {
  public static final int SIZE = 1_024;

  private static final int MAX_ELEMENTS = 4_096;
  private static final Leg.Point[] POINTS = Leg.Point.values();

  final Leg.Point[] point = new Leg.Point[SIZE];
  final long[] from = new long[SIZE];
  final long[] to = new long[SIZE];
  final long[] time = new long[SIZE];
  final int[] ringing = new int[SIZE];
  final int[] seconds = new int[SIZE];
  final boolean[] answered = new boolean[SIZE];
  final int[] cell = new int[SIZE];
  final int[] element = new int[SIZE];
  private final List<String> elements = new ArrayList<>();
  private int count;

  public int count() {
    return count;
  }

  public boolean isFull() {
    return count == SIZE;
  }

  public void clear() {
    count = 0;
  }

  public void add(Leg leg) {
    add(leg, 0);
  }

  /// @param shift seconds by which its time is moved on
  void add(Leg leg, long shift) {
    add(
        leg.point(),
        element(leg.element()),
        leg.from(),
        leg.to(),
        leg.seizure() + shift,
        leg.ringing(),
        leg.seconds(),
        leg.answered(),
        leg.cell());
  }

  /// @param ofElement as [#element] numbered it
  public void add(
      Leg.Point at,
      int ofElement,
      long calling,
      long called,
      long seizure,
      int rang,
      int lasted,
      boolean wasAnswered,
      int inCell) {
    int i = count++;
    point[i] = POINTS[at.ordinal()];
    element[i] = ofElement;
    from[i] = calling;
    to[i] = called;
    time[i] = seizure;
    ringing[i] = rang;
    seconds[i] = lasted;
    answered[i] = wasAnswered;
    cell[i] = inCell;
  }

  public int element(String name) {
    int at = elements.indexOf(name);
    if (at < 0) {
      if (elements.size() == MAX_ELEMENTS) {
        throw new IllegalStateException("more than " + MAX_ELEMENTS + " elements");
      }
      elements.add(name);
      at = elements.size() - 1;
    }
    return at;
  }

  public String elementName(int number) {
    return elements.get(number);
  }
}
