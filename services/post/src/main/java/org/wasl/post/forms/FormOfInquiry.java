package org.wasl.post.forms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.inquiring.InquiryPeople;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.terms.LocalizedText;

/// The form CN 08 of an inquiry, filled from its facts and its people.
public final class FormOfInquiry {
  private static final int MICRO = 6;
  private static final String NOBODY = "–";

  private FormOfInquiry() {}

  /// @param people absent where nobody was told, or their names were erased
  public static Inquiry of(
      InquiryPicture picture, Optional<InquiryPeople> people, Offices offices) {
    ItemInquiry inquiry = picture.inquiry();
    LocalizedText postedAt = offices.office(inquiry.postedAt()).name();
    String contents = people.map(InquiryPeople::contents).orElse("");
    return new Inquiry(
        inquiry.printed(),
        picture.openedOn(),
        inquiry.item(),
        inquiry.reasons().stream()
            .map(each -> Inquiry.Reason.valueOf(each.name()))
            .collect(Collectors.toSet()),
        postedAt.ar() + "\n" + postedAt.en() + " · " + inquiry.postedAt(),
        inquiry.posted(),
        inquiry.grams(),
        value(inquiry.insuredMicroSdr()),
        party(people.map(InquiryPeople::sender)),
        party(people.map(InquiryPeople::addressee)),
        contents,
        inquiry.sent(),
        picture.steps().reversed().stream().flatMap(FormOfInquiry::reply).findFirst());
  }

  private static Optional<String> value(OptionalLong microSdr) {
    return microSdr.isEmpty()
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(microSdr.getAsLong(), MICRO).stripTrailingZeros().toPlainString()
                + " SDR");
  }

  private static PostalParty party(Optional<Party> party) {
    return party
        .map(each ->
            new PostalParty(
                each.name(),
                Stream.of(each.street(), each.city()).filter(line -> !line.isBlank()).toList(),
                each.country(),
                Optional.of(each.telephone()).filter(line -> !line.isBlank()),
                Optional.empty(),
                Optional.empty()))
        .orElseGet(() ->
            new PostalParty(
                NOBODY, List.of(), "", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Stream<Inquiry.Reply> reply(Fact fact) {
    if (!(fact.deed() instanceof Deed.InquiryAnswered answered)) {
      return Stream.of();
    }
    InquiryReply reply = answered.reply();
    String text =
        Stream.of(reply.where(), reply.text())
            .filter(each -> !each.isBlank())
            .collect(Collectors.joining("\n"));
    return Stream.of(
        new Inquiry.Reply(
            Inquiry.Fate.valueOf(reply.result().name()),
            reply.day().orElse(fact.at().wall().toLocalDate()),
            reply.isLiable(),
            text.length() <= ItemInquiry.LONGEST_TEXT
                ? text
                : text.substring(0, ItemInquiry.LONGEST_TEXT)));
  }
}
