package org.wasl.post.generation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.following.ItemStory;
import org.wasl.post.generation.MailSetting.Side;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.InquiryReply.Result;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Reason;

/// Makes up inquiries about mail that was made up, both ways: one answered and closed, one for
/// which the other post is liable, one that waits, one due soon, and one that nobody ever answered,
/// about an item of a time before the mail. Nobody is named in them.
///
/// @param ofOne facts of the offices of one post
/// @param ofOther facts of the offices of the other post
public record InquiriesOfMail(List<Fact> ofOne, List<Fact> ofOther) {
  private static final int OLD_ITEM = 90_000_000;

  public InquiriesOfMail {
    ofOne = List.copyOf(ofOne);
    ofOther = List.copyOf(ofOther);
  }

  /// @param today on which the newest inquiry is a day old
  public static InquiriesOfMail of(MailSetting setting, Fortnight mail, LocalDate today) {
    Making making = new Making(setting, mail, today);
    making.both(setting.one(), setting.other());
    making.both(setting.other(), setting.one());
    return new InquiriesOfMail(making.of(setting.one()), making.of(setting.other()));
  }

  private static final class Making {
    private final MailSetting setting;
    private final LocalDate today;
    private final SortedMap<String, ItemStory> stories = new TreeMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Set<ItemId> asked = new HashSet<>();
    private int numbers;

    Making(MailSetting setting, Fortnight mail, LocalDate today) {
      this.setting = setting;
      this.today = today;
      Map<String, List<Fact>> seen = new TreeMap<>();
      Stream.concat(mail.ofOne().stream(), mail.ofOther().stream())
          .filter(each -> each.deed() instanceof Deed.ItemSeen)
          .forEach(each ->
              seen.computeIfAbsent(each.deed().aboutItem().orElseThrow(), _ -> new ArrayList<>())
                  .add(each));
      seen.forEach((item, some) -> stories.put(item, ItemStory.of(item, some)));
    }

    List<Fact> of(Side side) {
      return facts.stream().filter(each -> each.office().equals(side.office())).toList();
    }

    void both(Side asking, Side other) {
      numbers = 0;
      LocalDate after = setting.from().plusDays(setting.days() + 2L);
      find(asking, each -> last(each) == EventCode.EMI)
          .ifPresent(story -> delivered(asking, other, story, after));
      find(asking, each -> !last(each).isFinal())
          .ifPresent(story -> lost(asking, other, story, after.plusDays(1)));
      find(asking, each -> !last(each).isFinal())
          .ifPresent(story -> open(asking, story, today.minusMonths(2).plusDays(7), Reason.LOST));
      find(asking, each -> last(each).isFinal())
          .ifPresent(story -> open(asking, story, today.minusDays(1), Reason.DAMAGED));
      before(asking);
    }

    private static EventCode last(ItemStory story) {
      return ItemStory.code(story.events().getLast());
    }

    private Optional<ItemStory> find(Side asking, Predicate<ItemStory> which) {
      return stories.values().stream()
          .filter(each -> ItemReading.of(each.item()) instanceof ItemReading.Valid)
          .filter(each -> each.item().endsWith(asking.country()))
          .filter(each -> !asked.contains(new ItemId(each.item())))
          .filter(each -> ItemStory.code(each.events().getFirst()) == EventCode.EMA)
          .filter(which)
          .findFirst();
    }

    private void delivered(Side asking, Side other, ItemStory story, LocalDate day) {
      ItemInquiry inquiry = open(asking, story, day, Reason.LATE);
      LocalDate delivery = story.events().getLast().at().wall().toLocalDate();
      answer(other, inquiry, day.plusDays(3), Result.DELIVERED, delivery, false);
      add(asking, day.plusDays(4), new Deed.InquiryClosed(inquiry.item(), inquiry.id(), false, ""));
    }

    private void lost(Side asking, Side other, ItemStory story, LocalDate day) {
      ItemInquiry inquiry = open(asking, story, day, Reason.LOST);
      add(
          asking,
          day.plusDays(3),
          new Deed.InquiryPursued(inquiry.item(), inquiry.id(), "لم يصلنا رد بعد"));
      answer(other, inquiry, day.plusDays(5), Result.NOT_FOUND, day.plusDays(5), true);
    }

    /// An item posted two and a half months before the mail, asked about two months before it.
    private void before(Side asking) {
      LocalDate opened = setting.from().minusMonths(2).plusDays(3);
      ItemId item = ItemId.of("RR", OLD_ITEM, asking.country());
      open(asking, item, opened.minusDays(15), opened, Reason.LOST);
    }

    private ItemInquiry open(Side asking, ItemStory story, LocalDate day, Reason reason) {
      LocalDate posted = story.events().getFirst().at().wall().toLocalDate();
      return open(asking, new ItemId(story.item()), posted, day, reason);
    }

    private ItemInquiry open(
        Side asking, ItemId item, LocalDate posted, LocalDate day, Reason reason) {
      asked.add(item);
      LocalDate opened = day.isBefore(posted) ? posted : day;
      ItemInquiry inquiry =
          new ItemInquiry(
              id(asking, "opened " + item),
              asking.office(),
              opened.getYear(),
              ++numbers,
              item,
              Set.of(reason),
              posted,
              asking.office(),
              1_500,
              false,
              OptionalLong.empty(),
              OptionalLong.empty(),
              ItemInquiry.Asker.SENDER,
              Optional.empty(),
              ItemInquiry.Names.NONE,
              "");
      facts.add(
          new Fact(
              inquiry.id(), asking.office(), at(asking, opened), new Deed.InquiryOpened(inquiry)));
      return inquiry;
    }

    private void answer(
        Side other,
        ItemInquiry inquiry,
        LocalDate day,
        Result result,
        LocalDate happened,
        boolean isLiable) {
      InquiryReply reply =
          new InquiryReply(result, Optional.of(happened), other.office().value(), isLiable, "");
      add(other, day, new Deed.InquiryAnswered(inquiry.item(), inquiry.id(), reply));
    }

    private void add(Side side, LocalDate day, Deed deed) {
      String about = deed.kind() + " " + deed.aboutInquiry().orElseThrow();
      facts.add(new Fact(id(side, about), side.office(), at(side, day), deed));
    }

    private static Moment at(Side side, LocalDate day) {
      LocalDateTime wall = day.atTime(11, 0);
      return Moment.at(wall.atZone(side.zone()).toInstant(), side.zone());
    }

    private UUID id(Side side, String about) {
      String text = "inquiries " + setting.seed() + " " + side.office() + " " + about;
      return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
