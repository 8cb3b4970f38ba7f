package org.wasl.post.following;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchKey;
import org.wasl.post.Moment;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ReceptaclePicture.ItemState;
import org.wasl.post.following.ReceptaclePicture.State;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Deed.Advised;
import org.wasl.post.recording.Deed.Departed;
import org.wasl.post.recording.Deed.DispatchReceived;
import org.wasl.post.recording.Deed.ItemSeen;
import org.wasl.post.recording.Deed.NoteAnswered;
import org.wasl.post.recording.Deed.NoteWithdrawn;
import org.wasl.post.recording.Deed.NoteWritten;
import org.wasl.post.recording.Deed.ReceptacleChecked;
import org.wasl.post.recording.Deed.ReceptacleSeen;
import org.wasl.post.recording.Deed.ReceptacleUnloaded;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;

/// Folds the facts of one dispatch, in whatever order they came, into what became of it: what the
/// office of origin declared, against what the office of destination found. Linear in the facts.
public final class DispatchStory {
  private static final Comparator<Fact> ORDER =
      Comparator.comparing((Fact each) -> each.at().happened())
          .thenComparing(each -> each.at().wall())
          .thenComparing(Fact::id);

  private final DispatchKey dispatch;
  private final Tolerances tolerances;
  private final List<Fact> advices = new ArrayList<>();
  private final List<Departed> departures = new ArrayList<>();
  private final SortedMap<ReceptacleId, Scans> scans =
      new TreeMap<>(Comparator.comparing(ReceptacleId::toString));
  private final List<Fact> notes = new ArrayList<>();
  private final Map<UUID, List<Fact>> answers = new HashMap<>();
  private final Map<UUID, Fact> withdrawn = new HashMap<>();
  private final Map<UUID, Instant> told;
  private Optional<Moment> finished = Optional.empty();

  /// What was scanned of one receptacle.
  private static final class Scans {
    private Optional<Fact> first = Optional.empty();
    private boolean isHere;
    private boolean isChecked;
    private Condition worst = Condition.GOOD;
    private OptionalInt grams = OptionalInt.empty();
    private final SortedMap<String, ItemScans> items = new TreeMap<>();

    private void seen(Fact fact) {
      if (first.isEmpty()) {
        first = Optional.of(fact);
      }
    }
  }

  /// What was scanned of one item in one receptacle.
  private static final class ItemScans {
    private static final ItemScans NONE = new ItemScans();

    private Condition worst = Condition.GOOD;
    private OptionalInt grams = OptionalInt.empty();

    private void seen(ItemSeen deed) {
      deed.condition().filter(each -> each.compareTo(worst) > 0).ifPresent(each -> worst = each);
      if (deed.grams().isPresent()) {
        grams = deed.grams();
      }
    }
  }

  private DispatchStory(DispatchKey dispatch, Map<UUID, Instant> told, Tolerances tolerances) {
    this.dispatch = dispatch;
    this.told = told;
    this.tolerances = tolerances;
  }

  /// @param facts of this dispatch, as if none was told across the border
  public static DispatchPicture of(
      DispatchKey dispatch, Collection<Fact> facts, Tolerances tolerances) {
    return of(dispatch, facts, Map.of(), tolerances);
  }

  /// @param facts of this dispatch; others are passed over
  /// @param told when facts were told across the border, by their messages, where they were: the
  ///   clock of a verification note does not go by what its writer says alone
  public static DispatchPicture of(
      DispatchKey dispatch,
      Collection<Fact> facts,
      Map<UUID, Instant> told,
      Tolerances tolerances) {
    DispatchStory story = new DispatchStory(dispatch, told, tolerances);
    facts.stream()
        .filter(each -> each.dispatch().equals(Optional.of(dispatch)))
        .sorted(ORDER)
        .forEach(story::take);
    return story.picture();
  }

