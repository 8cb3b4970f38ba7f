package org.wasl.voice.mediation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wasl.voice.Call;
import org.wasl.voice.mediation.KeptPart.Whole;

/// Puts the parts of long calls together, those of this file and those that wait from earlier ones,
/// in whatever order the files come: the first answer, the sum of the seconds (3GPP TS 32.250 §5).
/// A call is whole when its first and its last part are there and no number between is missing;
/// until then its parts wait.
final class PartialCalls {
  private static final int BATCH = 1_000;
  private static final Comparator<CallPart> IN_ORDER =
      Comparator.comparingLong(CallPart::time)
          .thenComparingLong(CallPart::number)
          .thenComparingLong(CallPart::end);

  /// What the parts came to.
  ///
  /// @param calls whole calls, each in the place of the record that stands for it
  /// @param duplicates records that came with an earlier file, or twice
  record Assembled(List<Call> calls, List<CallPart> duplicates, PartChanges changes) {}

  private final Map<String, List<CallPart>> fresh = new LinkedHashMap<>();
  private final KeptParts kept;
  private final Set<String> unnumbered;
  private int room;

  PartialCalls(KeptParts kept) {
    this.kept = kept;
    this.unnumbered = new HashSet<>(kept.unnumbered());
    this.room = KeptParts.MOST_WAITING - kept.waiting();
  }

  /// Whether any call's last part would not say that it is one.
  boolean hasUnnumbered() {
    return !unnumbered.isEmpty();
  }

  boolean isUnnumbered(String call) {
    return unnumbered.contains(call);
  }

  /// @return whether it was taken; otherwise too many wait
  boolean add(CallPart part) {
    if (room <= 0) {
      return false;
    }
    room--;
    fresh.computeIfAbsent(part.call(), _ -> new ArrayList<>()).add(part);
    if (!part.isNumbered()) {
      unnumbered.add(part.call());
    }
    return true;
  }

  Assembled finish(PartRules.Rule rule) {
    Assembling assembling = new Assembling(rule);
    List<String> calls = List.copyOf(fresh.keySet());
    for (int at = 0; at < calls.size(); at += BATCH) {
      List<String> some = calls.subList(at, Math.min(calls.size(), at + BATCH));
      Map<String, List<KeptPart>> before = new HashMap<>();
      for (KeptPart each : kept.partsOf(some)) {
        before.computeIfAbsent(each.part().call(), _ -> new ArrayList<>()).add(each);
      }
      for (String call : some) {
        assembling.take(fresh.getOrDefault(call, List.of()), before.getOrDefault(call, List.of()));
      }
    }
    fresh.clear();
    return assembling.done();
  }

  /// A number and a time of a call that is done: another record there contradicts it.
  private record Slot(long number, long time) {}

  private static final class Assembling {
    private final PartRules.Rule rule;
    private final List<Call> calls = new ArrayList<>();
    private final List<CallPart> duplicates = new ArrayList<>();
    private final List<KeptPart> added = new ArrayList<>();
    private final List<KeptPart> changed = new ArrayList<>();

    Assembling(PartRules.Rule rule) {
      this.rule = rule;
    }

    Assembled done() {
      return new Assembled(calls, duplicates, new PartChanges(added, changed));
    }

    /// All parts of one call, or of calls that bear the same reference one after the other.
    void take(List<CallPart> parts, List<KeptPart> before) {
      Set<CallPart.Content> known = new HashSet<>();
      Set<Slot> taken = new HashSet<>();
      Map<CallPart, KeptPart> waiting = new LinkedHashMap<>();
      for (KeptPart each : before) {
        known.add(each.part().content());
        if (each.waits()) {
          waiting.put(each.part(), each);
        } else if (each.part().isNumbered()) {
          taken.add(new Slot(each.part().number(), each.part().time()));
        }
      }
      List<CallPart> all = new ArrayList<>(waiting.keySet());
      Set<CallPart> fresh = new HashSet<>();
      for (CallPart part : parts) {
        if (!known.add(part.content())) {
          duplicates.add(part);
        } else if (taken.contains(new Slot(part.number(), part.time()))) {
          added.add(KeptPart.unfinished(part, KeptPart.REPEATED));
        } else {
          fresh.add(part);
          all.add(part);
        }
      }
      for (List<CallPart> call : apart(all)) {
        if (call.stream().anyMatch(fresh::contains)) {
          judge(call, fresh, waiting);
        }
      }
    }

