package org.wasl.border.approval;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.wasl.border.AuditTrail;
import org.wasl.border.Transactions;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// The book of proposals over a store: each step is one transaction and one line of the audit log.
public final class Book implements Approvals {
  private final Transactions transactions;
  private final ProposalStore store;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final Supplier<Optional<Refusal>> hold;
  private final Map<String, Effect> effects = new HashMap<>();

  /// @param hold why nothing may be approved now, or nothing
  public Book(
      Transactions transactions,
      ProposalStore store,
      AuditTrail audit,
      InstantSource clock,
      Supplier<UUID> ids,
      Supplier<Optional<Refusal>> hold) {
    this.transactions = transactions;
    this.store = store;
    this.audit = audit;
    this.clock = clock;
    this.ids = ids;
    this.hold = hold;
  }

  @Override
  public void effect(String kind, Effect effect) {
    if (effects.put(kind, effect) != null) {
      throw new IllegalStateException("two effects of " + kind);
    }
  }

  @Override
  public Proposal propose(String kind, Json.Obj subject, Person by) {
    return propose(ids.get(), kind, subject, by);
  }

  @Override
  public Proposal propose(UUID id, String kind, Json.Obj subject, Person by) {
    effectOf(kind);
    Proposal proposal =
        new Proposal(
            id,
            kind,
            subject,
            by,
            clock.instant(),
            Proposal.State.WAITING,
            Optional.empty(),
            Optional.empty());
    return transactions.within(() -> {
      Optional<Proposal> before = store.find(id);
      if (before.isPresent()) {
        return asBefore(before.get(), proposal);
      }
      store.add(proposal);
      audited(by, kind + ".propose", proposal);
      return proposal;
    });
  }

  private static Proposal asBefore(Proposal before, Proposal again) {
    if (!before.kind().equals(again.kind()) || !before.subject().equals(again.subject())) {
      throw new IllegalArgumentException("something else was proposed as " + again.id());
    }
    return before;
  }

  @Override
  public Decision approve(UUID id, Person by) {
    Proposal proposal = proposal(id);
    if (proposal.proposedBy().user().equals(by.user())) {
      return refused(
          "approval.same-person",
          "يعتمد الطلبَ شخصٌ غير الذي قدّمه",
          "a person other than the proposer approves");
    }
    Optional<Refusal> held = hold.get();
    return held.isPresent() ? new Decision.Refused(held.get()) : new Attempt(proposal, by).run();
  }

  @Override
  public Decision reject(UUID id, Person by) {
    return decide(proposal(id), Proposal.State.REJECTED, by, "reject");
  }

  @Override
  public Decision withdraw(UUID id, Person by) {
    Proposal proposal = proposal(id);
    return proposal.proposedBy().user().equals(by.user())
        ? decide(proposal, Proposal.State.WITHDRAWN, by, "withdraw")
        : refused(
            "approval.not-yours",
            "يسحب الطلبَ من قدّمه؛ يمكنك رفضه",
            "only the proposer withdraws; you may reject it");
  }

  @Override
  public List<Proposal> waiting() {
    return store.waiting();
  }

  @Override
  public List<Proposal> decided(int limit) {
    return store.decided(limit);
  }

  @Override
  public Proposal proposal(UUID id) {
    return store
        .find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no proposal " + id));
  }

  @Override
  public Optional<Proposal> find(UUID id) {
    return store.find(id);
  }

  /// Carries out and marks in one transaction; a refused effect rolls both back.
  private final class Attempt {
    private final Proposal proposal;
    private final Person by;
    private Decision decision = new Decision.Done();

    Attempt(Proposal proposal, Person by) {
      this.proposal = proposal;
      this.by = by;
    }

    Decision run() {
      try {
        transactions.within(this::carryOut);
      } catch (Undone _) {
        // the decision says why
      }
      return decision;
    }

    private void carryOut() {
      decision = decide(proposal, Proposal.State.APPROVED, by, "approve");
      if (decision instanceof Decision.Done) {
        decision = effectOf(proposal.kind()).carryOut(proposal, by);
      }
      if (decision instanceof Decision.Refused) {
        throw new Undone();
      }
    }
  }

  private static final class Undone extends RuntimeException {
    Undone() {
      super("the effect was refused", null, false, false);
    }
  }

  private Decision decide(Proposal proposal, Proposal.State state, Person by, String verb) {
    Proposal decided =
        new Proposal(
            proposal.id(),
            proposal.kind(),
            proposal.subject(),
            proposal.proposedBy(),
            proposal.proposedAt(),
            state,
            Optional.of(by),
            Optional.of(clock.instant()));
    boolean done =
        transactions.within(() -> {
          boolean changed = store.decide(decided);
          if (changed) {
            audited(by, proposal.kind() + "." + verb, proposal);
          }
          return changed;
        });
    return done
        ? new Decision.Done()
        : refused("approval.decided", "سبق البتّ في الطلب", "the proposal was decided before");
  }

  private void audited(Person by, String action, Proposal proposal) {
    audit.record(
        new AuditTrail.AuditEvent(
            Optional.of(by), action, proposal.id().toString(), Optional.empty(), ""));
  }

  private Effect effectOf(String kind) {
    Effect effect = effects.get(kind);
    if (effect == null) {
      throw new IllegalArgumentException("nothing is done on approval of " + kind);
    }
    return effect;
  }

  private static Decision refused(String code, String ar, String en) {
    return new Decision.Refused(Refusal.of(code, ar, en));
  }
}
