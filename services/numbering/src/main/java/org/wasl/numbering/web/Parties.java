package org.wasl.numbering.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.wasl.numbering.Holder;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Organisation;
import org.wasl.terms.country.Party;

/// Both parties, and how holders are called on a page in the reader's language.
public record Parties(Party ours, Party theirs) {

  public List<Party> both() {
    return List.of(ours, theirs);
  }

  public Party party(PartyId id) {
    return id.equals(theirs.id()) ? theirs : ours;
  }

  /// The name of the organisation where it is known, else as filed.
  public String name(Holder holder) {
    Locale language = LocaleContextHolder.getLocale();
    return both().stream()
        .flatMap(party -> party.organisations().stream())
        .filter(each -> holder.organisation().equals(Optional.of(each.id())))
        .map(Organisation::names)
        .map(names -> names.getLast().text())
        .map((LocalizedText text) -> text.in(language))
        .findFirst()
        .orElse(holder.name());
  }
}
