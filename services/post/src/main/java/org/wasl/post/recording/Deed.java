package org.wasl.post.recording;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.wasl.post.Advice;
import org.wasl.post.Assessment;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.MailFormat;
import org.wasl.post.NonDelivery;
import org.wasl.post.ReceptacleId;

/// What somebody did or saw. A deed whose story is illogical is recorded all the same; what does
/// not fit is found by the folds.
public sealed interface Deed {

  /// An event of an item, as scanned.
  ///
  /// @param in the receptacle it was found in or put into
  /// @param condition absent when nobody looked
  /// @param place the name of an office that is no office of exchange, where it happened there: the
  ///   office of the fact is then the one that answers for it
  /// @param grams as weighed there, when it was weighed
  record ItemSeen(
      ItemReading item,
      EventCode code,
      Optional<ReceptacleId> in,
      Optional<Condition> condition,
      Optional<NonDelivery.Reason> reason,
      Optional<NonDelivery.Measure> measure,
      Optional<String> place,
      OptionalInt grams)
      implements Deed {
    public static final int LONGEST_PLACE = 35;

    public ItemSeen {
      if (place.filter(each -> each.isBlank() || each.length() > LONGEST_PLACE).isPresent()) {
        throw new IllegalArgumentException("not a name of a place: " + place);
      }
    }

    /// Not weighed.
    public ItemSeen(
        ItemReading item,
        EventCode code,
        Optional<ReceptacleId> in,
        Optional<Condition> condition,
        Optional<NonDelivery.Reason> reason,
        Optional<NonDelivery.Measure> measure,
        Optional<String> place) {
      this(item, code, in, condition, reason, measure, place, OptionalInt.empty());
    }

    /// At an office of exchange, not weighed.
    public ItemSeen(
        ItemReading item,
        EventCode code,
        Optional<ReceptacleId> in,
        Optional<Condition> condition,
        Optional<NonDelivery.Reason> reason,
        Optional<NonDelivery.Measure> measure) {
      this(item, code, in, condition, reason, measure, Optional.empty());
    }

    /// As found when its receptacle was opened.
    public static ItemSeen found(
        ItemReading item, ReceptacleId in, Condition condition, OptionalInt grams) {
      return new ItemSeen(
          item,
          EventCode.EMD,
          Optional.of(in),
          Optional.of(condition),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          grams);
    }
  }

  /// What customs or security of the country of destination answer to the data of an item.
  ///
  /// @param note what is asked for, in whatever language, without names
  record ItemAssessed(ItemReading item, Assessment assessment, String note) implements Deed {
    public ItemAssessed {
      if (note.length() > 200) {
        throw new IllegalArgumentException("a note of " + note.length() + " characters");
      }
    }
  }

  /// A receptacle, as scanned at the office of destination or on the way.
  ///
  /// @param grams gross, when it was weighed
  record ReceptacleSeen(ReceptacleId receptacle, Condition condition, OptionalInt grams)
      implements Deed {}

  /// The check of a receptacle's content is over: what was not scanned was not there.
  record ReceptacleChecked(ReceptacleId receptacle) implements Deed {}

  /// The office of destination has accounted for the whole dispatch: what was not scanned did not
  /// come.
  record DispatchReceived(DispatchKey dispatch) implements Deed {}

  /// A receptacle is opened for filling.
  ///
  /// @param bag a number of our own until the dispatch is closed and S9 identifiers are given
  /// @param type bag, tray, box…
  record BagOpened(UUID bag, DispatchSeries series, String type) implements Deed {}

  record ItemPut(UUID bag, ItemReading item, OptionalInt grams, Optional<MailFormat> format)
      implements Deed {}

  record ItemTaken(UUID bag, ItemReading item) implements Deed {}

  /// Letters that are not listed one by one, counted and weighed together.
  record LettersPut(UUID bag, Advice.Bulk bulk) implements Deed {}

  /// @param grams gross, from the scale
  record BagClosed(UUID bag, int grams, Optional<String> seal) implements Deed {
    public BagClosed {
      if (grams < 0 || grams > 10_000_000) {
        throw new IllegalArgumentException("not a weight of a receptacle: " + grams + " g");
      }
    }
  }

  /// The dispatch of a filled receptacle was closed; this is its label.
  record BagDispatched(UUID bag, ReceptacleId label) implements Deed {}

  /// A dispatch was closed and is declared, for the first time or anew.
  record Advised(Advice advice) implements Deed {}

  /// A dispatch was handed over to a carrier.
  record Departed(DispatchKey dispatch, Leg leg) implements Deed {}

  /// A verification note was written.
  record NoteWritten(VerificationNote note) implements Deed {}

