package org.wasl.post.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forms.Captions;
import org.wasl.post.forms.DeclaredItem;
import org.wasl.post.forms.Form;
import org.wasl.post.forms.FormPdf;
import org.wasl.post.forms.FormsOfDispatch;
import org.wasl.post.forms.FormsOfItem;
import org.wasl.post.forms.Offered;
import org.wasl.post.forms.Offices;
import org.wasl.terms.Person;
import org.wasl.terms.country.Party;

/// Fills forms from what the other desks know, as PDF, with the captions of our administration.
public final class FormDesk {
  private final Parts parts;

  /// What a desk is made of.
  ///
  /// @param captions of our administration
  public record Parts(
      PostDesk post, CustomsDesk customs, Party ours, Party theirs, Captions captions) {}

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
