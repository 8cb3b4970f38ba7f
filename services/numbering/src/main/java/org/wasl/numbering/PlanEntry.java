package org.wasl.numbering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.terms.LocalizedText;

/// What is true of a range of codes of one plan for a while (ITU-T E.129 for number ranges).
///
/// @param codes without trunk prefix
/// @param leastDigits the shortest national (significant) number, or code, in the range
/// @param mostDigits the longest
/// @param holder to whom it is assigned, absent where to nobody
/// @param area the area of a geographic code, absent elsewhere
/// @param valid when this is so in the world; a reservation and a quarantine end with it
/// @param beganAfter where the source gives the state but not its first day: the last moment at
///   which it was not yet so
/// @param note remark of the source, empty where there is none; at most 500 characters
public record PlanEntry(
    Resource resource,
    CodeRange codes,
    int leastDigits,
    int mostDigits,
    Usage usage,
    Optional<Holder> holder,
    Status status,
    Optional<LocalizedText> area,
    Span valid,
    Optional<Instant> beganAfter,
    Citation citation,
    String note) {
  public static final int MAX_NOTE = 500;
  private static final int MAX_NATIONAL = 14;

  /// What is behind a range.
  public enum Usage {
    FIXED,
    MOBILE,
    WIRELESS_LOCAL_LOOP,
    SERVICE,
    EMERGENCY,
    PRIVATE,
    NETWORK,
    SIGNALLING,
    CARDS,
    TEST,
    OTHER
  }

  /// Where a range stands in its life.
  public enum Status {
    FREE("حر", "free"),
    /// Set aside until a day, not issued.
    RESERVED("محجوز", "reserved"),
    /// Decided, not activated.
    ALLOCATED("مخصص لم يُفعّل", "allocated"),
    IN_SERVICE("في الخدمة", "in service"),
    WITHDRAWN("مسحوب", "withdrawn"),
    /// Rests until a day; nobody gets it before.
    QUARANTINE("في فترة حجر", "quarantine"),
    /// In older lists, not in the regulator's plan, perhaps still in service.
    LEGACY_UNCONFIRMED("قديم غير مؤكد", "legacy, unconfirmed"),
    /// Two sources contradict each other; each node decides.
    DISPUTED("مصدران متعارضان", "disputed sources");

    private final LocalizedText text;

    Status(String ar, String en) {
      this.text = new LocalizedText(ar, en);
    }

    public LocalizedText text() {
      return text;
    }

    /// Whether the administration may move a range from this state to the next.
    public boolean mayBecome(Status next) {
      return switch (this) {
        case FREE -> next == RESERVED || next == ALLOCATED || next == DISPUTED;
        case RESERVED -> next == FREE || next == ALLOCATED || next == DISPUTED;
        case ALLOCATED -> next == IN_SERVICE || next == WITHDRAWN || next == DISPUTED;
        case IN_SERVICE -> next == WITHDRAWN || next == DISPUTED;
        case WITHDRAWN -> next == QUARANTINE || next == DISPUTED;
        case QUARANTINE -> next == FREE;
        case LEGACY_UNCONFIRMED, DISPUTED -> true;
      };
    }

    /// Whether somebody holds or will hold it.
    public boolean isGiven() {
      return this == RESERVED || this == ALLOCATED || this == IN_SERVICE;
    }
  }

  public PlanEntry {
    if (!resource.fits(codes.length())) {
      throw new IllegalArgumentException(
          codes.length() + " digits are not a code of kind " + resource + ": " + codes);
    }
    int least = resource.isNumbers() ? codes.length() : 1;
    if (leastDigits < least || mostDigits < leastDigits || mostDigits > MAX_NATIONAL) {
      throw new IllegalArgumentException("not lengths: " + leastDigits + " to " + mostDigits);
    }
    if (note.length() > MAX_NOTE) {
      throw new IllegalArgumentException("a note has at most " + MAX_NOTE + " characters");
    }
  }

  public String first() {
    return codes.first();
  }

  public String last() {
    return codes.last();
  }

  /// Whether the national (significant) number begins with a code of this range.
  public boolean covers(String nationalNumber) {
    return codes.leads(nationalNumber);
  }

  public boolean lengthFits(String nationalNumber) {
    return nationalNumber.length() >= leastDigits && nationalNumber.length() <= mostDigits;
  }

  /// Whether both speak of the same codes at the same time.
  public boolean overlaps(PlanEntry other) {
    return resource == other.resource && codes.overlaps(other.codes) && valid.overlaps(other.valid);
  }

  /// What remains of this entry where another takes some of its codes for some of its time.
  public List<PlanEntry> without(PlanEntry other) {
    if (!overlaps(other)) {
      return List.of(this);
    }
    List<PlanEntry> rest = new ArrayList<>();
    codes.without(other.codes).forEach(left -> rest.add(with(left, valid)));
    codes
        .shared(other.codes)
        .ifPresent(both -> valid.without(other.valid).forEach(span -> rest.add(with(both, span))));
    return rest;
  }

  /// The same fact of other codes or of another time.
  public PlanEntry with(CodeRange someCodes, Span someTime) {
    Optional<Instant> began = someTime.from().equals(valid.from()) ? beganAfter : Optional.empty();
    return new PlanEntry(
        resource,
        someCodes,
        leastDigits,
        mostDigits,
        usage,
        holder,
        status,
        area,
        someTime,
        began,
        citation,
        note);
  }

  /// The same codes in another state.
  public PlanEntry becoming(Status next, Span when, Citation source, String remark) {
    return new PlanEntry(
        resource,
        codes,
        leastDigits,
        mostDigits,
        usage,
        next == Status.FREE ? Optional.empty() : holder,
        next,
        area,
        when,
        Optional.empty(),
        source,
        remark);
  }

  /// Whether both say the same, whatever the codes, the time and the source.
  public boolean saysAs(PlanEntry other) {
    return resource == other.resource
        && leastDigits == other.leastDigits
        && mostDigits == other.mostDigits
        && usage == other.usage
        && status == other.status
        && holder.equals(other.holder)
        && area.equals(other.area);
  }
}