  /// A verification note was answered.
  record NoteAnswered(DispatchKey dispatch, UUID note, boolean accepted, String text)
      implements Deed {
    public NoteAnswered {
      if (text.length() > VerificationNote.LONGEST_TEXT) {
        throw new IllegalArgumentException("an answer of " + text.length() + " characters");
      }
    }
  }

  /// The office that wrote a verification note no longer claims what it says.
  record NoteWithdrawn(DispatchKey dispatch, UUID note, String text) implements Deed {
    public NoteWithdrawn {
      if (text.length() > VerificationNote.LONGEST_TEXT) {
        throw new IllegalArgumentException("a text of " + text.length() + " characters");
      }
    }
  }

  /// The other post was asked about an item; the id of the fact is that of the inquiry.
  record InquiryOpened(ItemInquiry inquiry) implements Deed {}

  /// The post that asked asks again: a reminder before an answer, a further question after one.
  record InquiryPursued(ItemId item, UUID inquiry, String text) implements Deed {
    public InquiryPursued {
      requireText(text);
    }
  }

  /// An inquiry was answered.
  record InquiryAnswered(ItemId item, UUID inquiry, InquiryReply reply) implements Deed {}

  /// The post that asked needs no more.
  ///
  /// @param withdrawn whether it claims nothing, or no longer
  record InquiryClosed(ItemId item, UUID inquiry, boolean withdrawn, String text) implements Deed {
    public InquiryClosed {
      requireText(text);
    }
  }

  private static void requireText(String text) {
    if (text.length() > ItemInquiry.LONGEST_TEXT) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
  }

  /// The inquiry it belongs to.
  default Optional<UUID> aboutInquiry() {
    return switch (this) {
      case InquiryOpened deed -> Optional.of(deed.inquiry().id());
      case InquiryPursued deed -> Optional.of(deed.inquiry());
      case InquiryAnswered deed -> Optional.of(deed.inquiry());
      case InquiryClosed deed -> Optional.of(deed.inquiry());
      default -> Optional.empty();
    };
  }

  /// A consignment was formed, or formed anew.
  record ConsignmentFormed(ConsignmentAdvice advice) implements Deed {}

  /// A carrier was told of a consignment. It stays at the node that heard it.
  record CarrierInstructed(ConsignmentAdvice advice) implements Deed {}

  /// A consignment that did not leave was dissolved.
  record ConsignmentCancelled(ConsignmentId consignment) implements Deed {}

  /// A consignment was handed over to a carrier.
  record ConsignmentHandedOver(ConsignmentId consignment, Leg leg) implements Deed {}

  /// A carrier says what happened.
  ///
  /// @param code as the carrier gives it
  /// @param place an office or a place on the way, perhaps nothing
  /// @param receptacles that it happened to; none when to all
  record CarrierTold(
      ConsignmentId consignment,
      CarrierStatus status,
      String code,
      String place,
      List<ReceptacleId> receptacles)
      implements Deed {
    public CarrierTold {
      receptacles = List.copyOf(receptacles);
      if (code.isBlank() || code.length() > 35 || place.length() > 35) {
        throw new IllegalArgumentException("not what a carrier says: " + code);
      }
      if (receptacles.size() > ConsignmentAdvice.MOST_RECEPTACLES) {
        throw new IllegalArgumentException("a carrier names too many receptacles");
      }
    }
  }

  /// A receptacle came out of the vehicle of a consignment.
  ///
  /// @param grams gross, when it was weighed
  record ReceptacleUnloaded(
      ConsignmentId consignment, ReceptacleId receptacle, Condition condition, OptionalInt grams)
      implements Deed {}

  /// The office of destination has accounted for the whole consignment: what was not scanned did
  /// not come.
  record ConsignmentReceived(ConsignmentId consignment) implements Deed {}

  /// The item it is about, as kept and written.
  default Optional<String> aboutItem() {
    return switch (this) {
      case ItemSeen deed -> Optional.of(deed.item().written());
      case ItemAssessed deed -> Optional.of(deed.item().written());
      case ItemPut deed -> Optional.of(deed.item().written());
      case ItemTaken deed -> Optional.of(deed.item().written());
      case InquiryOpened deed -> Optional.of(deed.inquiry().item().value());
      case InquiryPursued deed -> Optional.of(deed.item().value());
      case InquiryAnswered deed -> Optional.of(deed.item().value());
      case InquiryClosed deed -> Optional.of(deed.item().value());
      default -> Optional.empty();
    };
  }

