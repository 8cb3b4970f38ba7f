package org.wasl.post.keeping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.wasl.border.MessageId;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.managing.FigureStore;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.tracking.TimeStore;

/// Where the facts of a post are kept. Facts are added and never changed; rows of lists are made of
/// them and can be made again.
public interface PostStore extends TimeStore, FigureStore {
  /// The most facts that one dispatch, item or receptacle may have.
  int MOST_FACTS = 200_000;

  /// What adding a fact came to.
  enum Adding {
    NEW,
    /// The same fact is there.
    KNOWN,
    /// Another fact has its id.
    CONFLICT
  }

  /// Waits until no other transaction holds this series of numbers and holds it until the open
  /// transaction ends, so that whoever reads the last number and gives the next one is alone. It is
  /// taken before anything else in a transaction, and only one of them.
  ///
  /// @throws IllegalStateException when no transaction is open
  void lock(String series);

  /// Waits until no other transaction that keeps facts is open and holds them up until the open one
  /// ends: two who keep facts of the same mail one by one, in other orders, would wait for each
  /// other for ever. Taken before the first fact; [#lock] and [#addAll] take it too.
  ///
  /// @throws IllegalStateException when no transaction is open
  void alone();

  Adding add(Stored fact);

  /// Adds facts as [#add] does each, many at once.
  ///
  /// @param facts at most 10,000
  /// @return those that are new, in their order; what has an id of something else is not among them
  List<Fact> addAll(List<Stored> facts);

  Optional<Stored> find(UUID fact);

  /// Those of these facts that are kept.
  List<Stored> findAll(Collection<UUID> facts);

  /// In the order in which they were kept.
  List<Stored> ofDispatch(DispatchKey dispatch);

  /// In the order in which they were kept.
  List<Stored> ofItem(String item);

  /// In the order in which they were kept.
  List<Stored> ofBag(UUID bag);

  /// In the order in which they were kept.
  List<Stored> ofConsignment(ConsignmentId consignment);

  /// Scans of receptacles of these dispatches, in the order in which they were kept.
  List<Stored> scansOf(Collection<DispatchKey> dispatches);

  /// Consignments with facts that their row does not know yet.
  List<ConsignmentId> staleConsignments(int most);

  /// @param carried the receptacles that are in it and can be in no other
  void put(ConsignmentRow row, Collection<ReceptacleId> carried);

  /// Consignments in one of these states, newest change first.
  ///
  /// @param isDifferent those with differences alone
  List<ConsignmentRow> consignments(
      Collection<ConsignmentPicture.Status> states, boolean isDifferent, int most);

  /// A dispatch of ours with receptacles that no consignment carries.
  ///
  /// @param receptacles how many
  record Waiting(DispatchKey dispatch, int receptacles) {}

  /// Dispatches of ours that did not arrive, of which receptacles wait for a carrier, closed last
  /// first; by the rows of dispatches and of consignments. One that begins to arrive counts where a
  /// consignment carries some of it; one of the system before this one does not.
  List<Waiting> waiting(int most);

  /// Consignments that carry or carried receptacles of a dispatch, by their numbers.
  List<ConsignmentId> carrying(DispatchKey dispatch);

  /// The highest number of consignments formed by us that begin with these characters and end in
  /// four digits.
  OptionalInt lastConsignment(String series);

  /// Facts of ours that may cross, by [MailBetween], and of which the other post was not told,
  /// oldest first, for the open transaction alone: another one that asks meanwhile gets others.
  List<Stored> untold(int most);

  /// Facts of ours that may not cross, or not yet, and of which systems beside us were not told,
  /// oldest first, for the open transaction alone.
  List<Stored> unpassed(int most);

  /// Systems beside us were told of these facts.
  void markPassed(Collection<UUID> facts);

  /// One post declared an item to the other: what waited for that may cross.
  void exchanged(ItemId item);

  /// Those of these items whose newest assessment holds them.
  List<String> held(Collection<String> items);

