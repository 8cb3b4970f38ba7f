package org.wasl.post.edi.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// EMSEVT: what happened to items. The time of an event is what the clock on the wall showed and is
/// never converted; when it was captured is an instant.
///
/// @param prepared by the clock on the wall of the sender
public record Emsevt(
    String document,
    MessageFunction function,
    LocalDateTime prepared,
    List<Event> events,
    Kept kept)
    implements PostalMessage {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

  /// An event of an item.
  ///
  /// @param code of the event: EMA to EMI, EDA to EDX, EXA to EXX
  /// @param reason why an item was not delivered
  /// @param measure what was done about it
  /// @param condition in which the item was found
  /// @param kilograms as found
  /// @param office where it happened, where that is an office of exchange
  /// @param place the name that the sender gives to any other office
  /// @param next where the item goes, an office of exchange or a name
  /// @param signatory who signed for it
  public record Event(
      ItemReading item,
      String code,
      Optional<String> reason,
      Optional<String> measure,
      Optional<String> condition,
      Optional<BigDecimal> kilograms,
      Optional<LocalDateTime> time,
      Optional<Instant> captured,
      Optional<OfficeCode> office,
      Optional<String> place,
      Optional<String> next,
      Optional<ReceptacleId> receptacle,
      Optional<String> signatory,
      Kept kept) {
    private static Event of(Fields fields) {
      Optional<String> place = fields.find("office");
      Optional<OfficeCode> office = place.flatMap(Event::office);
      return new Event(
          fields.read("item", ItemReading::of),
          fields.text("event"),
          fields.find("reason"),
          fields.find("measure"),
          fields.find("condition"),
          fields.findDecimal("kilograms"),
          fields.findMinute("time"),
          fields.findRead(
              "captured",
              text -> Moment.known(LocalDateTime.parse(text, SECOND)).toInstant(ZoneOffset.UTC)),
          office,
          office.isPresent() ? Optional.empty() : place,
          fields.find("next"),
          fields.findRead("receptacle", ReceptacleId::parse),
          fields.find("signatory"),
          fields.kept());
    }

    private static Optional<OfficeCode> office(String text) {
      try {
        return Optional.of(new OfficeCode(text));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    private Fields fields() {
      return Fields.writing("event", kept)
          .put("item", item.written())
          .put("event", code)
          .put("reason", reason)
          .put("measure", measure)
          .put("condition", condition)
          .put("kilograms", kilograms)
          .put("time", time)
          .put("captured", captured.map(each -> SECOND.format(each.atOffset(ZoneOffset.UTC))))
          .put("office", office.map(OfficeCode::value).or(() -> place))
          .put("next", next)
          .put("receptacle", receptacle)
          .put("signatory", signatory)
          .fields();
    }
  }

  public Emsevt {
    events = List.copyOf(events);
  }

  static Emsevt of(Fields fields) {
    return new Emsevt(
        fields.text("document"),
        fields.read("function", MessageFunction::of),
        fields.minute("prepared"),
        fields.listParts("event").stream().map(Event::of).toList(),
        fields.kept());
  }

  @Override
  public String type() {
    return "EMSEVT";
  }

  @Override
  public Fields fields() {
    return Fields.writing(type(), kept)
        .put("document", document)
        .put("function", function.code())
        .put("prepared", prepared)
        .put("events", events.size())
        .parts(events.stream().map(Event::fields).toList())
        .fields();
  }
}
