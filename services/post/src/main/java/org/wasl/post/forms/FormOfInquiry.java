package org.wasl.post.forms;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
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
  /// @param country the name of a country as it stands in addresses
  public static Inquiry of(
      InquiryPicture picture,
      Optional<InquiryPeople> people,
      Offices offices,
      UnaryOperator<String> country) {
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
        lines(people.map(InquiryPeople::sender), country),
        lines(people.map(InquiryPeople::addressee), country),
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

  private static String lines(Optional<Party> party, UnaryOperator<String> country) {
    return party
        .map(each -> DeclaredItem.lines(each, country.apply(each.country())))
        .orElse(NOBODY);
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
