package org.wasl.post.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.Moment;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.NotePicture;
import org.wasl.post.following.ReceptaclePicture;
import org.wasl.post.forming.Correction;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// The desk at which a dispatch of ours that was closed is declared anew: what it weighs, its seal,
/// an item that stayed behind, one that is in it and was not listed. What is declared is paid for:
/// one clerk proposes, another one signs, and nothing is taken from what the office of destination
/// found.
public final class CorrectionDesk {
  /// Characters of a reason. It stays at this node.
  public static final int LONGEST_REASON = 200;

  private static final String KIND = "post.declaration-anew";

  private final PostDesk post;
  private final ConsignmentDesk consignments;
  private final Approvals approvals;

  public CorrectionDesk(PostDesk post, ConsignmentDesk consignments, Approvals approvals) {
    this.post = post;
    this.consignments = consignments;
    this.approvals = approvals;
    approvals.effect(KIND, (proposal, _) -> carryOut(proposal));
  }

  /// A correction, of the declaration that its clerk saw.
  ///
  /// @param version of that declaration
  public record Wish(DispatchKey dispatch, int version, Correction correction, String reason) {
    public Wish {
      if (reason.isBlank() || reason.length() > LONGEST_REASON) {
        throw new IllegalArgumentException("a reason of " + reason.length() + " characters");
      }
    }

    private Json.Obj json(UUID id) {
      Json.Builder out =
          Json.Obj.with()
              .put("id", id.toString())
              .put("dispatch", dispatch.toString())
              .put("version", version)
              .put("receptacle", correction.receptacle().toString());
      correction.grams().ifPresent(each -> out.put("grams", each));
      correction.seal().ifPresent(each -> out.put("seal", each));
      return out.putStrings("takenOut", correction.takenOut())
          .put("added", Json.Arr.of(correction.added().stream().map(Wish::json).toList()))
          .put("reason", reason)
          .end();
    }

    private static Json.Obj json(Advice.Item item) {
      Json.Builder out = Json.Obj.with().put("item", item.id().written());
      item.grams().ifPresent(each -> out.put("grams", each));
      item.format().ifPresent(each -> out.put("format", each.name()));
      return out.end();
    }

    private static Wish read(JsonObjectReader in) {
      Correction correction =
          new Correction(
              ReceptacleId.parse(in.string("receptacle")),
              grams(in),
              in.optionalString("seal"),
              in.strings("takenOut"),
              in.objects("added").stream().map(Wish::item).toList());
      return new Wish(
          DispatchKey.parse(in.string("dispatch")),
          in.integer("version", 1, 999),
          correction,
          in.string("reason"));
    }

    private static Advice.Item item(JsonObjectReader in) {
      return new Advice.Item(
          ItemReading.of(in.string("item")),
          grams(in),
          Optional.empty(),
          in.optionalString("format").map(MailFormat::valueOf));
    }

    private static OptionalInt grams(JsonObjectReader in) {
      return in.has("grams")
          ? OptionalInt.of(in.integer("grams", 0, 100_000_000))
          : OptionalInt.empty();
    }
  }

  /// What a wish came to.
  public sealed interface Wished {
    record Proposed(Proposal proposal) implements Wished {}

    record Refused(Refusal refusal) implements Wished {}
  }

  /// One clerk proposes a correction; another one signs it.
  public Wished propose(Wish wish, Person by) {
    return obstacle(wish)
        .<Wished>map(Wished.Refused::new)
        .orElseGet(
            () -> new Wished.Proposed(approvals.propose(KIND, wish.json(post.freshId()), by)));
  }

  /// The declaration is that of the moment at which the second clerk signs.
  private Decision carryOut(Proposal proposal) {
    JsonObjectReader in = proposal.subject().asObject(KIND);
    UUID id = UUID.fromString(in.string("id"));
    Wish wish = Wish.read(in);
    in.end();
    post.store().lock("dispatches");
    Optional<Refusal> obstacle = obstacle(wish);
    if (obstacle.isPresent()) {
      return new Decision.Refused(obstacle.get());
    }
    Advice before = post.picture(wish.dispatch()).flatMap(DispatchPicture::advice).orElseThrow();
    Person by = proposal.proposedBy();
    Fact anew =
        new Fact(
            id,
            wish.dispatch().id().series().origin(),
            post.here(),
            new Deed.Advised(wish.correction().in(before)));
    post.keepOwn(anew, by);
    post.keepOwn(departed(anew, wish), by);
    post.audit(by, "post.dispatch.anew", wish.dispatch().toString(), wish.reason());
    post.tell();
    return new Decision.Done();
  }

