package org.wasl.post.messaging;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.post.Assessment;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.edi.layout.Kept;
import org.wasl.post.edi.message.Cusrsp;
import org.wasl.post.edi.message.ItemData;
import org.wasl.post.edi.message.MessageFunction;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.LocalizedText;

/// Declarations as ITMATT and CUSITM, assessments as CUSRSP, and what such messages say. What is
/// said about a message that cannot be taken names no value of it: values may be names of people.
public final class CustomsMessages {
  private static final String DECISION = "decision";
  private static final String SENDER = "CZ";
  private static final String ADDRESSEE = "CN";
  private static final String TELEPHONE = "TE";
  private static final int LINE = 35;
  private static final int LONGEST = 120;

  private final CodeWords words;

  public CustomsMessages(CodeWords words) {
    this.words = words;
  }

  // Out

  /// What was declared of an item. A line of a message has 35 characters; what is longer is cut.
  ///
  /// @param type ITMATT or CUSITM
  public ItemData itemData(
      String type, String document, CustomsDeclaration each, LocalDateTime prepared) {
    return new ItemData(
        type,
        document,
        MessageFunction.ORIGINAL,
        FactMessages.minute(prepared),
        List.of(
            new ItemData.Item(
                new ItemReading.Valid(each.item()),
                Optional.of(each.posted()),
                Optional.of(each.addressee().country()),
                Optional.of(FactMessages.kilograms(each.grossGrams())),
                each.postage(),
                Optional.empty(),
                Optional.of(each.kind().name()),
                List.of(party(SENDER, each.sender()), party(ADDRESSEE, each.addressee())),
                each.pieces().stream().map(CustomsMessages::piece).toList(),
                Kept.NOTHING)),
        Kept.NOTHING);
  }

  private static ItemData.Party party(String role, CustomsDeclaration.Party party) {
    return new ItemData.Party(
        role,
        line(party.name()),
        line(party.street()),
        line(party.city()),
        Optional.empty(),
        Optional.of(party.country()),
        party.telephone().isBlank()
            ? List.of()
            : List.of(new ItemData.Contact(party.telephone(), Optional.of(TELEPHONE))),
        Kept.NOTHING);
  }

  private static Optional<String> line(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(FactMessages.shortened(text, LINE));
  }

  private static ItemData.Piece piece(CustomsDeclaration.Piece piece) {
    return new ItemData.Piece(
        Optional.of(piece.heading()).filter(each -> !each.isEmpty()),
        line(piece.description()),
        Optional.of(BigDecimal.valueOf(piece.quantity())),
        Optional.of(FactMessages.kilograms(piece.netGrams())),
        Optional.of(piece.value()),
        Optional.of(piece.currency()),
        Optional.of(piece.origin()),
        Kept.NOTHING);
  }

  /// @param answers assessments of items; other facts are passed over
  public Cusrsp cusrsp(String document, List<Fact> answers, LocalDateTime prepared) {
    List<Cusrsp.Decision> decisions = new ArrayList<>();
    for (Fact each : answers) {
      if (each.deed() instanceof Deed.ItemAssessed(var item, var assessment, String note)) {
        decisions.add(
            new Cusrsp.Decision(
                item,
                words.code(DECISION, assessment).orElse("?"),
                Optional.empty(),
                Optional.of(FactMessages.minute(each.at().wall())),
                List.of(),
                note.isBlank() ? List.of() : List.of(note),
                Kept.NOTHING));
      }
    }
    return new Cusrsp(
        document, MessageFunction.ORIGINAL, FactMessages.minute(prepared), decisions, Kept.NOTHING);
  }

  // In

  /// What customs decide; nothing for a code that nobody gave a meaning.
  public Optional<Assessment> assessment(Cusrsp.Decision decision) {
    return words.word(DECISION, decision.code(), Assessment.class);
  }

  /// What reading the data of an item came to.
  public sealed interface Read {
    record Declared(CustomsDeclaration declaration) implements Read {}

    /// @param text what is missing or wrong, without any value
    record Lacking(LocalizedText text) implements Read {}
  }

