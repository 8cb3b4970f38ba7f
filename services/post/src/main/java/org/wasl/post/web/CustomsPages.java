package org.wasl.post.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.Assessment;
import org.wasl.post.ItemClass;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.CustomsDesk.Accepted;
import org.wasl.post.exchange.CustomsDesk.Read;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.forms.FormsOfItem;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// The counter, where an item is taken with its declaration, and the desk that answers the data of
/// items before they come.
@Controller
public class CustomsPages {
  private static final int ROWS = 5;
  private static final int MORE_ROWS = 20;

  private final CustomsDesk customs;
  private final PostDesk post;
  private final FormDesk forms;
  private final SerialDesk serials;

  public CustomsPages(CustomsDesk customs, PostDesk post, FormDesk forms, SerialDesk serials) {
    this.customs = customs;
    this.post = post;
    this.forms = forms;
    this.serials = serials;
  }

  /// An item that we took, with the forms that it bears.
  public record TakenRow(ItemId item, List<FormPages.Link> forms) {}

  private TakenRow taken(ItemId item) {
    return new TakenRow(item, FormPages.links(FormsOfItem.offered(item), forms.captions()));
  }

  /// A service indicator from which numbers are drawn.
  public record Indicator(String letters, ItemClass itemClass) {}

  /// @param again an item of ours whose declaration is to be replaced: its form is filled with what
  ///   was declared; that it was read is written down
  @GetMapping("/post/accept")
  String form(@RequestParam Optional<String> again, Person person, Model model) {
    if (again.isPresent()
        && customs.read(new ItemId(again.get()), person)
            instanceof Read.Found(CustomsDeclaration declaration, boolean isOurs)
        && isOurs) {
      return form(Declared.entered(declaration), model);
    }
    return form(new LinkedMultiValueMap<>(), model);
  }

  /// @param entered what stood in the form, so that nothing is written twice
  private String form(MultiValueMap<String, String> entered, Model model) {
    model.addAttribute("entered", entered.toSingleValueMap());
    model.addAttribute("offices", post.offices());
    model.addAttribute("kinds", CustomsDeclaration.Kind.values());
    model.addAttribute("wishes", CustomsDeclaration.Undelivered.values());
    model.addAttribute("money", forms.currency(post.here().wall().toLocalDate()).orElse(""));
    model.addAttribute("rows", ROWS);
    model.addAttribute("more", MORE_ROWS);
    model.addAttribute("here", post.country());
    model.addAttribute("there", post.theirCountry());
    model.addAttribute("taken", customs.taken().stream().map(this::taken).toList());
    model.addAttribute(
        "indicators",
        serials.indicators().stream()
            .map(each -> new Indicator(each, ItemClass.of(each.charAt(0), each.charAt(1))))
            .toList());
    return "post/accept";
  }