    /// A reference is used again by and by. Parts that are not of one call: what comes after a last
    /// part, a number that is no higher than the one before, the next number after a hole in time,
    /// and what lies further apart than a call can last. What seems one call only because parts
    /// between are missing is looked at anew when they come.
    private List<List<CallPart>> apart(List<CallPart> parts) {
      List<List<CallPart>> calls = new ArrayList<>();
      List<CallPart> call = new ArrayList<>();
      for (CallPart part : parts.stream().sorted(IN_ORDER).toList()) {
        if (!call.isEmpty() && beginsAnother(call.getLast(), part)) {
          calls.add(call);
          call = new ArrayList<>();
        }
        call.add(part);
      }
      if (!call.isEmpty()) {
        calls.add(call);
      }
      return calls;
    }

    private boolean beginsAnother(CallPart before, CallPart part) {
      boolean after = part.time() >= before.end() && part.time() > before.time();
      boolean numbered = part.isNumbered() && before.isNumbered() && !part.span();
      boolean hole = part.time() > before.end() + rule.holeSeconds();
      return before.last() && after
          || numbered && part.number() <= before.number() && after
          || numbered && part.number() == before.number() + 1 && hole
          || part.time() - before.time() > Call.MAX_SECONDS;
    }

    private void judge(List<CallPart> call, Set<CallPart> fresh, Map<CallPart, KeptPart> waiting) {
      String flaw = flaw(call);
      if (flaw.isEmpty()) {
        whole(call, fresh);
        return;
      }
      for (CallPart part : call) {
        KeptPart now = KeptPart.unfinished(part, flaw);
        if (fresh.contains(part)) {
          added.add(now);
        } else if (!now.equals(waiting.get(part))) {
          changed.add(now);
        }
      }
    }

    private void whole(List<CallPart> call, Set<CallPart> fresh) {
      CallPart standing = call.stream().filter(fresh::contains).findFirst().orElseThrow();
      Whole whole = new Whole(standing.place().file(), standing.place().record());
      for (CallPart part : call) {
        (fresh.contains(part) ? added : changed).add(KeptPart.of(part, whole));
      }
      CallPart first = call.stream().filter(CallPart::answered).findFirst().orElse(call.getFirst());
      calls.add(
          new Call(
              first.from(),
              first.to(),
              first.time(),
              (int) seconds(call),
              first.answered(),
              first.trunk(),
              whole.record(),
              first.signalling().endedBy(call.getLast().signalling())));
    }

    private static long seconds(List<CallPart> call) {
      return call.getFirst().span()
          ? call.getLast().time() - call.getFirst().time()
          : call.stream().mapToLong(CallPart::seconds).sum();
    }

    /// Why a call is not whole; empty when it is.
    private String flaw(List<CallPart> call) {
      if (call.getFirst().span()) {
        return spanFlaw(call);
      }
      boolean ended = call.stream().anyMatch(CallPart::last);
      TreeSet<Long> numbers = new TreeSet<>();
      boolean numbered = true;
      for (CallPart part : call) {
        if (part.isNumbered() && !numbers.add(part.number())) {
          return KeptPart.REPEATED;
        }
        numbered &= part.isNumbered();
      }
      String flaw = ended ? endedFlaw(call, numbers, numbered) : KeptPart.OPEN;
      boolean tooLong = flaw.isEmpty() && seconds(call) > Call.MAX_SECONDS;
      return tooLong ? KeptPart.TOO_LONG : flaw;
    }

    private String endedFlaw(List<CallPart> call, TreeSet<Long> numbers, boolean numbered) {
      if (numbers.isEmpty()) {
        return hasHole(call) ? KeptPart.GAP : "";
      }
      return numbered ? numberFlaw(numbers) : KeptPart.GAP;
    }

    private String numberFlaw(TreeSet<Long> numbers) {
      if (numbers.first() > rule.firstNumber()) {
        return KeptPart.NO_BEGINNING;
      }
      return numbers.last() - numbers.first() == numbers.size() - 1 ? "" : KeptPart.GAP;
    }

    private boolean hasHole(List<CallPart> call) {
      long end = call.getFirst().end();
      for (CallPart part : call) {
        if (part.time() > end + rule.holeSeconds()) {
          return true;
        }
        end = Math.max(end, part.end());
      }
      return false;
    }

    /// Two halves: the answer to an INVITE and its BYE.
    private static String spanFlaw(List<CallPart> call) {
      if (call.size() == 1) {
        return call.getFirst().last() ? KeptPart.NO_INVITE : KeptPart.NO_BYE;
      }
      boolean pair =
          call.size() == 2
              && call.getFirst().number() == CallPart.BEGINNING
              && call.getLast().number() == CallPart.END;
      return pair ? "" : KeptPart.REPEATED;
    }
  }
}