  private void take(Fact fact) {
    switch (fact.deed()) {
      case Advised _ -> advices.add(fact);
      case Departed deed -> departures.add(deed);
      case ReceptacleSeen deed -> seen(fact, deed);
      case ReceptacleUnloaded deed -> unloaded(fact, deed);
      case ReceptacleChecked deed -> {
        Scans scan = scan(deed.receptacle());
        scan.seen(fact);
        scan.isHere = true;
        scan.isChecked = true;
      }
      case ItemSeen deed -> itemSeen(fact, deed);
      case DispatchReceived _ -> finished = finished.or(() -> Optional.of(fact.at()));
      case NoteWritten(var note) -> {
        if (isOfDestination(fact) && note.office().equals(fact.office())) {
          notes.add(fact);
        }
      }
      case NoteAnswered deed -> {
        if (fact.office().equals(dispatch.id().series().origin())) {
          answers.computeIfAbsent(deed.note(), _ -> new ArrayList<>()).add(fact);
        }
      }
      case NoteWithdrawn deed -> {
        if (isOfDestination(fact)) {
          withdrawn.merge(
              deed.note(), fact, (one, other) -> ORDER.compare(one, other) <= 0 ? one : other);
        }
      }
      case Deed.ItemAssessed _,
          Deed.BagOpened _,
          Deed.ItemPut _,
          Deed.ItemTaken _,
          Deed.LettersPut _,
          Deed.BagClosed _,
          Deed.BagDispatched _,
          Deed.InquiryOpened _,
          Deed.InquiryPursued _,
          Deed.InquiryAnswered _,
          Deed.InquiryClosed _,
          Deed.ConsignmentFormed _,
          Deed.CarrierInstructed _,
          Deed.ConsignmentCancelled _,
          Deed.ConsignmentHandedOver _,
          Deed.CarrierTold _,
          Deed.ConsignmentReceived _ -> {}
    }
  }

  /// Notes are written by the office that should have received the dispatch, and by no other.
  private boolean isOfDestination(Fact fact) {
    return fact.office().equals(dispatch.id().series().destination());
  }

  /// Unloaded anywhere else it is on its way on.
  private void unloaded(Fact fact, ReceptacleUnloaded deed) {
    if (fact.office().equals(dispatch.id().series().destination())) {
      seen(fact, new ReceptacleSeen(deed.receptacle(), deed.condition(), deed.grams()));
    }
  }

  private Scans scan(ReceptacleId id) {
    return scans.computeIfAbsent(id, _ -> new Scans());
  }

  private void seen(Fact fact, ReceptacleSeen deed) {
    Scans scan = scan(deed.receptacle());
    scan.seen(fact);
    scan.isHere = true;
    if (deed.condition().compareTo(scan.worst) > 0) {
      scan.worst = deed.condition();
    }
    if (deed.grams().isPresent()) {
      scan.grams = deed.grams();
    }
  }

  private void itemSeen(Fact fact, ItemSeen deed) {
    switch (deed.code().side()) {
      case DESTINATION ->
          deed.in()
              .ifPresent(in -> {
                Scans scan = scan(in);
                scan.seen(fact);
                scan.isHere = true;
                scan.items.computeIfAbsent(deed.item().written(), _ -> new ItemScans()).seen(deed);
              });
      case ORIGIN, TRANSIT -> {}
    }
  }

  // The picture

  private DispatchPicture picture() {
    Optional<Fact> holding =
        advices.stream()
            .max(
                Comparator.comparingInt((Fact each) -> advice(each).version())
                    .thenComparing(ORDER));
    Optional<Advice> advice = holding.map(DispatchStory::advice);
    TreeSet<Irregularity> wrong = new TreeSet<>();
    advice.ifPresent(each -> declared(each, wrong));
    List<ReceptaclePicture> receptacles = receptacles(advice, wrong);
    times(advice, wrong);
    List<NotePicture> notePictures = notes.stream().map(this::note).sorted(byNumber()).toList();
    return new DispatchPicture(
        dispatch,
        status(advice, receptacles, notePictures),
        advice,
        advices.stream().findFirst().map(Fact::at),
        departures,
        receptacles,
        List.copyOf(wrong),
        notePictures,
        finished);
  }

  private static Advice advice(Fact fact) {
    if (fact.deed() instanceof Advised(Advice advice)) {
      return advice;
    }
    throw new IllegalArgumentException("no advice: " + fact);
  }

  private static Comparator<NotePicture> byNumber() {
    return Comparator.comparing((NotePicture each) -> each.note().office().value())
        .thenComparing(each -> each.note().year())
        .thenComparing(each -> each.note().number())
        .thenComparing(each -> each.note().id());
  }

