package org.wasl.post.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.InquiryDesk.Opened;
import org.wasl.post.exchange.InquiryDesk.People;
import org.wasl.post.exchange.InquiryDesk.Read;
import org.wasl.post.exchange.InquiryDesk.Said;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.inquiring.InquiryPeople;
import org.wasl.post.inquiring.PrivateWords;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;

/// Inquiries about items (CN 08): those that wait and those that are over, one with all that is
/// known of its item, asking and answering.
@Controller
public class InquiryPages {
  private static final int ROWS = 200;
  private static final int MOST_OPEN = 10_000;
  private static final int MICRO = 6;
  private static final int SHOWN_DECIMALS = 2;
  private static final int KILO = 3;

  private final InquiryDesk inquiries;
  private final PostDesk post;
  private final FormDesk forms;

  public InquiryPages(InquiryDesk inquiries, PostDesk post, FormDesk forms) {
    this.inquiries = inquiries;
    this.post = post;
    this.forms = forms;
  }

  /// Which inquiries a list shows.
  public enum Show {
    OPEN,
    /// The other post's, that wait for our answer.
    OURS_TO_ANSWER,
    SOON,
    LATE,
    CLOSED
  }

  /// An inquiry in a list.
  ///
  /// @param isOurs whether we ask
  /// @param until the last day for an answer
  public record Row(
      InquiryPicture picture,
      InquiryPicture.State state,
      boolean isOurs,
      LocalDate until,
      boolean isSoon,
      boolean isLate) {}

  @GetMapping("/post/inquiries")
  String list(@RequestParam(defaultValue = "open") String show, Model model) {
    Show which = Show.valueOf(show.toUpperCase(Locale.ROOT).replace('-', '_'));
    List<Row> open = inquiries.inquiries(false, MOST_OPEN).stream().map(this::row).toList();
    List<Row> rows =
        which == Show.CLOSED
            ? inquiries.inquiries(true, ROWS).stream().map(this::row).toList()
            : open.stream().filter(each -> isShown(each, which)).limit(ROWS).toList();
    model.addAttribute("show", which);
    model.addAttribute("rows", rows);
    model.addAttribute("open", open.size());
    model.addAttribute("answer", count(open, Show.OURS_TO_ANSWER));
    model.addAttribute("soon", count(open, Show.SOON));
    model.addAttribute("late", count(open, Show.LATE));
    return "post/inquiries";
  }

  private static long count(List<Row> rows, Show which) {
    return rows.stream().filter(each -> isShown(each, which)).count();
  }

  private static boolean isShown(Row row, Show which) {
    return switch (which) {
      case OPEN -> true;
      case OURS_TO_ANSWER -> !row.isOurs() && row.picture().isAwaited();
      case SOON -> row.isSoon();
      case LATE -> row.isLate();
      case CLOSED -> false;
    };
  }

  private Row row(InquiryPicture picture) {
    return new Row(
        picture,
        inquiries.state(picture),
        inquiries.isOurs(picture),
        picture.lastToAnswer(inquiries.terms().clocks()),
        inquiries.isDueSoon(picture),
        inquiries.isLate(picture));
  }

  // Asking

  /// The form, with what our records say of the item.
  @GetMapping("/post/inquiries/new")
  String form(@RequestParam String item, Model model) {
    if (!(read(item) instanceof ItemReading.Valid(ItemId id))) {
      return "redirect:/post/inquiries?wrong";
    }
    return form(id, model);
  }

  private static ItemReading read(String item) {
    return ItemReading.of(item.length() <= 60 ? item : "");
  }

  private String form(ItemId item, Model model) {
    InquiryDesk.Prefill prefill = inquiries.prefill(item);
    boolean isFromUs = item.country().equals(post.country());
    model.addAttribute("item", item);
    model.addAttribute("wish", post.freshId());
    model.addAttribute("offices", post.offices());
    model.addAttribute("agreement", post.agreement());
    model.addAttribute("places", post.agreement().offices(isFromUs ? post.us() : post.them()));
    model.addAttribute("reasons", ItemInquiry.Reason.values());
    model.addAttribute("askers", ItemInquiry.Asker.values());
    model.addAttribute("sent", prefill.sent().orElse(null));
    model.addAttribute("declared", inquiries.hasDeclaredPeople(item));
    model.addAttribute("isEms", item.value().startsWith("E"));
    model.addAttribute("story", post.item(item.value()));
    model.addAttribute("isFromUs", isFromUs);
    model.addAttribute("written", written(prefill));
    model.addAttribute("chosen", List.of(ItemInquiry.Reason.LOST.name()));
    return "post/inquiry-new";
  }

