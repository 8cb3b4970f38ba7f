package org.wasl.node.web;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.wasl.border.Delivery;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.node.Node;
import org.wasl.post.OfficeCode;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.generation.Fortnight;
import org.wasl.post.generation.InquiriesOfMail;
import org.wasl.post.generation.MailSetting;
import org.wasl.post.generation.MailWithTruth;
import org.wasl.post.recording.Deed;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;

/// Accounts of the post in a running node as an analyst finds them: June agreed by both, September
/// contested by the other post. What the other post says is handed to the desk as its messages.
///
/// @param line the address of a line of September
/// @param inquiries the addresses of inquiries of both posts, at every stage
record PostMonth(String line, List<String> inquiries) {
  PostMonth {
    inquiries = List.copyOf(inquiries);
  }

  static final YearMonth JUNE = YearMonth.of(2026, 6);
  static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

  static PostMonth in(Node node) {
    mail(node, JUNE);
    AccountDesk desk = node.services().desk(AccountDesk.class);
    Account june = desk.account(JUNE, Progress.NONE).account();
    within(
        node,
        () -> {
          hear(desk, new Step.Declared(june));
          hear(desk, new Step.Declared(theirs(june, desk.them(), june.lines())));
          String digest = desk.month(JUNE).agreedAccount().orElseThrow().digest();
          hear(desk, new Step.Agreed(desk.us(), JUNE, digest));
          hear(desk, new Step.Agreed(desk.them(), JUNE, digest));
        });
    List<String> inquiries = inquiries(node, mail(node, SEPTEMBER));
    Account ours = desk.account(SEPTEMBER, Progress.NONE).account();
    List<Line> others = new ArrayList<>(ours.lines());
    Line first =
        ours.lines().stream()
            .filter(
                each -> desk.terms().form().stream(each.key().stream()).payee().equals(desk.them()))
            .findFirst()
            .orElseThrow();
    Line more = new Line(first.key(), first.quantities(), first.exact().add(BigInteger.TEN.pow(6)));
    others.set(others.indexOf(first), more);
    Account theirs = theirs(ours, desk.them(), others);
    within(
        node,
        () -> {
          hear(desk, new Step.Declared(ours));
          hear(desk, new Step.Declared(theirs));
          hear(
              desk,
              new Step.Contested(
                  new Contest(
                      new UUID(1, 7),
                      ours.agreement(),
                      SEPTEMBER,
                      desk.them(),
                      AgreedAccount.digestsOf(ours, theirs),
                      List.of(new Contest.Item(more.key(), more, "rates")))));
        });
    return new PostMonth(
        "/post/accounts/2026-09/line?stream="
            + first.key().stream()
            + "&dispatch="
            + first.key().item(),
        inquiries);
  }

  private static List<String> inquiries(Node node, InquiriesOfMail made) {
    PostDesk desk = node.services().desk(PostDesk.class);
    desk.takeAll(made.ofOne(), "test");
    desk.takeAll(made.ofOther(), "test");
    List<String> addresses = new ArrayList<>();
    Stream.concat(made.ofOne().stream(), made.ofOther().stream())
        .filter(each -> each.deed() instanceof Deed.InquiryOpened)
        .forEach(each -> addresses.add("/post/inquiries/" + each.id()));
    addresses.add(addresses.getFirst() + "/people");
    addresses.add(addresses.getFirst() + "/facts");
    return addresses;
  }

  private static void within(Node node, Runnable work) {
    node.border().transactions().within(work);
  }

  private static Account theirs(Account ours, PartyId them, List<Line> lines) {
    return new Account(
        ours.agreement(), ours.formVersion(), ours.period(), them, ours.basis(), lines);
  }

  private static InquiriesOfMail mail(Node node, YearMonth month) {
    PostDesk desk = node.services().desk(PostDesk.class);
    OfficeCode here = desk.agreement().offices(desk.us()).getFirst().code();
    OfficeCode there = desk.agreement().offices(desk.them()).getFirst().code();
    MailSetting setting =
        new MailSetting(
            month.getMonthValue(),
            new MailSetting.Side(
                here,
                desk.agreement().offices(desk.us()).getLast().code(),
                node.party().zone(),
                here.country()),
            new MailSetting.Side(
                there,
                desk.agreement().offices(desk.them()).getLast().code(),
                node.party().zone(),
                there.country()),
            desk.agreement().mails(),
            LocalDate.of(2026, month.getMonthValue(), 10),
            1,
            2,
            3,
            0);
    Fortnight mail = MailWithTruth.make(setting);
    desk.takeAll(mail.ofOne(), "test");
    desk.takeAll(mail.ofOther(), "test");
    return InquiriesOfMail.of(setting, mail, desk.here().wall().toLocalDate());
  }

  private static int told;

  private static void hear(AccountDesk desk, Step step) {
    String type = StepJson.type(step);
    Instant now = Instant.parse("2026-10-05T09:00:00Z");
    Delivery delivery =
        new Delivery(
            new Origin(new NodeId("iq.test"), new NodeId("sy.test"), PostDesk.POST, 1),
            ++told,
            new MessageId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0100L + told)),
            new MessageKind("post", type.equals("account") ? type : "account-" + type, 1),
            new OrganisationId("iq.post"),
            new OrganisationId("sy.post"),
            DataClass.AGGREGATE,
            Optional.empty(),
            Optional.empty(),
            now,
            "application/json",
            new Delivery.Content.Present(StepJson.json(step).canonicalBytes()),
            now);
    if (step.by().equals(desk.us())) {
      desk.recall(delivery);
    } else {
      desk.handle(delivery);
    }
  }
}