  private NotePicture note(Fact fact) {
    if (fact.deed() instanceof NoteWritten(var note)) {
      LocalDate since = later(fact.at().wall().toLocalDate(), toldOn(fact));
      Optional<NoteAnswered> answer = answer(note.id(), since.plus(tolerances.noteAnswer()));
      NotePicture.State state =
          isWithdrawn(note.id())
              ? NotePicture.State.WITHDRAWN
              : answer
                  .map(each ->
                      each.accepted() ? NotePicture.State.ACCEPTED : NotePicture.State.CONTESTED)
                  .orElse(NotePicture.State.OPEN);
      return new NotePicture(note, fact.at(), since, state, answer);
    }
    throw new IllegalArgumentException("no note: " + fact);
  }

  /// What was accepted before stays accepted: both posts tell by the moments of the two facts.
  private boolean isWithdrawn(UUID note) {
    return Optional.ofNullable(withdrawn.get(note))
        .filter(withdrawal ->
            answers.getOrDefault(note, List.of()).stream()
                .filter(each -> answered(each).accepted())
                .noneMatch(each -> ORDER.compare(each, withdrawal) < 0))
        .isPresent();
  }

  /// An acceptance holds whenever it comes; else the first answer that came in time.
  private Optional<NoteAnswered> answer(UUID note, LocalDate last) {
    List<Fact> all = answers.getOrDefault(note, List.of());
    return all.stream()
        .map(DispatchStory::answered)
        .filter(NoteAnswered::accepted)
        .findFirst()
        .or(() ->
            all.stream()
                .filter(each -> isInTime(each, last))
                .map(DispatchStory::answered)
                .findFirst());
  }

  private static NoteAnswered answered(Fact fact) {
    if (fact.deed() instanceof NoteAnswered answered) {
      return answered;
    }
    throw new IllegalArgumentException("no answer: " + fact);
  }

  private boolean isInTime(Fact answer, LocalDate last) {
    boolean isToldInTime =
        toldOn(answer)
            .map(day -> !day.isAfter(last.plusDays(tolerances.noteToldDays())))
            .orElse(true);
    return isToldInTime && !answer.at().wall().toLocalDate().isAfter(last);
  }

  /// The day on which a fact was told, by the clock of the office that told it.
  private Optional<LocalDate> toldOn(Fact fact) {
    return Optional.ofNullable(told.get(fact.id()))
        .map(at -> at.atOffset(fact.at().offset().orElse(ZoneOffset.UTC)).toLocalDate());
  }

  private static LocalDate later(LocalDate one, Optional<LocalDate> other) {
    return other.filter(one::isBefore).orElse(one);
  }

  private DispatchPicture.Status status(
      Optional<Advice> advice, List<ReceptaclePicture> receptacles, List<NotePicture> notes) {
    if (notes.stream().anyMatch(NotePicture::mayBeWithdrawn)) {
      return DispatchPicture.Status.CONTESTED;
    }
    if (finished.isPresent()) {
      boolean isWhole =
          advice.isPresent()
              && receptacles.stream().noneMatch(each -> each.state() == State.MISSING)
              && receptacles.stream()
                  .flatMap(each -> each.items().stream())
                  .noneMatch(each -> each.state() == ItemState.MISSING);
      return isWhole
          ? DispatchPicture.Status.RECEIVED_COMPLETE
          : DispatchPicture.Status.RECEIVED_PARTIAL;
    }
    if (!scans.isEmpty()) {
      return DispatchPicture.Status.ARRIVING;
    }
    return departures.isEmpty() ? DispatchPicture.Status.CLOSED : DispatchPicture.Status.DESPATCHED;
  }

  /// What a declaration contradicts by itself.
  private void declared(Advice advice, TreeSet<Irregularity> wrong) {
    Map<Integer, ReceptacleId> serials = new HashMap<>();
    Map<String, ReceptacleId> items = new HashMap<>();
    int highest = 0;
    for (Advice.Receptacle each : advice.receptacles()) {
      ReceptacleId before = serials.putIfAbsent(each.id().serial(), each.id());
      if (before != null) {
        add(wrong, Irregularity.Kind.RECEPTACLE_DUPLICATE, each.id(), before, each.id());
      }
      highest = Math.max(highest, each.id().serial());
      registered(each, wrong);
      for (Advice.Item item : each.items()) {
        String id = item.id().written();
        ReceptacleId other = items.putIfAbsent(id, each.id());
        if (other != null) {
          add(wrong, Irregularity.Kind.ITEM_DUPLICATE, id, other, each.id());
        }
        new ItemCheck(dispatch, item).irregularities().forEach(wrong::add);
      }
    }
    last(advice, highest, wrong);
  }