  /// The fields that our records fill.
  private static Map<String, String> written(InquiryDesk.Prefill prefill) {
    return Map.of(
        "posted",
        prefill.posted().map(each -> each.toLocalDate().toString()).orElse(""),
        "postedAt",
        prefill.postedAt().map(OfficeCode::value).orElse(""),
        "kilograms",
        prefill.grams().map(each -> BigDecimal.valueOf(each, KILO).toPlainString()).orElse(""));
  }

  @PostMapping("/post/inquiries")
  String open(@RequestParam MultiValueMap<String, String> form, Person person, Model model) {
    if (!(read(text(form, "item")) instanceof ItemReading.Valid(ItemId item))) {
      return "redirect:/post/inquiries?wrong";
    }
    try {
      InquiryDesk.Wish wish = wish(form, item);
      List<PrivateWords.Found> found =
          isConfirmed(form)
              ? List.of()
              : inquiries.privateWords(item, wish.text(), wish.people(), person);
      if (!found.isEmpty()) {
        return confirm("/post/inquiries", form, found, model);
      }
      return switch (inquiries.open(wish, person)) {
        case Opened.Done(UUID id) -> "redirect:/post/inquiries/" + id;
        case Opened.Refused(Refusal refusal) -> {
          model.addAttribute("refusal", refusal.text());
          yield again(form, item, model);
        }
      };
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      model.addAttribute("unreadable", true);
      return again(form, item, model);
    }
  }

  /// Whether a clerk confirmed exactly these words: what is written anew is looked through anew.
  private static boolean isConfirmed(MultiValueMap<String, String> form) {
    return text(form, "confirmed").equals(mark(form));
  }

  private static String mark(MultiValueMap<String, String> form) {
    String words = text(form, "where") + "\n" + text(form, "text");
    return Sha256.hex(words);
  }

  /// Asks whether words that look like something of people are to cross; nothing is changed or sent
  /// meanwhile.
  private static String confirm(
      String action,
      MultiValueMap<String, String> form,
      List<PrivateWords.Found> found,
      Model model) {
    MultiValueMap<String, String> rest = new LinkedMultiValueMap<>(form);
    List.of("text", "where", "confirmed", "_csrf").forEach(rest::remove);
    model.addAttribute("action", action);
    model.addAttribute("rest", rest);
    model.addAttribute("found", found);
    model.addAttribute("text", text(form, "text"));
    model.addAttribute("where", form.containsKey("where") ? text(form, "where") : null);
    model.addAttribute("mark", mark(form));
    return "post/inquiry-confirm";
  }

  /// What in the words about an inquiry is to be confirmed first.
  private List<PrivateWords.Found> unconfirmed(
      UUID id, MultiValueMap<String, String> form, Person person) {
    String words = (text(form, "where") + "\n" + text(form, "text")).strip();
    return isConfirmed(form)
        ? List.of()
        : inquiries
            .find(id)
            .map(each -> inquiries.privateWords(each, words, person))
            .orElse(List.of());
  }

  /// The form as it was written.
  private String again(MultiValueMap<String, String> form, ItemId item, Model model) {
    String page = form(item, model);
    model.addAttribute("written", form.toSingleValueMap());
    model.addAttribute("chosen", Optional.ofNullable(form.get("reason")).orElse(List.of()));
    return page;
  }

  private InquiryDesk.Wish wish(MultiValueMap<String, String> form, ItemId item) {
    Set<ItemInquiry.Reason> reasons =
        Optional.ofNullable(form.get("reason")).orElse(List.of()).stream()
            .map(ItemInquiry.Reason::valueOf)
            .collect(Collectors.toSet());
    return new InquiryDesk.Wish(
        UUID.fromString(text(form, "id")),
        new OfficeCode(text(form, "office")),
        item,
        reasons,
        LocalDate.parse(text(form, "posted")),
        new OfficeCode(text(form, "postedAt")),
        scaled(text(form, "kilograms"), KILO).map(Math::toIntExact).orElse(0),
        text(form, "documents").equals("true"),
        micro(text(form, "insured")),
        micro(text(form, "claimed")),
        ItemInquiry.Asker.valueOf(text(form, "asker")),
        people(form, item.country().equals(post.country())),
        text(form, "text"));
  }

