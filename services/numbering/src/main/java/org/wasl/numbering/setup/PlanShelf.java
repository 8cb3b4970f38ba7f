package org.wasl.numbering.setup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.classifying.Classifier;
import org.wasl.numbering.classifying.CountryCodes;
import org.wasl.numbering.lookup.PlanBook;
import org.wasl.numbering.registering.PlanStore;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.registering.ShippedFacts;
import org.wasl.numbering.store.MemoryPlanStore;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;

/// The plans of some parties, ready for questions.
///
/// @param shipped what ships of each plan, in the order of the parties
/// @param changed documents whose tables were changed after they were taken
public record PlanShelf(
    Registry registry,
    PlanBook plans,
    Classifier classifier,
    List<PlanFiles.Shipped> shipped,
    List<String> changed) {

  /// Opens the registry of a node and takes the shipped documents that it has not yet.
  public static PlanShelf open(
      CountriesFolder countries,
      List<PartyId> parties,
      PlanStore store,
      Transactions transactions,
      InstantSource clock,
      Supplier<UUID> ids) {
    Registry registry = new Registry(store, transactions, clock, ids);
    ShippedFacts facts = new ShippedFacts(registry, transactions, ids);
    List<PlanFiles.Shipped> shipped = new ArrayList<>();
    List<NationalPlan> dialling = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (PartyId party : parties) {
      PlanFiles.Shipped each =
          PlanFiles.readShipped(party, countries.root().resolve(party.value()));
      changed.addAll(facts.take(party, each.documents().stream().map(PlanShelf::fact).toList()));
      shipped.add(each);
      dialling.add(each.dialling());
    }
    PlanBook plans = new PlanBook(registry, dialling, clock);
    return new PlanShelf(
        registry,
        plans,
        new Classifier(plans, countryCodes(countries)),
        List.copyOf(shipped),
        List.copyOf(changed));
  }

  /// The shipped plans without a node, in memory.
  public static PlanShelf offline(
      CountriesFolder countries, List<PartyId> parties, InstantSource clock) {
    MemoryTransactions transactions = new MemoryTransactions();
    return open(
        countries,
        parties,
        new MemoryPlanStore(transactions),
        transactions,
        clock,
        UUID::randomUUID);
  }

  private static ShippedFacts.Document fact(PlanFiles.ShippedDocument document) {
    return new ShippedFacts.Document(
        document.id(),
        document.published(),
        document.digest(),
        document.entries(),
        document.events());
  }

  private static CountryCodes countryCodes(CountriesFolder countries) {
    JsonObjectReader in =
        CountriesFolder.open(countries.root().resolve("world").resolve("country-codes.json"));
    CountryCodes codes =
        new CountryCodes(
            new HashSet<>(in.strings("oneDigit")), new HashSet<>(in.strings("twoDigits")));
    CountriesFolder.sourced(in);
    in.end();
    return codes;
  }

  /// Everything that is known of a plan, of all time.
  public NationalPlan known(PartyId party, Instant knownAt) {
    return plans.dialling().stream()
        .filter(each -> each.party().equals(party))
        .findFirst()
        .orElseThrow()
        .with(registry.entries(party, knownAt));
  }
}
