package org.wasl.post.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// The counter, where an item is taken with its declaration, and the desk that answers the data of
/// items before they come.
@Controller
public class CustomsPages {
  private static final int ROWS = 5;
  private static final BigDecimal GRAMS = BigDecimal.valueOf(1_000);

  private final CustomsDesk customs;
  private final PostDesk post;
  private final SerialDesk serials;

  public CustomsPages(CustomsDesk customs, PostDesk post, SerialDesk serials) {
    this.customs = customs;
    this.post = post;
    this.serials = serials;
  }

  /// A service indicator from which numbers are drawn.
  public record Indicator(String letters, ItemClass itemClass) {}

  @GetMapping("/post/accept")
  String form(Model model) {
    model.addAttribute("offices", post.offices());
    model.addAttribute("kinds", CustomsDeclaration.Kind.values());
    model.addAttribute("rows", ROWS);
    model.addAttribute("here", post.country());
    model.addAttribute("there", post.theirCountry());
    model.addAttribute("taken", customs.taken());
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

  @PostMapping("/post/accept")
  String accept(@RequestParam MultiValueMap<String, String> form, Person person, Model model) {
    CustomsDeclaration declaration = declaration(form);
    switch (customs.accept(declaration, person)) {
      case Accepted.Done done -> {
        model.addAttribute("done", done.item());
        model.addAttribute("findings", done.findings());
        model.addAttribute("quote", customs.quote(declaration, declaration.posted()));
        model.addAttribute("currency", declaration.pieces().getFirst().currency());
      }
      case Accepted.Stopped stopped -> {
        model.addAttribute("stopped", true);
        model.addAttribute("findings", stopped.findings());
      }
      case Accepted.Refused(Refusal refusal) -> model.addAttribute("refusal", refusal.text());
    }
    return form(model);
  }

  private CustomsDeclaration declaration(MultiValueMap<String, String> form) {
    List<CustomsDeclaration.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      if (!text(form, "description" + i).isBlank()) {
        pieces.add(
            new CustomsDeclaration.Piece(
                text(form, "description" + i),
                Integer.parseInt(text(form, "quantity" + i)),
                grams(text(form, "net" + i)),
                number(text(form, "value" + i)),
                text(form, "currency"),
                text(form, "heading" + i),
                text(form, "origin" + i)));
      }
    }
    if (!(ItemReading.of(text(form, "item")) instanceof ItemReading.Valid(ItemId item))) {
      throw new IllegalArgumentException("not an S10 identifier");
    }
    return new CustomsDeclaration(
        item,
        new OfficeCode(text(form, "office")),
        post.here().wall().toLocalDate(),
        CustomsDeclaration.Kind.valueOf(text(form, "kind")),
        party(form, "sender", post.country()),
        party(form, "addressee", post.theirCountry()),
        grams(text(form, "gross")),
        Optional.empty(),
        pieces);
  }

  private static CustomsDeclaration.Party party(
      MultiValueMap<String, String> form, String who, String country) {
    return new CustomsDeclaration.Party(
        text(form, who + "Name"),
        text(form, who + "Street"),
        text(form, who + "City"),
        country,
        text(form, who + "Telephone"));
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("").strip();
  }

  private static BigDecimal number(String text) {
    if (text.length() > 20) {
      throw new IllegalArgumentException("a number of more than 20 characters");
    }
    return new BigDecimal(text.replace(',', '.'));
  }

  private static int grams(String kilograms) {
    return number(kilograms).multiply(GRAMS).intValueExact();
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
  String wrong(Model model) {
    model.addAttribute("unreadable", true);
    return form(model);
  }
}