  /// All items whose newest assessment holds them.
  List<String> heldItems(int most);

  /// Sums what was added since, for reports.
  void sum();

  /// How many facts the other post told.
  long heard();

  /// @param at when the message with them was made
  /// @return those of which systems beside us were told before
  Set<UUID> markTold(Collection<UUID> facts, MessageId message, Instant at);

  /// Messages with facts of which the other post's receipt is not known here, oldest first.
  List<MessageId> unreceipted(int most);

  /// The other post has a message: it was told of the events in it then.
  void receipted(MessageId message, Instant at);

  /// The receptacles of an office that were opened and whose dispatch is not closed.
  List<UUID> bagsInWork(OfficeCode office, int most);

  /// The dispatches whose declarations list an item, newest first.
  List<DispatchKey> listing(String item);

  /// The highest serial number that was declared in a series of a year.
  OptionalInt lastSerial(String seriesOfYear);

  /// The highest number of a verification note that an office gave in a year.
  OptionalInt lastNote(OfficeCode office, int year);

  /// The highest number of an inquiry that an office gave in a year.
  OptionalInt lastInquiry(OfficeCode office, int year);

  /// The weight of an item, the greatest that a dispatch declared for it.
  OptionalInt declaredGrams(String item);

  /// Inquiries that were closed, or that were not, opened last first.
  List<UUID> inquiries(boolean isClosed, int most);

  /// All facts of these inquiries, in the order in which they were kept.
  ///
  /// @param inquiries at most 1,000
  List<Stored> ofInquiries(Collection<UUID> inquiries);

  /// Dispatches with facts that their row does not know yet.
  List<DispatchKey> stale(int most);

  void put(DispatchRow row);

  Optional<DispatchRow> findRow(DispatchKey dispatch);

  /// Newest change first.
  List<DispatchRow> rows(boolean isOut, int most);

  /// All of a series in a year, by serial number.
  List<DispatchRow> rowsOfSeries(String seriesOfYear);

  /// Series of the years in which a dispatch changed since then.
  List<String> seriesSince(Instant since, int most);

  /// Dispatches that changed since then, oldest change first.
  List<DispatchKey> changedSince(Instant since, int most);

  /// The newest day whose digests were sent.
  Optional<LocalDate> lastDigest();

  void digested(LocalDate day);

  List<Divergence> divergences();

  /// Notes that the posts hold different numbers of facts of a dispatch.
  ///
  /// @return since when they do
  Instant uneven(DispatchKey dispatch, Instant now);

  /// Both posts hold as many facts of a dispatch.
  void even(DispatchKey dispatch);

  /// Notes or ends a divergence.
  void diverged(DispatchKey dispatch, Optional<Divergence> divergence);

  /// Goes through the dispatches that were declared, for the first time or anew, on days from the
  /// first to the last, by the clocks of their offices of origin: each once, in their order, with
  /// the facts on which its account stands. What the system before this one declared is accounted
  /// for elsewhere.
  void declared(LocalDate first, LocalDate last, BiConsumer<DispatchKey, List<Stored>> taker);

  /// The months in which dispatches were declared, oldest first.
  List<YearMonth> declaredMonths();

  /// When facts were told across the border, where they were, by the day of their messages.
  static Map<UUID, Instant> told(List<Stored> stored) {
    Map<UUID, Instant> told = new HashMap<>();
    stored.forEach(each -> each.told().ifPresent(at -> told.put(each.fact().id(), at)));
    return told;
  }

  /// Whether an account stands on such a fact: declarations, verification notes and what is said to
  /// them.
  static boolean isForAccounts(Deed deed) {
    return switch (deed) {
      case Deed.Advised _, Deed.NoteWritten _, Deed.NoteAnswered _, Deed.NoteWithdrawn _ -> true;
      default -> false;
    };
  }

  /// The fact of a stored row, for whoever only wants facts.
  static List<Fact> facts(List<Stored> stored) {
    return stored.stream().map(Stored::fact).toList();
  }
}
