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
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.EdiDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.keeping.DeclarationStore;
import org.wasl.post.keeping.InterchangeStore;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.store.AccountTermsFile;
import org.wasl.post.store.CustomsFiles;
import org.wasl.post.store.PostAgreementFile;
import org.wasl.post.watching.MissingDispatch;
import org.wasl.settlement.keeping.StepStore;

/// Makes the post's desk of a node out of its folder of facts.
public final class PostSetup {
  private static final String MISSING_ALARM = "dispatches-missing";
  private static final String DIVERGED_ALARM = "dispatches-diverged";
  private static final int NAMED = 10;

  private PostSetup() {}

  /// Where post stands in a node.
  public static final ServiceRoom ROOM =
      new ServiceRoom(
          PostDesk.POST,
          "post",
          List.of(
              "post.fact",
              "post.listed",
              "post.note",
              "post.dispatch",
              "post.divergence",
              "post.digest_sent",
              "post.interchange",
              "post.item",
              "post.telling",
              "post.telling_part",
              "post.declaration",
              "post.account_step",
              "post.consignment",
              "post.consignment_fact",
              "post.consigned",
              "post.named_interchange"),
          List.of());

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
            store,
            border.outbox(),
            border.approvals(),
            border.auditTrail(),
            border.transactions(),
            around.clock(),
            around.ids()));
  }

  /// The desk of customs data.
  public static CustomsDesk customs(Surroundings around, PostDesk desk, DeclarationStore store) {
    BorderNode border = around.border();
    return new CustomsDesk(
        new CustomsDesk.Parts(
            desk,
            around.peer(),
            CustomsFiles.rules(around.countries(), around.them()),
            CustomsFiles.rules(around.countries(), around.us()),
            CustomsFiles.headings(around.countries()),
            store,
            border.outbox(),
            border.auditTrail(),
            border.transactions(),
            border::body,
            border::isLogged,
            border::erase));
  }

  /// The desk of the accounts with the other post.
  public static AccountDesk accounts(Surroundings around, PostStore facts, StepStore steps) {
    return new AccountDesk(
        new AccountDesk.Parts(
            PostAgreementFile.read(around.countries(), around.us(), around.them()),
            AccountTermsFile.read(around.countries(), around.us(), around.them()),
            around.us(),
            around.them(),
            around.peer(),
            facts,
            steps,
            around.border().outbox(),
            around.border().approvals(),
            around.ids()));
  }

  /// The desks that share the lane of the post.
  public static MessageHandler lane(PostDesk desk, AccountDesk accounts, CustomsDesk customs) {
    return new SharedLane(PostDesk.POST, List.of(desk, accounts, customs));
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