  /// @param office at which it counts as accepted
  /// @param day on which, where the message says none
  public Read read(ItemData.Item item, ItemId id, OfficeCode office, LocalDate day) {
    Optional<CustomsDeclaration.Party> sender = party(item, SENDER);
    Optional<CustomsDeclaration.Party> addressee = party(item, ADDRESSEE);
    if (sender.isEmpty() || addressee.isEmpty()) {
      return new Read.Lacking(
          sender.isEmpty()
              ? new LocalizedText(
                  "لا مرسل له اسم ودولة من حرفين",
                  "no sender with a name and a country of two letters")
              : new LocalizedText(
                  "لا مرسل إليه له اسم ودولة من حرفين",
                  "no addressee with a name and a country of two letters"));
    }
    List<CustomsDeclaration.Piece> pieces = new ArrayList<>();
    for (ItemData.Piece each : item.pieces()) {
      Optional<CustomsDeclaration.Piece> piece = piece(each, item.currency(), sender.get());
      if (piece.isEmpty()) {
        int place = pieces.size() + 1;
        return new Read.Lacking(
            new LocalizedText(
                "المحتوى " + place + ": ينقصه وصف أو وزن أو قيمة بعملة، أو بند من أرقام",
                "piece "
                    + place
                    + ": a description, a weight, a value with its currency or a heading of digits"
                    + " is missing or wrong"));
      }
      pieces.add(piece.get());
    }
    OptionalInt gross = FactMessages.grams(item.kilograms());
    try {
      return new Read.Declared(
          new CustomsDeclaration(
              id,
              office,
              item.posted().orElse(day),
              kind(item.kind()),
              sender.get(),
              addressee.get(),
              gross.orElse(pieces.stream().mapToInt(CustomsDeclaration.Piece::netGrams).sum()),
              item.postage(),
              pieces));
    } catch (IllegalArgumentException _) {
      return new Read.Lacking(
          new LocalizedText(
              "لا محتويات، أو أكثر مما يُقبل، أو وزن ليس وزن بعيثة",
              "no pieces, more than are taken, or a weight that no item has"));
    }
  }

  private static CustomsDeclaration.Kind kind(Optional<String> text) {
    String name = text.orElse("").strip().toUpperCase(Locale.ROOT);
    return List.of(CustomsDeclaration.Kind.values()).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(CustomsDeclaration.Kind.OTHER);
  }

  private static Optional<CustomsDeclaration.Party> party(ItemData.Item item, String role) {
    return item.parties().stream()
        .filter(each -> each.role().equals(role))
        .filter(each -> each.name().filter(name -> !name.isBlank()).isPresent())
        .filter(each -> each.country().filter(code -> code.matches("[A-Z]{2}")).isPresent())
        .findFirst()
        .map(each ->
            new CustomsDeclaration.Party(
                limited(each.name()),
                limited(each.street()),
                limited(each.city()),
                each.country().orElseThrow(),
                limited(
                    each.contacts().stream()
                        .filter(one -> one.channel().equals(Optional.of(TELEPHONE)))
                        .map(ItemData.Contact::address)
                        .findFirst())));
  }

  private static String limited(Optional<String> text) {
    return text.filter(each -> !each.isBlank())
        .map(each -> FactMessages.shortened(each, LONGEST))
        .orElse("");
  }

  private static Optional<CustomsDeclaration.Piece> piece(
      ItemData.Piece piece, Optional<String> currency, CustomsDeclaration.Party sender) {
    try {
      return Optional.of(
          new CustomsDeclaration.Piece(
              piece.description().orElse(""),
              piece.quantity().orElse(BigDecimal.ONE).intValueExact(),
              FactMessages.grams(piece.kilograms()).orElseThrow(IllegalArgumentException::new),
              piece.value().orElseThrow(IllegalArgumentException::new),
              piece.currency().or(() -> currency).orElse(""),
              piece.heading().orElse(""),
              piece.origin().orElse(sender.country())));
    } catch (IllegalArgumentException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