  private static void registered(Advice.Receptacle each, TreeSet<Irregularity> wrong) {
    ReceptacleId.Indicator marked = each.id().registered();
    boolean holds = each.hasRegisteredOrInsured();
    boolean isWrong =
        (holds && marked == ReceptacleId.Indicator.NO)
            || (!holds
                && marked == ReceptacleId.Indicator.YES
                && !each.items().isEmpty()
                && each.bulk().isEmpty());
    if (isWrong) {
      add(
          wrong,
          Irregularity.Kind.REGISTERED_INDICATOR_WRONG,
          each.id(),
          holds ? "1" : "0",
          holds ? "0" : "1");
    }
  }

  private void last(Advice advice, int highest, TreeSet<Irregularity> wrong) {
    List<Integer> marked =
        advice.receptacles().stream()
            .map(Advice.Receptacle::id)
            .filter(each -> each.last() == ReceptacleId.Indicator.YES)
            .map(ReceptacleId::serial)
            .sorted()
            .toList();
    boolean isNotCarried =
        advice.receptacles().stream()
            .allMatch(each -> each.id().last() == ReceptacleId.Indicator.NOT_CARRIED);
    if (!isNotCarried && !marked.equals(List.of(highest))) {
      add(wrong, Irregularity.Kind.LAST_INDICATOR_WRONG, dispatch.id(), highest, marked);
    }
  }

  private void times(Optional<Advice> advice, TreeSet<Irregularity> wrong) {
    Optional<Fact> arrival =
        scans.values().stream()
            .filter(each -> each.isHere)
            .flatMap(each -> each.first.stream())
            .min(ORDER);
    if (arrival.isPresent() && advice.isEmpty()) {
      add(wrong, Irregularity.Kind.ADVICE_MISSING, dispatch.id(), "", "");
    }
    Optional<Fact> told = advices.stream().min(Comparator.comparing(each -> each.at().captured()));
    if (arrival.isPresent()
        && told.isPresent()
        && told.get().at().captured().isAfter(arrival.get().at().captured())) {
      add(
          wrong,
          Irregularity.Kind.ADVICE_LATE,
          dispatch.id(),
          arrival.get().at().captured(),
          told.get().at().captured());
    }
    List<Advice> distinct = advices.stream().map(DispatchStory::advice).distinct().toList();
    if (distinct.size() > 1) {
      add(wrong, Irregularity.Kind.ADVICE_REPLACED, dispatch.id(), 1, distinct.size());
    }
  }

  private List<ReceptaclePicture> receptacles(
      Optional<Advice> advice, TreeSet<Irregularity> wrong) {
    Map<ReceptacleId, Advice.Receptacle> declared = new LinkedHashMap<>();
    advice.ifPresent(
        each -> each.receptacles().forEach(one -> declared.putIfAbsent(one.id(), one)));
    Map<ReceptacleId, ReceptacleId> labels = sameSerial(declared, wrong);
    Map<String, ReceptacleId> listedIn = new HashMap<>();
    Map<String, OptionalInt> grams = new HashMap<>();
    declared.forEach((id, each) ->
        each.items()
            .forEach(item -> {
              listedIn.putIfAbsent(item.id().written(), id);
              grams.putIfAbsent(item.id().written(), item.grams());
            }));
    Map<String, ReceptacleId> foundIn = new HashMap<>();
    scans.forEach((id, scan) ->
        scan.items
            .keySet()
            .forEach(item -> foundIn.putIfAbsent(item, labels.getOrDefault(id, id))));
    TreeSet<ReceptacleId> all = new TreeSet<>(Comparator.comparing(ReceptacleId::toString));
    all.addAll(declared.keySet());
    scans.keySet().stream().filter(each -> !labels.containsKey(each)).forEach(all::add);
    Map<ReceptacleId, ReceptacleId> found = new HashMap<>();
    labels.forEach((label, id) -> found.put(id, label));
    List<ReceptaclePicture> pictures = new ArrayList<>();
    for (ReceptacleId id : all) {
      Optional<Advice.Receptacle> told = Optional.ofNullable(declared.get(id));
      Optional<Scans> scan =
          Optional.ofNullable(scans.get(id))
              .or(() -> Optional.ofNullable(found.get(id)).map(scans::get));
      Places places = new Places(listedIn, foundIn, grams);
      pictures.add(receptacle(id, told, scan, advice.isPresent(), places, wrong));
    }
    return pictures;
  }

