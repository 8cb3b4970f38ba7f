package org.wasl.post.following;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.wasl.post.ItemId;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.InquiryReply.Result;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.Validity;

/// An inquiry about an item, made up for tests: asked by one office, answered by another.
public final class Inquiries {
  public static final OfficeCode ASKING = new OfficeCode("IQBGWA");
  public static final OfficeCode ASKED = new OfficeCode("SYDAMA");
  public static final UUID ID = new UUID(8, 1);
  public static final LocalDate POSTED = LocalDate.of(2026, 1, 10);

  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(3);

  private final ItemInquiry inquiry;
  private final List<Fact> facts = new ArrayList<>();
  private long ids;

  private Inquiries(ItemInquiry inquiry) {
    this.inquiry = inquiry;
  }

  public static ItemInquiry about(String indicator, String country, Set<Reason> reasons) {
    return new ItemInquiry(
        ID,
        ASKING,
        2026,
        1,
        ItemId.of(indicator, 7, country),
        reasons,
        POSTED,
        ASKING,
        2_000,
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        ItemInquiry.Asker.SENDER,
        Optional.of(Mail.DISPATCH),
        ItemInquiry.Names.NONE,
        "");
  }

  /// A registered item from the asking post that did not arrive.
  public static Inquiries lost() {
    return new Inquiries(about("RR", "IQ", Set.of(Reason.LOST)));
  }

  public static Inquiries of(ItemInquiry inquiry) {
    return new Inquiries(inquiry);
  }

  public Inquiries opened(LocalDate day) {
    facts.add(fact(ID, ASKING, day, new Deed.InquiryOpened(inquiry)));
    return this;
  }

  public Inquiries pursued(LocalDate day) {
    return add(ASKING, day, new Deed.InquiryPursued(inquiry.item(), ID, "again"));
  }

  public Inquiries answered(LocalDate day, Result result, boolean isLiable) {
    return answered(ASKED, day, result, isLiable);
  }

  public Inquiries answered(OfficeCode office, LocalDate day, Result result, boolean isLiable) {
    return add(
        office,
        day,
        new Deed.InquiryAnswered(
            inquiry.item(),
            ID,
            new InquiryReply(result, Optional.of(day), office.value(), isLiable, "")));
  }

  public Inquiries closed(LocalDate day, boolean isWithdrawn) {
    return closed(ASKING, day, isWithdrawn);
  }

  public Inquiries closed(OfficeCode office, LocalDate day, boolean isWithdrawn) {
    return add(office, day, new Deed.InquiryClosed(inquiry.item(), ID, isWithdrawn, ""));
  }

  /// A closing that names another item.
  public Inquiries closedOfAnother(LocalDate day) {
    return add(ASKING, day, new Deed.InquiryClosed(ItemId.of("RR", 8, "IQ"), ID, false, ""));
  }

  private Inquiries add(OfficeCode office, LocalDate day, Deed deed) {
    facts.add(fact(new UUID(8, 100 + ++ids), office, day, deed));
    return this;
  }

  private static Fact fact(UUID id, OfficeCode office, LocalDate day, Deed deed) {
    LocalDateTime wall = day.atTime(12, 0);
    return new Fact(
        id, office, new Moment(wall, Optional.of(OFFSET), wall.toInstant(OFFSET)), deed);
  }

  public List<Fact> facts() {
    return List.copyOf(facts);
  }

  public InquiryPicture picture() {
    return InquiryStory.of(ID, facts).orElseThrow();
  }

  /// Six months to ask, two to answer; EMS four and one.
  public static InquiryClocks clocks() {
    Set<Reason> binds = Set.of(Reason.LOST, Reason.DAMAGED, Reason.MISSING_CONTENT);
    return new InquiryClocks(
        List.of(
            new InquiryClock(
                EnumSet.of(Service.REGISTERED, Service.PARCEL, Service.INSURED, Service.OTHER),
                Validity.ALWAYS,
                Period.ofMonths(6),
                Period.ofMonths(2),
                Period.ofDays(14),
                binds),
            new InquiryClock(
                EnumSet.of(Service.EMS_GOODS, Service.EMS_DOCUMENTS),
                Validity.ALWAYS,
                Period.ofMonths(4),
                Period.ofMonths(1),
                Period.ofDays(7),
                binds)));
  }
}