  /// An item that was in a receptacle when it left, left with it.
  private List<Fact> departed(Fact anew, Wish wish) {
    ReceptacleId receptacle = wish.correction().receptacle();
    Optional<Moment> left =
        consignments.carrying(wish.dispatch()).stream()
            .filter(each -> carries(each, receptacle))
            .flatMap(each -> each.handedOver().stream())
            .min(Comparator.comparing(Moment::happened));
    List<Fact> facts = new ArrayList<>();
    left.ifPresent(at ->
        wish.correction()
            .added()
            .forEach(each ->
                facts.add(
                    new Fact(
                        derived(anew.id(), each.id().written()),
                        anew.office(),
                        at,
                        new Deed.ItemSeen(
                            each.id(),
                            EventCode.EMC,
                            Optional.of(receptacle),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())))));
    return facts;
  }

  private static boolean carries(ConsignmentPicture consignment, ReceptacleId receptacle) {
    return consignment.advice().filter(each -> each.identifiers().contains(receptacle)).isPresent();
  }

  private static UUID derived(UUID fact, String item) {
    return UUID.nameUUIDFromBytes((fact + " departed " + item).getBytes(StandardCharsets.UTF_8));
  }

  // What stands in the way

  /// Receptacles of a dispatch whose declaration may be corrected now.
  public Set<ReceptacleId> correctable(DispatchPicture picture) {
    Set<ReceptacleId> all = new HashSet<>();
    boolean isOurs = post.isOurs(picture.dispatch().id().series().origin());
    for (ReceptaclePicture each : picture.receptacles()) {
      if (isOurs && each.isAdvised() && arrived(picture, each.id()).isEmpty()) {
        all.add(each.id());
      }
    }
    return all;
  }

  private Optional<Refusal> obstacle(Wish wish) {
    Optional<Refusal> hold = post.hold();
    if (hold.isPresent()) {
      return hold;
    }
    Optional<DispatchPicture> known =
        post.picture(wish.dispatch())
            .filter(each -> each.advice().isPresent())
            .filter(each -> post.isOurs(each.dispatch().id().series().origin()));
    if (known.isEmpty()) {
      return no(
          "post.anew.unknown",
          "لم يعلن مكتب من مكاتبنا هذه الإرسالية",
          "no office of ours declared this dispatch");
    }
    DispatchPicture picture = known.get();
    Advice advice = picture.advice().orElseThrow();
    if (advice.version() != wish.version()) {
      return no(
          "post.anew.changed",
          "أُعلنت الإرسالية من جديد في هذه الأثناء؛ انظر الإعلان ثم صحّحه",
          "the dispatch was declared anew meanwhile; look at its declaration, then correct it");
    }
    Correction correction = wish.correction();
    return arrived(picture, correction.receptacle())
        .or(() -> correction.obstacle(advice))
        .or(() -> noted(picture, correction))
        .or(() -> found(picture, correction.takenOut()))
        .or(() -> post.heldAmong(correction.addedItems()))
        .or(() -> post.declaredElsewhere(correction.addedItems()));
  }

  private static Optional<Refusal> no(String code, String ar, String en) {
    return Optional.of(Refusal.of(code, ar, en));
  }

  /// What the office of destination has in hand is for its notes to say.
  private static Optional<Refusal> arrived(DispatchPicture picture, ReceptacleId receptacle) {
    boolean isSeen =
        picture.receptacles().stream()
            .anyMatch(each -> each.id().equals(receptacle) && each.seen().isPresent());
    return isSeen || picture.finished().isPresent()
        ? no(
            "post.anew.arrived",
            "استلم مكتب المقصد هذا الوعاء أو الإرسالية كلها؛ ما اختلف يقوله تقرير تحقق",
            "the office of destination has this receptacle, or accounted for the dispatch; what"
                + " differs, a verification note says")
        : Optional.empty();
  }

  /// What a note says is corrected by the note: once, not twice.
  private static Optional<Refusal> noted(DispatchPicture picture, Correction correction) {
    Set<String> subjects = new HashSet<>(correction.takenOut());
    subjects.addAll(correction.addedItems());
    subjects.add(correction.receptacle().toString());
    subjects.add(picture.dispatch().id().toString());
    boolean isNoted =
        picture.notes().stream()
            .filter(each -> each.state() != NotePicture.State.WITHDRAWN)
            .flatMap(each -> each.note().irregularities().stream())
            .anyMatch(each -> subjects.contains(each.subject()));
    return isNoted
        ? no(
            "post.anew.noted",
            "يسمّيها تقرير تحقق؛ أجب عن التقرير بدل التصحيح",
            "a verification note names it; answer the note instead")
        : Optional.empty();
  }

  /// An item that the other post had in hand since the dispatch was declared came to it.
  private Optional<Refusal> found(DispatchPicture picture, List<String> items) {
    Moment declared = picture.advised().orElseThrow();
    List<String> there =
        items.stream()
            .filter(item ->
                post.item(item).events().stream()
                    .filter(each -> post.isTheirs(each.office()))
                    .anyMatch(each -> each.at().happened().isAfter(declared.happened())))
            .limit(10)
            .toList();
    return there.isEmpty()
        ? Optional.empty()
        : no(
            "post.anew.found",
            "بعائث وجدها البريد الآخر: " + String.join(", ", there),
            "items that the other post found: " + String.join(", ", there));
  }
}
