package org.wasl.post.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.wasl.border.AuditTrail;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Transactions;
import org.wasl.post.ItemClass;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialBlock;
import org.wasl.post.allocating.SerialLedger;
import org.wasl.post.allocating.SerialLedger.Holding;
import org.wasl.post.allocating.SerialLedger.Taking;
import org.wasl.post.allocating.SerialTerms;
import org.wasl.post.customs.CustomsRules.Finding;
import org.wasl.post.keeping.SerialStore;
import org.wasl.post.keeping.SerialStore.Block;
import org.wasl.post.keeping.SerialStore.Counted;
import org.wasl.post.keeping.SerialStore.Range;
import org.wasl.post.keeping.SerialStore.Usage;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// The desk of serial numbers (UPU S10-12): declares the ranges of a service indicator, gives
/// blocks of them to offices, takes back what was not used, and draws the next number at a counter.
/// It knows of every identifier of our country whether it was given out.
public final class SerialDesk {
  /// The most ranges of all indicators.
  public static final int MOST_RANGES = 1_000;

  /// The most blocks that are out.
  public static final int MOST_BLOCKS = 10_000;

  private static final int FORGOTTEN = 10_000;

  private final Parts parts;

  /// What a desk is made of.
  public record Parts(
      PostDesk post,
      SerialTerms terms,
      SerialStore store,
      AuditTrail audit,
      Transactions transactions) {}

  public SerialDesk(Parts parts) {
    this.parts = parts;
  }

  public SerialTerms terms() {
    return parts.terms();
  }

  private LocalDate today() {
    return parts.post().here().wall().toLocalDate();
  }

  /// What was handed back or used by that day has rested.
  private LocalDate rested() {
    return today().minus(parts.terms().rest());
  }