  /// Where items are declared and where they were found, and what they weigh as declared.
  private record Places(
      Map<String, ReceptacleId> listedIn,
      Map<String, ReceptacleId> foundIn,
      Map<String, OptionalInt> grams) {}

  /// Labels that differ from the declaration in more than their serial number stand for the
  /// declared receptacle of that number, when nobody saw that one; two labels with one number are
  /// an irregularity.
  private Map<ReceptacleId, ReceptacleId> sameSerial(
      Map<ReceptacleId, Advice.Receptacle> declared, TreeSet<Irregularity> wrong) {
    Map<Integer, ReceptacleId> unseen = new HashMap<>();
    declared.keySet().stream()
        .filter(each -> !scans.containsKey(each))
        .forEach(each -> unseen.putIfAbsent(each.serial(), each));
    Map<ReceptacleId, ReceptacleId> labels = new HashMap<>();
    Map<Integer, ReceptacleId> bySerial = new HashMap<>();
    for (ReceptacleId label : scans.keySet()) {
      ReceptacleId before = bySerial.putIfAbsent(label.serial(), label);
      if (before != null) {
        add(wrong, Irregularity.Kind.RECEPTACLE_DUPLICATE, label, before, label);
      }
      ReceptacleId id = unseen.get(label.serial());
      if (!declared.containsKey(label) && id != null && before == null) {
        labels.put(label, id);
        labelled(id, label, wrong);
      }
    }
    return labels;
  }

  private static void labelled(ReceptacleId id, ReceptacleId label, TreeSet<Irregularity> wrong) {
    if (id.last() != label.last()) {
      add(wrong, Irregularity.Kind.LAST_INDICATOR_WRONG, label, id.last(), label.last());
    }
    if (id.registered() != label.registered()) {
      add(
          wrong,
          Irregularity.Kind.REGISTERED_INDICATOR_WRONG,
          label,
          id.registered(),
          label.registered());
    }
    if (id.labelWeight() != label.labelWeight()) {
      add(
          wrong,
          Irregularity.Kind.WEIGHT_DIFFERENT,
          label,
          id.labelGrams().orElse(0) + " g",
          label.labelGrams().orElse(0) + " g");
    }
  }

  private ReceptaclePicture receptacle(
      ReceptacleId id,
      Optional<Advice.Receptacle> told,
      Optional<Scans> scan,
      boolean isDeclared,
      Places places,
      TreeSet<Irregularity> wrong) {
    State state = state(told.isPresent(), scan, isDeclared);
    switch (state) {
      case MISSING -> add(wrong, Irregularity.Kind.RECEPTACLE_MISSING, id, id, "");
      case EXCESS -> add(wrong, Irregularity.Kind.RECEPTACLE_EXCESS, id, "", id);
      case MISSENT ->
          add(
              wrong,
              Irregularity.Kind.RECEPTACLE_MISSENT,
              id,
              dispatch.id().series().destination(),
              scan.flatMap(each -> each.first).map(each -> each.office().value()).orElse(""));
      case AWAITED, RECEIVED, CHECKED -> {}
    }
    scan.filter(each -> !each.worst.isGood())
        .ifPresent(each ->
            add(wrong, Irregularity.Kind.RECEPTACLE_DAMAGED, id, Condition.GOOD, each.worst));
    OptionalInt declared =
        told.map(Advice.Receptacle::grams).filter(OptionalInt::isPresent).orElseGet(id::labelGrams);
    OptionalInt weighed = scan.map(each -> each.grams).orElse(OptionalInt.empty());
    if (weighed.isPresent()
        && declared.isPresent()
        && Math.abs((long) weighed.getAsInt() - declared.getAsInt()) > tolerances.grams()) {
      add(
          wrong,
          Irregularity.Kind.WEIGHT_DIFFERENT,
          id,
          declared.getAsInt() + " g",
          weighed.getAsInt() + " g");
    }
    return new ReceptaclePicture(
        id,
        state,
        told.isPresent(),
        told.flatMap(Advice.Receptacle::seal),
        scan.flatMap(each -> each.first)
            .map(each -> new ReceptaclePicture.Seen(each.office(), each.at())),
        scan.map(each -> each.worst).orElse(Condition.GOOD),
        declared,
        weighed,
        items(id, told, scan, isDeclared, places, wrong),
        told.map(Advice.Receptacle::bulk).orElse(List.of()));
  }