  /// The receptacle that was scanned.
  default Optional<ReceptacleId> aboutReceptacle() {
    return switch (this) {
      case ItemSeen deed -> deed.in();
      case ReceptacleSeen deed -> Optional.of(deed.receptacle());
      case ReceptacleChecked deed -> Optional.of(deed.receptacle());
      case ReceptacleUnloaded deed -> Optional.of(deed.receptacle());
      default -> Optional.empty();
    };
  }

  /// The dispatch that it names itself; what only names a receptacle belongs to the receptacle's.
  default Optional<DispatchKey> aboutDispatch() {
    return switch (this) {
      case DispatchReceived deed -> Optional.of(deed.dispatch());
      case Advised deed -> Optional.of(deed.advice().dispatch());
      case Departed deed -> Optional.of(deed.dispatch());
      case NoteWritten deed -> Optional.of(deed.note().dispatch());
      case NoteAnswered deed -> Optional.of(deed.dispatch());
      case NoteWithdrawn deed -> Optional.of(deed.dispatch());
      default -> Optional.empty();
    };
  }

  /// The consignment that it is about.
  default Optional<ConsignmentId> aboutConsignment() {
    return switch (this) {
      case ConsignmentFormed deed -> Optional.of(deed.advice().consignment());
      case CarrierInstructed deed -> Optional.of(deed.advice().consignment());
      case ConsignmentCancelled deed -> Optional.of(deed.consignment());
      case ConsignmentHandedOver deed -> Optional.of(deed.consignment());
      case CarrierTold deed -> Optional.of(deed.consignment());
      case ReceptacleUnloaded deed -> Optional.of(deed.consignment());
      case ConsignmentReceived deed -> Optional.of(deed.consignment());
      default -> Optional.empty();
    };
  }

  /// The receptacle being filled.
  default Optional<UUID> aboutBag() {
    return switch (this) {
      case BagOpened deed -> Optional.of(deed.bag());
      case ItemPut deed -> Optional.of(deed.bag());
      case ItemTaken deed -> Optional.of(deed.bag());
      case LettersPut deed -> Optional.of(deed.bag());
      case BagClosed deed -> Optional.of(deed.bag());
      case BagDispatched deed -> Optional.of(deed.bag());
      default -> Optional.empty();
    };
  }

  /// Those that concern the other post and cross the border.
  default boolean crosses() {
    return aboutBag().isEmpty() && !(this instanceof CarrierInstructed);
  }

  /// The kinds of deeds, for stores and wires.
  static List<String> kinds() {
    return List.of(
        "item-seen",
        "item-assessed",
        "receptacle-seen",
        "receptacle-checked",
        "dispatch-received",
        "bag-opened",
        "item-put",
        "item-taken",
        "letters-put",
        "bag-closed",
        "bag-dispatched",
        "advised",
        "departed",
        "note-written",
        "note-answered",
        "note-withdrawn",
        "inquiry-opened",
        "inquiry-pursued",
        "inquiry-answered",
        "inquiry-closed",
        "consignment-formed",
        "carrier-instructed",
        "consignment-cancelled",
        "consignment-handed-over",
        "carrier-told",
        "receptacle-unloaded",
        "consignment-received");
  }

  default String kind() {
    return switch (this) {
      case ItemSeen _ -> "item-seen";
      case ItemAssessed _ -> "item-assessed";
      case ReceptacleSeen _ -> "receptacle-seen";
      case ReceptacleChecked _ -> "receptacle-checked";
      case DispatchReceived _ -> "dispatch-received";
      case BagOpened _ -> "bag-opened";
      case ItemPut _ -> "item-put";
      case ItemTaken _ -> "item-taken";
      case LettersPut _ -> "letters-put";
      case BagClosed _ -> "bag-closed";
      case BagDispatched _ -> "bag-dispatched";
      case Advised _ -> "advised";
      case Departed _ -> "departed";
      case NoteWritten _ -> "note-written";
      case NoteAnswered _ -> "note-answered";
      case NoteWithdrawn _ -> "note-withdrawn";
      case InquiryOpened _ -> "inquiry-opened";
      case InquiryPursued _ -> "inquiry-pursued";
      case InquiryAnswered _ -> "inquiry-answered";
      case InquiryClosed _ -> "inquiry-closed";
      case ConsignmentFormed _ -> "consignment-formed";
      case CarrierInstructed _ -> "carrier-instructed";
      case ConsignmentCancelled _ -> "consignment-cancelled";
      case ConsignmentHandedOver _ -> "consignment-handed-over";
      case CarrierTold _ -> "carrier-told";
      case ReceptacleUnloaded _ -> "receptacle-unloaded";
      case ConsignmentReceived _ -> "consignment-received";
    };
  }
}