  private Instant restedAt() {
    return rested().atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private void audit(Person by, String action, String object, String detail) {
    parts.audit().record(new AuditEvent(Optional.of(by), action, object, Optional.empty(), detail));
  }

  // Ranges

  /// Declares a range of an indicator.
  ///
  /// @param isBefore its numbers were in use before; none is given out here
  /// @return why not
  public Optional<Refusal> declare(
      String indicator, SerialBlock block, boolean isBefore, Person by) {
    boolean isIndicator =
        indicator.matches("[A-Z]{2}")
            && ItemClass.of(indicator.charAt(0), indicator.charAt(1)) != ItemClass.UNASSIGNED;
    if (!isIndicator) {
      return refused(
          "post.serials.indicator",
          "ليس رمز خدمة معروفاً: " + indicator,
          "not a known service indicator: " + indicator);
    }
    return parts
        .transactions()
        .within(() -> {
          parts.store().lock();
          List<Range> ranges = parts.store().ranges(MOST_RANGES);
          Optional<Range> other =
              ranges.stream()
                  .filter(each -> each.indicator().equals(indicator))
                  .filter(each -> each.block().overlaps(block))
                  .findFirst();
          if (other.isPresent()) {
            return refused(
                "post.serials.overlap",
                "يتقاطع مع النطاق " + printed(other.get()),
                "it overlaps the range " + printed(other.get()));
          }
          if (ranges.size() >= MOST_RANGES) {
            return refused("post.serials.full", "النطاقات كثيرة جداً", "too many ranges");
          }
          parts.store().addRange(new Range(indicator, block, isBefore, today()));
          audit(by, "post.serials.declare", printed(indicator, block), isBefore ? "before" : "");
          return Optional.<Refusal>empty();
        });
  }

  private static Optional<Refusal> refused(String code, String ar, String en) {
    return Optional.of(Refusal.of(code, ar, en));
  }

  private static String printed(Range range) {
    return printed(range.indicator(), range.block());
  }

  private static String printed(String indicator, SerialBlock block) {
    return "%s %08d-%08d".formatted(indicator, block.first(), block.last());
  }

  // Blocks

  /// What asking for a block came to.
  public sealed interface Given {
    record Done(Block block) implements Given {}

    record Refused(Refusal refusal) implements Given {}
  }

  /// Gives a block to an office of ours.
  ///
  /// @param isOffline for labels, or for a counter without a line: none of it is drawn here
  public Given give(String indicator, OfficeCode office, int size, boolean isOffline, Person by) {
    if (!parts.post().isOurs(office)) {
      return no("post.office", "ليس من مكاتبنا: " + office, "not one of our offices: " + office);
    }
    if (size < 1 || size > SerialLedger.MOST_NUMBERS) {
      return no(
          "post.serials.size",
          "في الدفعة من 1 إلى " + SerialLedger.MOST_NUMBERS + " رقم",
          "a block has 1 to " + SerialLedger.MOST_NUMBERS + " numbers");
    }
    return parts
        .transactions()
        .within(() -> {
          parts.store().lock();
          return giveWithin(indicator, office, size, isOffline, by);
        });
  }

  private static Given no(String code, String ar, String en) {
    return new Given.Refused(Refusal.of(code, ar, en));
  }

  private Given giveWithin(
      String indicator, OfficeCode office, int size, boolean isOffline, Person by) {
    if (parts.store().countOut() >= MOST_BLOCKS) {
      return no("post.serials.full", "الدفعات كثيرة جداً", "too many blocks are out");
    }
    int greatest = 0;
    for (SerialLedger ledger : ledgers(indicator)) {
      switch (ledger.take(office, size, today())) {
        case Taking.Taken(var _, SerialBlock block) -> {
          return given(indicator, block, office, isOffline, by);
        }
        case Taking.NoRoom(int free) -> greatest = Math.max(greatest, free);
      }
    }
    return no(
        "post.serials.room",
        "لا توجد "
            + size
            + " رقماً متتالياً حراً للرمز "
            + indicator
            + "؛ أكبر ما يتوفر "
            + greatest,
        "no "
            + size
            + " numbers in a row are free for "
            + indicator
            + "; at most there are "
            + greatest);
  }

  private Given given(
      String indicator, SerialBlock numbers, OfficeCode office, boolean isOffline, Person by) {
    Block block =
        new Block(
            parts.post().freshId(),
            indicator,
            numbers,
            office,
            isOffline,
            today(),
            numbers.first(),
            Optional.empty());
    parts.store().addBlock(block);
    audit(by, "post.serials.give", printed(indicator, numbers), office.value());
    return new Given.Done(block);
  }

  /// One ledger for each range from which numbers are given.
  private List<SerialLedger> ledgers(String indicator) {
    List<Holding> held =
        parts.store().held(indicator, rested()).stream()
            .map(each -> new Holding(each.block(), each.office(), each.taken(), each.handedBack()))
            .toList();
    return parts.store().ranges(MOST_RANGES).stream()
        .filter(each -> each.indicator().equals(indicator) && !each.isBefore())
        .map(each ->
            new SerialLedger(
                indicator,
                parts.post().country(),
                each.block(),
                parts.terms().rest(),
                held.stream().filter(one -> one.block().overlaps(each.block())).toList()))
        .toList();
  }

  /// Takes a block back. Of one that was drawn from here, the numbers behind the last one used are
  /// free at once; one that was offline rests whole, since nobody knows which labels are about.
  ///
  /// @return why not
  public Optional<Refusal> takeBack(UUID id, Person by) {
    return parts
        .transactions()
        .within(() -> {
          parts.store().lock();
          Optional<Block> found =
              parts.store().hold(id).filter(each -> each.handedBack().isEmpty());
          if (found.isEmpty()) {
            return refused(
                "post.serials.block", "ليست هذه الدفعة عند مكتب", "this block is not out");
          }
          Block block = found.get();
          OptionalInt last =
              block.isOffline()
                  ? OptionalInt.of(block.block().last())
                  : parts.store().greatestUsed(block);
          parts.store().handBack(id, last, today());
          String rests = last.isEmpty() ? "all free" : "rests to %08d".formatted(last.getAsInt());
          audit(by, "post.serials.back", printed(block.indicator(), block.block()), rests);
          return Optional.<Refusal>empty();
        });
  }

  /// What drawing a number came to.
  public sealed interface Drawn {
    record Done(ItemId item) implements Drawn {}

    record Refused(Refusal refusal) implements Drawn {}
  }

  /// Draws the next number of an office. Whoever asks at the same time gets another one; a number
  /// that was drawn and not used is passed over.
  public Drawn draw(String indicator, OfficeCode office, Person by) {
    if (!parts.post().isOurs(office)) {
      return new Drawn.Refused(
          Refusal.of(
              "post.office", "ليس من مكاتبنا: " + office, "not one of our offices: " + office));
    }
    OptionalInt serial = parts.transactions().within(() -> drawWithin(indicator, office, by));
    return serial.isPresent()
        ? new Drawn.Done(ItemId.of(indicator, serial.getAsInt(), parts.post().country()))
        : new Drawn.Refused(
            Refusal.of(
                "post.serials.none",
                "لم تبق أرقام من الرمز " + indicator + " عند هذا المكتب؛ اطلب دفعة",
                "this office has no numbers of " + indicator + " left; ask for a block"));
  }

  private OptionalInt drawWithin(String indicator, OfficeCode office, Person by) {
    OptionalInt serial =
        parts.store().draw(indicator, office, parts.post().now(), today(), restedAt());
    serial.ifPresent(each ->
        audit(
            by,
            "post.serials.draw",
            printed(indicator, new SerialBlock(each, each)),
            office.value()));
    return serial;
  }

  private List<ItemId> fresh(String indicator, int first, int last) {
    if (first > last) {
      return List.of();
    }
    Set<Integer> unrested =
        parts.store().unrested(indicator, new SerialBlock(first, last), restedAt());
    return IntStream.rangeClosed(first, last)
        .filter(each -> !unrested.contains(each))
        .mapToObj(each -> ItemId.of(indicator, each, parts.post().country()))
        .toList();
  }

  /// Identifiers of a block for its labels, without those that an item has already.
  ///
  /// @param from first of them, counted from 0
  /// @param most how many at most
  public List<ItemId> labels(UUID id, int from, int most, Person by) {
    return parts
        .transactions()
        .within(() -> {
          Optional<Block> found =
              parts
                  .store()
                  .find(id)
                  .filter(each -> each.isOffline() && each.handedBack().isEmpty());
          List<ItemId> items = new ArrayList<>();
          found.ifPresent(block -> {
            int first = block.block().first() + Math.max(0, from);
            int last = Math.min(block.block().last(), first + most - 1);
            items.addAll(fresh(block.indicator(), first, last));
            audit(
                by,
                "post.serials.print",
                printed(block.indicator(), block.block()),
                items.size() + " from " + from);
          });
          return items;
        });
  }

  /// The label of an item whose number was drawn or used here; that it was printed is written down.
  ///
  /// @return nothing for another number
  public Optional<ItemId> label(ItemId item, Person by) {
    return parts
        .transactions()
        .within(() -> {
          SerialBlock number = new SerialBlock(item.serial(), item.serial());
          boolean isOurs =
              item.country().equals(parts.post().country())
                  && !parts.store().unrested(item.indicator(), number, restedAt()).isEmpty();
          if (isOurs) {
            audit(by, "post.serials.print", printed(item.indicator(), number), "1 label");
          }
          return Optional.of(item).filter(_ -> isOurs);
        });
  }

  // Identifiers at the counter

  /// What is wrong with the identifier of an item that an office of ours takes.
  ///
  /// @param isReturned it goes back to where it came from, under the number it came with
  public List<Finding> check(ItemId item, OfficeCode office, boolean isReturned) {
    if (!item.country().equals(parts.post().country())) {
      return List.of(foreign(item, isReturned));
    }
    List<Finding> findings = new ArrayList<>();
    if (parts.store().isUsed(item.indicator(), item.serial(), restedAt())) {
      findings.add(used(item));
    }
    Optional<Block> holder =
        parts
            .store()
            .holder(item.indicator(), item.serial(), rested())
            .filter(each -> each.handedBack().isEmpty() || each.next() > item.serial());
    if (holder.isPresent()) {
      holder
          .filter(each -> !each.office().equals(office))
          .ifPresent(each -> findings.add(ofAnotherOffice(item, each.office())));
    } else if (!isOfBefore(item)) {
      findings.add(notIssued(item));
    }
    return findings;
  }

  private boolean isOfBefore(ItemId item) {
    return parts.store().ranges(MOST_RANGES).stream()
        .anyMatch(each ->
            each.isBefore()
                && each.indicator().equals(item.indicator())
                && each.block().contains(item.serial()));
  }

  private Finding foreign(ItemId item, boolean isReturned) {
    return finding(
        "foreign-identifier",
        !isReturned,
        "معرّف البعيثة من بلد آخر ("
            + item.country()
            + ")؛ لا تُقبل للإرسال منا إلا إذا كانت معادة",
        "the identifier is of another country ("
            + item.country()
            + "); we take it only when the item is returned");
  }

  static Finding used(ItemId item) {
    return finding(
        "number-used",
        true,
        "لبعيثة أخرى هذا الرقم: " + item.printed(),
        "another item has this number: " + item.printed());
  }

  private static Finding notIssued(ItemId item) {
    return finding(
        "number-not-issued",
        false,
        "لم يُعطَ هذا الرقم لمكتب: " + item.printed() + "؛ تحقق من اللصاقة",
        "this number was given to no office: " + item.printed() + "; check the label");
  }

  private static Finding ofAnotherOffice(ItemId item, OfficeCode office) {
    return finding(
        "number-of-another-office",
        false,
        "هذا الرقم عند مكتب آخر (" + office + "): " + item.printed(),
        "this number is with another office (" + office + "): " + item.printed());
  }

  private static Finding finding(String code, boolean stops, String ar, String en) {
    return new Finding(code, 0, stops, new LocalizedText(ar, en));
  }

  /// Marks the number of an item as used, within the transaction that takes the item.
  ///
  /// @return false when another item has it
  boolean use(ItemId item, OfficeCode office, Instant at) {
    return !item.country().equals(parts.post().country())
        || parts.store().use(item.indicator(), item.serial(), office, at, restedAt());
  }

  /// The item was not taken after all: its number waits for it.
  void release(ItemId item) {
    if (item.country().equals(parts.post().country())) {
      parts.store().release(item.indicator(), item.serial());
    }
  }

  /// Forgets numbers that have rested.
  public void forget() {
    parts.transactions().within(() -> parts.store().forget(restedAt(), FORGOTTEN));
  }

  // What the pages show

  /// What an office has of an indicator.
  ///
  /// @param left numbers, of all its blocks
  /// @param aDay how many it used a day lately, in hundredths
  /// @param days how long it lasts; absent when none was used lately
  public record Stock(
      String indicator,
      OfficeCode office,
      List<Counted> blocks,
      int left,
      long aDay,
      OptionalInt days,
      boolean isLow) {
    public Stock {
      blocks = List.copyOf(blocks);
    }

    public ItemClass itemClass() {
      return ItemClass.of(indicator.charAt(0), indicator.charAt(1));
    }
  }

  /// By indicator and office. An office that used numbers lately and has no block left stands in it
  /// too.
  public List<Stock> stock() {
    Instant since = parts.post().now().minus(Duration.ofDays(parts.terms().countedDays()));
    Map<String, Usage> usage = new LinkedHashMap<>();
    Map<String, List<Counted>> blocks = new TreeMap<>();
    for (Usage each : parts.store().usage(since)) {
      usage.put(each.indicator() + each.office(), each);
      blocks.put(each.indicator() + each.office(), new ArrayList<>());
    }
    for (Counted each : parts.store().out(MOST_BLOCKS)) {
      String key = each.block().indicator() + each.block().office();
      blocks.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
    }
    return blocks.entrySet().stream()
        .map(each ->
            stock(
                each.getKey().substring(0, 2),
                new OfficeCode(each.getKey().substring(2)),
                each.getValue(),
                Optional.ofNullable(usage.get(each.getKey())).map(Usage::many).orElse(0)))
        .toList();
  }

  private Stock stock(String indicator, OfficeCode office, List<Counted> blocks, int used) {
    SerialTerms terms = parts.terms();
    int left = blocks.stream().mapToInt(Counted::left).sum();
    OptionalInt days =
        used == 0
            ? OptionalInt.empty()
            : OptionalInt.of((int) Math.min(36_500, (long) left * terms.countedDays() / used));
    boolean isLow =
        left < terms.warnNumbers() || (days.isPresent() && days.getAsInt() <= terms.warnDays());
    return new Stock(
        indicator, office, blocks, left, used * 100L / terms.countedDays(), days, isLow);
  }

  /// A range and how many of its numbers may be given out now.
  public record Room(Range range, long free) {}

  public List<Room> rooms() {
    Map<String, List<Block>> held = new TreeMap<>();
    List<Room> rooms = new ArrayList<>();
    for (Range each : parts.store().ranges(MOST_RANGES)) {
      List<Block> blocks =
          each.isBefore()
              ? List.of()
              : held.computeIfAbsent(each.indicator(), one -> parts.store().held(one, rested()));
      rooms.add(new Room(each, each.isBefore() ? 0 : free(each, blocks)));
    }
    return rooms;
  }

  private static long free(Range range, List<Block> held) {
    return range.block().size()
        - held.stream()
            .filter(each -> each.block().overlaps(range.block()))
            .mapToLong(each -> each.block().size())
            .sum();
  }

  /// Indicators from which numbers are given, in order.
  public List<String> indicators() {
    return parts.store().ranges(MOST_RANGES).stream()
        .filter(each -> !each.isBefore())
        .map(Range::indicator)
        .distinct()
        .toList();
  }

  /// The blocks given out last, newest first.
  public List<Counted> history(int most) {
    return parts.store().newest(most);
  }
}
