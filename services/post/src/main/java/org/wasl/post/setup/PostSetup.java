package org.wasl.post.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wasl.border.MessageHandler;
import org.wasl.border.SharedLane;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.setup.ServiceRoom;
import org.wasl.border.setup.Surroundings;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.BoardDesk;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CorrectionDesk;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.EdiDesk;
import org.wasl.post.exchange.EmptiesDesk;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.PriceDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.keeping.DeclarationStore;
import org.wasl.post.keeping.InquiryPeopleStore;
import org.wasl.post.keeping.InterchangeStore;
import org.wasl.post.keeping.MailBetween;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.SerialStore;
import org.wasl.post.store.AccountTermsFile;
import org.wasl.post.store.CaptionsFile;
import org.wasl.post.store.CustomsFiles;
import org.wasl.post.store.InquiryTermsFile;
import org.wasl.post.store.PostAgreementFile;
import org.wasl.post.store.PriceTable;
import org.wasl.post.watching.MissingDispatch;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;

/// Makes the post's desk of a node out of its folder of facts.
public final class PostSetup {
  private static final String MISSING_ALARM = "dispatches-missing";
  private static final String DIVERGED_ALARM = "dispatches-diverged";
  private static final String INQUIRIES_DUE_ALARM = "inquiries-due";
  private static final String INQUIRIES_LATE_ALARM = "inquiries-late";
  private static final String ACCOUNTS_ALARM = "post-accounts-changed";
  private static final int NAMED = 10;

  private PostSetup() {}

  /// Where post stands in a node.
  public static final ServiceRoom ROOM =
      new ServiceRoom(
          PostDesk.POST,
          "post",
          List.of(
              "post.fact",
              "post.exchanged",
              "post.unreceipted",
              "post.listed",
              "post.note",
              "post.dispatch",
              "post.divergence",
              "post.uneven",
              "post.digest_sent",
              "post.interchange",
              "post.item",
              "post.telling",
              "post.telling_part",
              "post.declaration",
              "post.account_step",
              "post.inquiry",
              "post.inquiry_people",
              "post.serial_range",
              "post.serial_block",
              "post.serial_number",
              "post.consignment",
              "post.consignment_fact",
              "post.consigned",
              "post.named_interchange",
              "post.figure",
              "post.figure_basis",
              "post.figure_bags",
              "post.scanning",
              "post.scanning_part",
              "post.at_customs"),
          List.of());

  /// The mail that the posts of two parties exchange, for the store of facts.
  public static MailBetween between(CountriesFolder countries, Party ours, Party theirs) {
    return PostAgreementFile.read(countries, ours.id(), theirs.id()).between(ours, theirs);
  }

  public static PostDesk desk(Surroundings around, PostStore store) {
    BorderNode border = around.border();
    return new PostDesk(
        new PostDesk.Parts(
            PostAgreementFile.read(around.countries(), around.us(), around.them()),
            around.us(),
            around.them(),
            around.peer(),
            around.ours(),
            around.theirs(),
            around.ours().zone(),
            PostAgreementFile.firstNumbers(around.countries(), around.us()),
            PostAgreementFile.closings(around.countries(), around.us()),
            store,
            border.outbox(),
            border.approvals(),
            border.auditTrail(),
            border.transactions(),
            border::isReceipted,
            border::hold,
            around.clock(),
            around.ids()));
  }

  /// The desk of the serial numbers of items.
  public static SerialDesk serials(Surroundings around, PostDesk desk, SerialStore store) {
    return new SerialDesk(
        new SerialDesk.Parts(
            desk,
            PostAgreementFile.serials(around.countries(), around.us()),
            store,
            around.border().auditTrail(),
            around.border().transactions()));
  }

  /// The desk of customs data.
  public static CustomsDesk customs(
      Surroundings around, PostDesk desk, SerialDesk serials, DeclarationStore store) {
    BorderNode border = around.border();
    return new CustomsDesk(
        new CustomsDesk.Parts(
            desk,
            serials,
            around.peer(),
            CustomsFiles.rules(around.countries(), around.them()),
            CustomsFiles.rules(around.countries(), around.us()),
            CustomsFiles.headings(around.countries(), around.them()),
            PostAgreementFile.postedWithinDays(around.countries(), around.us()),
            store,
            border.outbox(),
            border.auditTrail(),
            border.transactions(),
            border::body,
            border::isLogged,
            border::erase));
  }

  /// The desk that fills forms, with the captions that our country prints.
  public static FormDesk forms(
      Surroundings around, PostDesk desk, CustomsDesk customs, AccountDesk accounts) {
    return new FormDesk(
        new FormDesk.Parts(
            desk,
            customs,
            accounts,
            around.ours(),
            around.theirs(),
            CaptionsFile.read(around.countries(), around.us())));
  }