  private State state(boolean isTold, Optional<Scans> scan, boolean isDeclared) {
    if (scan.isEmpty()) {
      return finished.isPresent() ? State.MISSING : State.AWAITED;
    }
    if (!isAtItsOffice(scan.get())) {
      return State.MISSENT;
    }
    if (!isTold && isDeclared) {
      return State.EXCESS;
    }
    return scan.get().isChecked ? State.CHECKED : State.RECEIVED;
  }

  private boolean isAtItsOffice(Scans scan) {
    return scan.first
        .map(each -> each.office().equals(dispatch.id().series().destination()))
        .orElse(true);
  }

  private List<ReceptaclePicture.Item> items(
      ReceptacleId id,
      Optional<Advice.Receptacle> told,
      Optional<Scans> scan,
      boolean isDeclared,
      Places places,
      TreeSet<Irregularity> wrong) {
    SortedMap<String, ReceptaclePicture.Item> items = new TreeMap<>();
    // what is in a receptacle that went elsewhere is missing only where somebody looked into it
    boolean isOver =
        scan.isPresent()
            && (scan.get().isChecked || (finished.isPresent() && isAtItsOffice(scan.get())));
    for (Advice.Item item : told.map(Advice.Receptacle::items).orElse(List.of())) {
      String written = item.id().written();
      ReceptacleId where = places.foundIn().get(written);
      ItemState state =
          where == null
              ? isOver ? ItemState.MISSING : ItemState.AWAITED
              : where.equals(id) ? ItemState.FOUND : ItemState.ELSEWHERE;
      if (state == ItemState.MISSING) {
        add(wrong, Irregularity.Kind.ITEM_MISSING, written, id, "");
      }
      ItemScans seen =
          scan.map(each -> each.items.getOrDefault(written, ItemScans.NONE)).orElse(ItemScans.NONE);
      items.putIfAbsent(
          written,
          new ReceptaclePicture.Item(written, state, item.grams(), seen.worst, seen.grams));
    }
    scan.ifPresent(each ->
        each.items.forEach((written, seen) -> {
          ReceptacleId listed = places.listedIn().get(written);
          found(written, seen, places, wrong);
          if (items.containsKey(written)) {
            return;
          }
          ItemState state = listed == null ? ItemState.EXCESS : ItemState.MISPLACED;
          if (listed != null) {
            add(wrong, Irregularity.Kind.ITEM_MISPLACED, written, listed, id);
          } else if (isDeclared && isListed(told)) {
            add(wrong, Irregularity.Kind.ITEM_EXCESS, written, "", id);
          }
          items.put(
              written,
              new ReceptaclePicture.Item(
                  written, state, OptionalInt.empty(), seen.worst, seen.grams));
        }));
    return List.copyOf(items.values());
  }

  /// In which condition and of which weight an item was found, wherever it was.
  private void found(String written, ItemScans seen, Places places, TreeSet<Irregularity> wrong) {
    if (!seen.worst.isGood()) {
      add(wrong, Irregularity.Kind.ITEM_DAMAGED, written, Condition.GOOD, seen.worst);
    }
    OptionalInt declared = places.grams().getOrDefault(written, OptionalInt.empty());
    if (tolerances.isOtherItemWeight(declared, seen.grams)) {
      add(
          wrong,
          Irregularity.Kind.ITEM_WEIGHT_DIFFERENT,
          written,
          declared.getAsInt() + " g",
          seen.grams.getAsInt() + " g");
    }
  }

  /// Whether the declaration lists what is in a receptacle one by one; where letters are only
  /// counted, an item that is not listed is none too many.
  private static boolean isListed(Optional<Advice.Receptacle> told) {
    return told.map(each -> each.bulk().isEmpty()).orElse(true);
  }

  private static void add(
      TreeSet<Irregularity> wrong,
      Irregularity.Kind kind,
      Object subject,
      Object expected,
      Object found) {
    wrong.add(new Irregularity(kind, shortened(subject), shortened(expected), shortened(found)));
  }

  private static String shortened(Object what) {
    String text = what.toString();
    return text.length() <= Irregularity.LONGEST ? text : text.substring(0, Irregularity.LONGEST);
  }
}