  private Optional<People> people(MultiValueMap<String, String> form, boolean isFromUs) {
    String from = isFromUs ? post.country() : post.theirCountry();
    String to = isFromUs ? post.theirCountry() : post.country();
    People people =
        new People(
            party(form, "sender", from), party(form, "addressee", to), text(form, "contents"));
    boolean isEmpty =
        (people.sender().name() + people.addressee().name() + people.contents()).isBlank();
    return isEmpty ? Optional.empty() : Optional.of(people);
  }

  private static Party party(MultiValueMap<String, String> form, String who, String country) {
    return new Party(
        text(form, who + "Name"),
        text(form, who + "Street"),
        text(form, who + "City"),
        country,
        text(form, who + "Telephone"));
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("").strip();
  }

  private static OptionalLong micro(String text) {
    Optional<Long> amount = scaled(text, MICRO);
    return amount.isPresent() ? OptionalLong.of(amount.get()) : OptionalLong.empty();
  }

  private static Optional<Long> scaled(String text, int decimals) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Decimals.scaled(text, decimals));
  }

  // One inquiry

  @GetMapping("/post/inquiries/{id}")
  String one(@PathVariable UUID id, Model model) {
    Optional<InquiryPicture> found = inquiries.find(id);
    if (found.isEmpty()) {
      return "redirect:/post/inquiries";
    }
    InquiryPicture picture = found.get();
    ItemInquiry inquiry = picture.inquiry();
    InquiryDesk.Amount amount = inquiries.amount(inquiry);
    model.addAttribute("picture", picture);
    model.addAttribute("agreement", post.agreement());
    model.addAttribute("wish", post.freshId());
    model.addAttribute("row", row(picture));
    model.addAttribute("reasons", inquiry.ordered());
    model.addAttribute("kilograms", BigDecimal.valueOf(inquiry.grams(), KILO).toPlainString());
    model.addAttribute("insured", sdr(inquiry.insuredMicroSdr()).orElse(null));
    model.addAttribute("claimed", sdr(inquiry.claimedMicroSdr()).orElse(null));
    model.addAttribute("admissible", picture.isAdmissible(inquiries.terms().clocks()));
    model.addAttribute("basis", amount.row().orElse(null));
    model.addAttribute("amount", sdr(amount.microSdr()).orElse(null));
    model.addAttribute("liability", inquiries.liability(picture).orElse(null));
    model.addAttribute("us", post.us());
    model.addAttribute("them", post.them());
    model.addAttribute("story", post.item(inquiry.item().value()));
    Optional<DispatchKey> sent = sent(inquiry);
    model.addAttribute("sent", sent.orElse(null));
    model.addAttribute("irregularities", irregularities(inquiry, sent));
    model.addAttribute("heard", heard(id).orElse(null));
    model.addAttribute("suggestion", inquiries.suggestion(picture).orElse(null));
    model.addAttribute("results", InquiryReply.Result.values());
    model.addAttribute("names", inquiry.names());
    return "post/inquiry";
  }

  /// An amount as it is shown: exact, with at least two decimals.
  private static Optional<String> sdr(OptionalLong microSdr) {
    if (microSdr.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal amount = BigDecimal.valueOf(microSdr.getAsLong(), MICRO).stripTrailingZeros();
    return Optional.of(
        (amount.scale() < SHOWN_DECIMALS ? amount.setScale(SHOWN_DECIMALS) : amount)
            .toPlainString());
  }

  /// The dispatch that the inquiry names, else the newest that lists the item here.
  private Optional<DispatchKey> sent(ItemInquiry inquiry) {
    return inquiry.sent().or(() -> post.listing(inquiry.item().value()).stream().findFirst());
  }

  /// The day, here, on which the opening reached us.
  private Optional<LocalDate> heard(UUID id) {
    return inquiries.evidence(id).stream()
        .filter(each -> each.fact().id().equals(id))
        .map(each -> LocalDate.ofInstant(each.kept(), post.zone()))
        .findFirst();
  }

  /// What was found wrong with its dispatch that names the item.
  private List<Irregularity> irregularities(ItemInquiry inquiry, Optional<DispatchKey> sent) {
    return sent.flatMap(post::picture).stream()
        .flatMap(each -> each.irregularities().stream())
        .filter(each -> each.subject().contains(inquiry.item().value()))
        .toList();
  }

  /// The facts of an inquiry as they were recorded and told.
  @GetMapping("/post/inquiries/{id}/facts")
  String facts(@PathVariable UUID id, Model model) {
    List<Stored> all = inquiries.evidence(id);
    String about =
        inquiries.find(id).map(each -> "CN 08 · " + each.inquiry().printed()).orElse("CN 08");
    model.addAttribute("agreement", post.agreement());
    return PostPages.facts(all, about, "/post/inquiries/" + id, model);
  }

  /// Whom it is about; that it was read is written down.
  @GetMapping("/post/inquiries/{id}/people")
  String people(@PathVariable UUID id, Person person, Model model) {
    Optional<InquiryPicture> found = inquiries.find(id);
    if (found.isEmpty()) {
      return "redirect:/post/inquiries";
    }
    model.addAttribute("inquiry", found.get().inquiry());
    switch (inquiries.people(found.get(), person)) {
      case Read.Found(InquiryPeople people, boolean isDeclared) -> {
        model.addAttribute("people", people);
        model.addAttribute("isDeclared", isDeclared);
      }
      case Read.Erased _ -> model.addAttribute("erased", true);
      case Read.Nobody _ -> model.addAttribute("erased", false);
    }
    return "post/inquiry-people";
  }

  /// The form CN 08, with names: that they were read is written down.
  @GetMapping("/post/inquiries/{id}/cn08.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable UUID id, Person person) {
    Optional<InquiryPicture> found = inquiries.find(id);
    if (found.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    Optional<InquiryPeople> people =
        inquiries.people(found.get(), person) instanceof Read.Found(InquiryPeople some, boolean _)
            ? Optional.of(some)
            : Optional.empty();
    return FormPages.pdf(
        "CN08-" + found.get().inquiry().item(), Optional.of(forms.of(found.get(), people)));
  }

  /// Two buttons of a form share its wish and are two wishes.
  private static UUID derived(UUID wish, String button) {
    return UUID.nameUUIDFromBytes((wish + " " + button).getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping("/post/inquiries/{id}/pursue")
  String pursue(
      @PathVariable UUID id,
      @RequestParam UUID wish,
      @RequestParam String text,
      @RequestParam MultiValueMap<String, String> form,
      Person person,
      Model model) {
    List<PrivateWords.Found> found = unconfirmed(id, form, person);
    if (!found.isEmpty()) {
      return confirm("/post/inquiries/" + id + "/pursue", form, found, model);
    }
    return after(id, inquiries.pursue(derived(wish, "pursue"), id, text.strip(), person), model);
  }

  @PostMapping("/post/inquiries/{id}/close")
  String close(
      @PathVariable UUID id,
      @RequestParam UUID wish,
      @RequestParam String text,
      @RequestParam boolean withdrawn,
      @RequestParam MultiValueMap<String, String> form,
      Person person,
      Model model) {
    List<PrivateWords.Found> found = unconfirmed(id, form, person);
    if (!found.isEmpty()) {
      return confirm("/post/inquiries/" + id + "/close", form, found, model);
    }
    UUID close = derived(wish, withdrawn ? "withdraw" : "close");
    return after(id, inquiries.close(close, id, withdrawn, text.strip(), person), model);
  }

  @PostMapping("/post/inquiries/{id}/answer")
  String answer(
      @PathVariable UUID id,
      @RequestParam UUID wish,
      @RequestParam InquiryReply.Result result,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String where,
      @RequestParam(defaultValue = "false") boolean liable,
      @RequestParam(defaultValue = "") String text,
      @RequestParam MultiValueMap<String, String> form,
      Person person,
      Model model) {
    if (result.needsDay() && day.isBlank()) {
      model.addAttribute("dayMissing", true);
      return one(id, model);
    }
    List<PrivateWords.Found> found = unconfirmed(id, form, person);
    if (!found.isEmpty()) {
      return confirm("/post/inquiries/" + id + "/answer", form, found, model);
    }
    InquiryReply reply =
        new InquiryReply(
            result,
            day.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(day)),
            where.strip(),
            liable,
            text.strip());
    return after(id, inquiries.answer(wish, id, reply, person), model);
  }

  private String after(UUID id, Said said, Model model) {
    return switch (said) {
      case Said.Done _ -> "redirect:/post/inquiries/" + id;
      case Said.Proposed _ -> "redirect:/approvals";
      case Said.Refused(Refusal refusal) -> {
        model.addAttribute("refusal", refusal.text());
        yield one(id, model);
      }
    };
  }

  @ExceptionHandler({
    IllegalArgumentException.class,
    ArithmeticException.class,
    DateTimeException.class
  })
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
