package org.wasl.cli;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.wasl.node.Node;
import org.wasl.post.OfficeCode;
import org.wasl.post.accounting.MonthPapers;
import org.wasl.post.allocating.SerialBlock;
import org.wasl.post.exchange.AccountAutopilot;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.generation.Fortnight;
import org.wasl.post.generation.InquiriesOfMail;
import org.wasl.post.generation.MailSetting;
import org.wasl.post.generation.MailWithTruth;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.recording.Fact;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.Party;

/// A fortnight of mail both ways inside a node: our offices record what they did, the other post is
/// told, both look whether they see the same, and both sign the account of the month. A second run
/// finds everything there.
final class MailSample {
  private static final long SEED = 20;
  private static final int DAYS = 14;
  private static final int BAGS = 4;
  private static final int ITEMS = 8;
  private static final int IRREGULAR_PER_MILLE = 250;
  private static final int AT_ONCE = 500;
  private static final int DRAWN = 90;
  private static final int PAUSE_MILLIS = 500;
  private static final int MOST_PAUSES = 240;

  private final Node node;
  private final PostDesk desk;
  private final Fortnight fortnight;
  private final InquiriesOfMail inquiries;
  private final boolean isFirst;
  private final YearMonth month;

  MailSample(Node node, YearMonth month) {
    this.node = node;
    this.month = month;
    this.desk = node.services().desk(PostDesk.class);
    MailSetting.Side ours = side(node.party(), desk);
    MailSetting.Side theirs = side(node.peer(), desk);
    this.isFirst = node.party().id().compareTo(node.peer().id()) < 0;
    LocalDate from = month.atDay(1);
    MailSetting setting =
        new MailSetting(
            SEED,
            isFirst ? ours : theirs,
            isFirst ? theirs : ours,
            desk.agreement().mails(),
            from,
            DAYS,
            BAGS,
            ITEMS,
            IRREGULAR_PER_MILLE);
    this.fortnight = MailWithTruth.make(setting);
    this.inquiries = InquiriesOfMail.of(setting, fortnight, desk.here().wall().toLocalDate());
  }

  /// The first office of a party.
  private static MailSetting.Side side(Party party, PostDesk desk) {
    return new MailSetting.Side(
        desk.agreement().offices(party.id()).getFirst().code(),
        desk.agreement().offices(party.id()).getLast().code(),
        party.zone(),
        party.isoCode());
  }

  void load() {
    List<Fact> facts = isFirst ? fortnight.ofOne() : fortnight.ofOther();
    int fresh = 0;
    for (int from = 0; from < facts.size(); from += AT_ONCE) {
      List<Fact> some = facts.subList(from, Math.min(facts.size(), from + AT_ONCE));
      fresh += desk.takeAll(some, "sample");
      node.progress().report("post.load", from + some.size(), facts.size());
    }
    int asked = desk.takeAll(isFirst ? inquiries.ofOne() : inquiries.ofOther(), "sample");
    System.out.println(
        "mail: " + fresh + " new facts of " + facts.size() + ", " + asked + " of inquiries");
    numbers();
  }

  /// A range of numbers for express items and blocks of it, one of them nearly used up.
  private void numbers() {
    SerialDesk serials = node.services().serials();
    if (!serials.rooms().isEmpty()) {
      return;
    }
    Person by = new Person("demo.analyst", desk.agreement().speaker(desk.us()));
    OfficeCode first = desk.offices().getFirst().code();
    OfficeCode last = desk.offices().getLast().code();
    serials.declare("EE", new SerialBlock(0, 39_999_999), true, by);
    serials.declare("EE", new SerialBlock(40_000_000, 40_999_999), false, by);
    serials.declare("CP", new SerialBlock(0, 999_999), false, by);
    serials.give("EE", first, 1_000, false, by);
    serials.give("EE", first, 240, true, by);
    serials.give("EE", last, DRAWN + 40, false, by);
    serials.give("CP", first, 500, false, by);
    for (int i = 0; i < DRAWN; i++) {
      serials.draw("EE", i % 2 == 0 ? first : last, by);
    }
  }

  /// Waits until all that the other post recorded is here, then says what is seen.
  void finish() throws InterruptedException {
    List<Fact> theirs = isFirst ? fortnight.ofOther() : fortnight.ofOne();
    List<Fact> asked = isFirst ? inquiries.ofOther() : inquiries.ofOne();
    long awaited = asked.size() + theirs.stream().filter(each -> each.deed().crosses()).count();
    for (int i = 0; i < MOST_PAUSES && desk.heardCount() < awaited; i++) {
      desk.tell();
      Thread.sleep(PAUSE_MILLIS);
    }
    desk.tend();
    List<DispatchRow> rows =
        Stream.of(true, false).flatMap(out -> desk.dispatches(out, 1_000).stream()).toList();
    System.out.println(
        "mail: "
            + rows.size()
            + " dispatches, "
            + rows.stream().mapToInt(DispatchRow::irregularities).sum()
            + " irregularities of "
            + fortnight.planted().size()
            + " planted, "
            + desk.missing().size()
            + " missing, "
            + desk.divergences().size()
            + " seen differently");
    account();
  }

  /// Carries the account of the month to the signed CN 61 and CN 52, playing both persons of our
  /// post; says each stage.
  private void account() throws InterruptedException {
    AccountDesk accounts = node.services().desk(AccountDesk.class);
    OrganisationId post = desk.agreement().speaker(desk.us());
    AccountAutopilot autopilot =
        new AccountAutopilot(
            accounts,
            node.border().approvals(),
            new Person("demo.analyst", post),
            new Person("demo.approver", post));
    for (int i = 0; i < MOST_PAUSES && !isClosed(accounts); i++) {
      if (!autopilot.step(month, node.progress())) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    System.out.println("mail: account " + accounts.month(month).stage());
    accounts
        .papers(month)
        .flatMap(MonthPapers::general)
        .ifPresent(each ->
            System.out.println(
                "mail: CN 52 "
                    + each.net()
                    + " XDR to be paid by "
                    + each.debtor().map(PartyId::value).orElse("nobody")
                    + ", digest "
                    + each.digest()));
  }

  private boolean isClosed(AccountDesk accounts) {
    return accounts.month(month).stage() == MonthCase.Stage.CLOSED;
  }
}