  /// Headings that fit some words, for the form.
  @GetMapping("/post/headings")
  ResponseEntity<byte[]> headings(@RequestParam String q) {
    List<Json.Obj> found =
        customs.headings(q).stream()
            .map(each ->
                Json.Obj.with()
                    .put("code", each.code())
                    .put("ar", each.words().ar())
                    .put("en", each.words().en())
                    .end())
            .toList();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            Json.Obj.with()
                .put("headings", Json.Arr.of(found))
                .end()
                .canonical()
                .getBytes(StandardCharsets.UTF_8));
  }

  /// What a field holds cannot be read.
  private static final class WrongField extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String label;
    private final int row;

    /// @param label key of its label
    /// @param row from 1, 0 where the field stands alone
    WrongField(String label, int row, RuntimeException cause) {
      super(label, cause);
      this.label = label;
      this.row = row;
    }
  }

  @PostMapping("/post/accept")
  String accept(@RequestParam MultiValueMap<String, String> form, Person person, Model model) {
    try {
      return accept(declaration(form), form, person, model);
    } catch (WrongField e) {
      model.addAttribute("wrong", e.label);
      model.addAttribute("wrongRow", e.row);
      return form(form, model);
    }
  }

  private String accept(
      CustomsDeclaration declaration,
      MultiValueMap<String, String> form,
      Person person,
      Model model) {
    String replaced = text(form, Declared.REPLACES);
    if (!replaced.isEmpty() && !replaced.equals(declaration.item().value())) {
      model.addAttribute("refusal", anotherItem(replaced, declaration.item()).text());
      return form(ofItem(replaced, form), model);
    }
    switch (replaced.isEmpty()
        ? customs.accept(declaration, person)
        : customs.replace(declaration, person)) {
      case Accepted.Done done -> {
        model.addAttribute("done", taken(done.item()));
        model.addAttribute("findings", done.findings());
        model.addAttribute("quote", customs.quote(declaration, declaration.posted()));
        model.addAttribute("currency", declaration.pieces().getFirst().currency());
        return form(new LinkedMultiValueMap<>(), model);
      }
      case Accepted.Stopped stopped -> {
        model.addAttribute("stopped", true);
        model.addAttribute("findings", stopped.findings());
      }
      case Accepted.Refused(Refusal refusal) -> model.addAttribute("refusal", refusal.text());
    }
    return form(form, model);
  }

  private static Refusal anotherItem(String replaced, ItemId item) {
    return Refusal.of(
        "post.declaration.item",
        "هذا التصريح يحل محل تصريح البعيثة " + replaced + " لا " + item + "؛ لم يُحفظ شيء",
        "this declaration takes the place of the one of item "
            + replaced
            + ", not of "
            + item
            + "; nothing was kept");
  }

  /// The form with the number of the item whose declaration is replaced.
  private static MultiValueMap<String, String> ofItem(
      String replaced, MultiValueMap<String, String> form) {
    MultiValueMap<String, String> again = new LinkedMultiValueMap<>(form);
    again.set("item", replaced);
    return again;
  }

  private CustomsDeclaration declaration(MultiValueMap<String, String> form) {
    List<CustomsDeclaration.Piece> pieces = pieces(form);
    return reading(
        "accept.pieces",
        0,
        () ->
            new CustomsDeclaration(
                item(form),
                new OfficeCode(text(form, "office")),
                post.here().wall().toLocalDate(),
                CustomsDeclaration.Kind.valueOf(text(form, "kind")),
                party(form, "sender", post.country()),
                party(form, "addressee", post.theirCountry()),
                reading("accept.gross", 0, () -> Decimals.grams(text(form, "gross"))),
                amount(form, "postage"),
                pieces,
                new CustomsDeclaration.Papers(
                    text(form, "licence"),
                    text(form, "certificate"),
                    text(form, "invoice"),
                    text(form, "comments")),
                Optional.of(text(form, "undelivered"))
                    .filter(each -> !each.isEmpty())
                    .map(CustomsDeclaration.Undelivered::valueOf),
                amount(form, "insured")));
  }

  private static <T> T reading(String label, int row, Supplier<T> value) {
    try {
      return value.get();
    } catch (WrongField e) {
      throw e;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new WrongField(label, row, e);
    }
  }

  private static ItemId item(MultiValueMap<String, String> form) {
    if (ItemReading.of(text(form, "item")) instanceof ItemReading.Valid(ItemId item)) {
      return item;
    }
    throw new WrongField("post.item.id", 0, new IllegalArgumentException("not an S10 identifier"));
  }

  private static List<CustomsDeclaration.Piece> pieces(MultiValueMap<String, String> form) {
    List<CustomsDeclaration.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < MORE_ROWS; i++) {
      if (!text(form, "description" + i).isBlank()) {
        pieces.add(piece(form, i));
      }
    }
    return pieces;
  }

  private static CustomsDeclaration.Piece piece(MultiValueMap<String, String> form, int i) {
    int row = i + 1;
    int quantity =
        reading("accept.quantity", row, () -> Integer.parseInt(text(form, "quantity" + i)));
    int net = reading("accept.net", row, () -> Decimals.grams(text(form, "net" + i)));
    BigDecimal value = reading("accept.value", row, () -> Decimals.read(text(form, "value" + i)));
    return reading(
        "accept.piece",
        row,
        () ->
            new CustomsDeclaration.Piece(
                text(form, "description" + i),
                quantity,
                net,
                value,
                text(form, "currency"),
                text(form, "heading" + i),
                text(form, "origin" + i)));
  }

  private static CustomsDeclaration.Party party(
      MultiValueMap<String, String> form, String who, String country) {
    return reading(
        "accept." + who,
        0,
        () ->
            new CustomsDeclaration.Party(
                text(form, who + "Name"),
                text(form, who + "Street"),
                text(form, who + "City"),
                country,
                text(form, who + "Telephone"),
                text(form, who + "Business"),
                text(form, who + "Postcode"),
                text(form, who + "Email"),
                text(form, who + "Reference")));
  }

  private static Optional<BigDecimal> amount(MultiValueMap<String, String> form, String name) {
    return Optional.of(text(form, name))
        .filter(each -> !each.isEmpty())
        .map(each -> reading("accept." + name, 0, () -> Decimals.read(each)));
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("").strip();
  }

  /// Items of theirs that wait for our answer.
  @GetMapping("/post/assess")
  String waiting(Model model) {
    model.addAttribute("waiting", customs.waiting());
    return "post/assess";
  }

  /// One declaration of theirs; that it was read is written down.
  @GetMapping("/post/assess/item")
  String one(@RequestParam String id, Person person, Model model) {
    model.addAttribute("item", new ItemId(id));
    model.addAttribute("assessments", Assessment.values());
    switch (customs.read(new ItemId(id), person)) {
      case Read.Found(CustomsDeclaration declaration, boolean isOurs) when !isOurs -> {
        LocalDate today = post.here().wall().toLocalDate();
        model.addAttribute("declaration", declaration);
        model.addAttribute("findings", customs.findings(declaration));
        model.addAttribute("estimate", customs.estimate(declaration, today));
        return "post/assess-item";
      }
      case Read.Erased(ItemId _, boolean isOurs) when !isOurs -> {
        return "post/assess-item";
      }
      default -> {
        return "redirect:/post/assess";
      }
    }
  }

  @PostMapping("/post/assess/item")
  String assess(
      @RequestParam String id,
      @RequestParam Assessment assessment,
      @RequestParam String note,
      Person person) {
    customs.assess(new ItemId(id), assessment, note, person);
    return "redirect:/post/assess";
  }

  @ExceptionHandler({IllegalArgumentException.class, ArithmeticException.class})
  String wrong() {
    return "redirect:/post/assess";
  }
}