  /// The desk that says what it costs to send, by the prices of our country.
  public static PriceDesk prices(Surroundings around) {
    return new PriceDesk(PriceTable.read(around.ours()), around.ours().zone(), around.clock());
  }

  /// The desk of the accounts with the other post.
  public static AccountDesk accounts(
      Surroundings around, PostStore facts, InquiryDesk inquiries, StepStore steps) {
    return new AccountDesk(
        new AccountDesk.Parts(
            PostAgreementFile.read(around.countries(), around.us(), around.them()),
            AccountTermsFile.read(around.countries(), around.us(), around.them()),
            around.us(),
            around.them(),
            around.peer(),
            facts,
            inquiries::indemnitiesUntil,
            steps,
            around.border().outbox(),
            around.border().approvals(),
            around.clock(),
            around.ids()));
  }

  /// The desk of inquiries about items.
  public static InquiryDesk inquiries(
      Surroundings around,
      PostDesk desk,
      CustomsDesk customs,
      PostStore facts,
      InquiryPeopleStore people) {
    BorderNode border = around.border();
    return new InquiryDesk(
        new InquiryDesk.Parts(
            desk,
            customs,
            InquiryTermsFile.read(around.countries(), around.us(), around.them()),
            around.theirs().zone(),
            around.peer(),
            facts,
            people,
            border.outbox(),
            border.approvals(),
            border.auditTrail(),
            border.transactions(),
            border::body,
            border::erase));
  }

  /// The desks that share the lane of the post.
  public static MessageHandler lane(
      PostDesk desk, AccountDesk accounts, CustomsDesk customs, InquiryDesk inquiries) {
    return new SharedLane(PostDesk.POST, List.of(desk, accounts, customs, inquiries));
  }

  /// The desk at which a dispatch is declared anew.
  public static CorrectionDesk corrections(
      Surroundings around, PostDesk desk, ConsignmentDesk consignments) {
    return new CorrectionDesk(desk, consignments, around.border().approvals());
  }

  /// The desk that sends empty receptacles back.
  public static EmptiesDesk empties(PostDesk desk) {
    return new EmptiesDesk(desk);
  }

  /// The desk of whoever answers for the post.
  public static BoardDesk board(PostDesk desk, AccountDesk accounts, InquiryDesk inquiries) {
    return new BoardDesk(desk, accounts, inquiries);
  }

  /// The desk of consignments.
  public static ConsignmentDesk consignments(PostDesk desk) {
    return new ConsignmentDesk(desk);
  }

  /// The desk that speaks with the other systems that `post.json` of our party names.
  public static EdiDesk edi(
      Surroundings around,
      PostDesk desk,
      ConsignmentDesk consignments,
      CustomsDesk customs,
      InterchangeStore store) {
    return new EdiDesk(
        desk,
        consignments,
        customs,
        store,
        around.border().transactions(),
        PostAgreementFile.systems(around.countries(), around.us()));
  }

  /// Where files for other systems go: one folder a system.
  public static Path outbound(Path home) {
    return home.resolve("edi");
  }

  /// What is done from time to time: tells what is untold, compares, and rings where something is
  /// missing or seen differently by the two posts.
  public static void tend(Surroundings around, PostDesk desk) {
    desk.tend();
    BorderNode border = around.border();
    String us = around.us().value();
    border.alarm(MISSING_ALARM, us, named(desk.missing().stream().map(PostSetup::name).toList()));
    border.alarm(
        DIVERGED_ALARM,
        us,
        named(desk.divergences().stream().map(each -> each.dispatch().toString()).toList()));
  }

  /// Forgets people of inquiries whose time has passed, asks again where the clock does it, and
  /// rings where an answer is due soon or late.
  public static void tend(Surroundings around, InquiryDesk desk) {
    desk.forget();
    desk.remind();
    BorderNode border = around.border();
    String us = around.us().value();
    border.alarm(INQUIRIES_DUE_ALARM, us, named(numbers(desk.dueSoon())));
    border.alarm(INQUIRIES_LATE_ALARM, us, named(numbers(desk.late())));
  }

  /// Rings where signed papers no longer come out as they were signed.
  public static void tend(Surroundings around, AccountDesk desk) {
    around
        .border()
        .alarm(
            ACCOUNTS_ALARM,
            around.us().value(),
            named(desk.changed().stream().map(Object::toString).toList()));
  }

  private static List<String> numbers(List<InquiryPicture> pictures) {
    return pictures.stream().map(each -> each.inquiry().printed()).toList();
  }

  private static String name(MissingDispatch each) {
    return each.series() + " " + each.serial();
  }

  private static Optional<String> named(List<String> all) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String some = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return Optional.of(all.size() > NAMED ? some + ", … (" + all.size() + ")" : some);
  }
}
