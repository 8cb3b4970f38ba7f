package org.wasl.post.exchange;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.accounting.AccountTerms;
import org.wasl.post.accounting.DispatchStatement;
import org.wasl.post.accounting.GeneralAccount;
import org.wasl.post.accounting.MonthPapers;
import org.wasl.post.accounting.SummaryAccount;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.forms.Captions;
import org.wasl.post.forms.DeclaredItem;
import org.wasl.post.forms.Form;
import org.wasl.post.forms.FormOfInquiry;
import org.wasl.post.forms.FormPdf;
import org.wasl.post.forms.FormsOfDispatch;
import org.wasl.post.forms.FormsOfItem;
import org.wasl.post.forms.GeneralForm;
import org.wasl.post.forms.Offered;
import org.wasl.post.forms.Offices;
import org.wasl.post.forms.Posts;
import org.wasl.post.forms.StatementForm;
import org.wasl.post.forms.SummaryForm;
import org.wasl.post.inquiring.InquiryPeople;
import org.wasl.post.rating.RateRow;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Person;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Party;

/// Fills forms from what the other desks know, as PDF, with the captions of our administration.
public final class FormDesk {
  private final Parts parts;

  /// What a desk is made of.
  ///
  /// @param captions of our administration
  public record Parts(
      PostDesk post,
      CustomsDesk customs,
      AccountDesk accounts,
      Party ours,
      Party theirs,
      Captions captions) {}

  public FormDesk(Parts parts) {
    this.parts = parts;
  }

  public Captions captions() {
    return parts.captions();
  }

  private Offices offices() {
    return new Offices(parts.post().agreement()::findOffice);
  }

  /// The forms that fit a dispatch.
  public List<Offered> offered(DispatchPicture picture) {
    return new FormsOfDispatch(picture, offices()).offered();
  }

  /// A form of a dispatch; nothing where it does not fit.
  public Optional<byte[]> of(DispatchKey dispatch, String name) {
    return parts
        .post()
        .picture(dispatch)
        .flatMap(each -> new FormsOfDispatch(each, offices()).find(name))
        .map(this::pdf);
  }

  /// A form of an item that we took, filled from its declaration, which is thereby read; nothing
  /// where the form does not fit, or there is no declaration of ours any more.
  public Optional<byte[]> of(ItemId item, String name, Person by) {
    boolean isOffered =
        FormsOfItem.offered(item).stream().anyMatch(each -> each.name().equals(name));
    if (isOffered
        && parts.customs().read(item, by)
            instanceof CustomsDesk.Read.Found(CustomsDeclaration declaration, boolean isOurs)
        && isOurs) {
      return FormsOfItem.find(name, named(declaration)).map(List::of).map(this::pdf);
    }
    return Optional.empty();
  }

  /// The inquiry about an item (CN 08).
  ///
  /// @param people as far as they are known
  public byte[] of(InquiryPicture picture, Optional<InquiryPeople> people) {
    return pdf(List.of(FormOfInquiry.of(picture, people, offices(), this::country)));
  }

  /// A paper of the accounts of a month: `cn52`, and `cn55-` or `cn61-` with the stream; nothing
  /// before both agreed.
  public Optional<byte[]> of(YearMonth period, String paper) {
    return parts.accounts().papers(period).flatMap(each -> form(each, paper)).map(this::pdf);
  }

  private Optional<List<? extends Form>> form(MonthPapers papers, String name) {
    Posts posts = posts(papers.period());
    return papers
        .find(name)
        .map(each ->
            switch (each) {
              case DispatchStatement cn55 -> List.of(new StatementForm(cn55, posts));
              case SummaryAccount cn61 -> List.of(new SummaryForm(cn61, rates(cn61), posts));
              case GeneralAccount cn52 -> List.of(new GeneralForm(cn52, posts));
            });
  }

  /// The rates that may have priced a dispatch of an account.
  private List<RateRow> rates(SummaryAccount account) {
    Validity period =
        new Validity(
            Optional.of(firstDay(account)), Optional.of(account.last().plusMonths(1).atDay(1)));
    AccountTerms terms = parts.accounts().terms();
    char mailClass = terms.mailClass(account.stream());
    return terms.rates().rows().stream()
        .filter(each -> each.payee().equals(account.stream().payee()))
        .filter(each -> each.charge().mailClass() == mailClass)
        .filter(each -> each.validity().overlaps(period))
        .filter(each -> !each.published().isAfter(account.last().atEndOfMonth()))
        .toList();
  }

  /// The day of the oldest dispatch that it prices: a correction belongs to an earlier period.
  private static LocalDate firstDay(SummaryAccount account) {
    return account.months().stream()
        .flatMap(each -> each.lines().stream())
        .map(each -> each.line().key().day())
        .min(Comparator.naturalOrder())
        .orElse(account.first().atDay(1));
  }

  private Posts posts(YearMonth period) {
    return new Posts(
        Stream.of(parts.ours(), parts.theirs())
            .collect(Collectors.toMap(Party::id, each -> name(each, period.atEndOfMonth()))));
  }

  private LocalizedText name(Party party, LocalDate day) {
    return party.organisation(parts.post().agreement().speaker(party.id())).nameOn(day);
  }

  /// Whether the declaration of an item of ours is on its way to the border and can be read in a
  /// moment.
  public boolean isOnItsWay(ItemId item) {
    return parts.customs().isQueued(item);
  }

  private DeclaredItem named(CustomsDeclaration declaration) {
    return new DeclaredItem(
        declaration,
        offices().named(declaration.office()),
        country(declaration.sender().country()),
        country(declaration.addressee().country()),
        currency(declaration.posted()));
  }

  /// The name of a country as it stands in addresses, the Latin one in capitals.
  private String country(String code) {
    return Stream.of(parts.ours(), parts.theirs())
        .filter(each -> each.isoCode().equals(code))
        .findFirst()
        .map(each -> each.name().ar() + " " + each.name().en().toUpperCase(Locale.ROOT))
        .orElse(code);
  }

  /// The currency of our offices on a day, ISO 4217.
  public Optional<String> currency(LocalDate day) {
    return parts.ours().currencies().stream()
        .filter(each -> each.validity().holdsOn(day))
        .findFirst()
        .map(each -> each.unit().code());
  }

  private byte[] pdf(List<? extends Form> forms) {
    return FormPdf.of(forms, parts.captions());
  }
}
