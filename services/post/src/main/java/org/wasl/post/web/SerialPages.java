package org.wasl.post.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialBlock;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.exchange.SerialDesk.Drawn;
import org.wasl.post.exchange.SerialDesk.Given;
import org.wasl.post.exchange.SerialDesk.Stock;
import org.wasl.post.forms.SerialLabels;
import org.wasl.post.keeping.SerialStore.Block;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// Stock of serial numbers: ranges, blocks at offices, how long they last, labels; and the next
/// number for the counter.
@Controller
public class SerialPages {
  private static final int HISTORY = 50;
  private static final int USUAL_SIZE = 1_000;

  private final SerialDesk serials;
  private final PostDesk post;

  public SerialPages(SerialDesk serials, PostDesk post) {
    this.serials = serials;
    this.post = post;
  }

  @GetMapping("/post/serials")
  String page(Model model) {
    List<Stock> stock = serials.stock();
    model.addAttribute("stock", stock);
    model.addAttribute("low", stock.stream().filter(Stock::isLow).toList());
    model.addAttribute("rooms", serials.rooms());
    model.addAttribute("indicators", serials.indicators());
    model.addAttribute("offices", post.offices());
    model.addAttribute("terms", serials.terms());
    model.addAttribute("history", serials.history(HISTORY));
    model.addAttribute("usualSize", USUAL_SIZE);
    model.addAttribute("mostLabels", SerialLabels.MOST);
    return "post/serials";
  }

  /// Declares a range.
  @PostMapping("/post/serials/range")
  String declare(
      @RequestParam String indicator,
      @RequestParam int first,
      @RequestParam int last,
      @RequestParam(defaultValue = "false") boolean before,
      Person person,
      Model model) {
    String letters = indicator.strip().toUpperCase(Locale.ROOT);
    return shown(serials.declare(letters, new SerialBlock(first, last), before, person), model);
  }

  private String shown(Optional<Refusal> refusal, Model model) {
    if (refusal.isEmpty()) {
      return "redirect:/post/serials";
    }
    model.addAttribute("refusal", refusal.get().text());
    return page(model);
  }

  /// Gives a block to an office.
  @PostMapping("/post/serials/give")
  String give(
      @RequestParam String indicator,
      @RequestParam String office,
      @RequestParam int size,
      @RequestParam(defaultValue = "false") boolean offline,
      Person person,
      Model model) {
    return switch (serials.give(indicator, new OfficeCode(office), size, offline, person)) {
      case Given.Done(Block _) -> "redirect:/post/serials";
      case Given.Refused(Refusal refusal) -> shown(Optional.of(refusal), model);
    };
  }

  /// Takes a block back.
  @PostMapping("/post/serials/back")
  String back(@RequestParam UUID id, Person person, Model model) {
    return shown(serials.takeBack(id, person), model);
  }

  /// Labels of a block as PDF; that they were printed is written down.
  ///
  /// @param from first label, from 0
  @PostMapping("/post/serials/labels")
  ResponseEntity<byte[]> labels(
      @RequestParam UUID id, @RequestParam(defaultValue = "0") int from, Person person) {
    List<ItemId> items = serials.labels(id, from, SerialLabels.MOST, person);
    return items.isEmpty() ? ResponseEntity.notFound().build() : pdf(items);
  }

  private static ResponseEntity<byte[]> pdf(List<ItemId> items) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"" + items.getFirst() + "-" + items.size() + ".pdf\"")
        .body(new SerialLabels(items).pdf());
  }

  /// Draws the next number of an office, for the form at the counter.
  @PostMapping("/post/serials/next")
  ResponseEntity<byte[]> next(
      @RequestParam String indicator, @RequestParam String office, Person person) {
    Json.Obj answer =
        switch (serials.draw(indicator, new OfficeCode(office), person)) {
          case Drawn.Done(ItemId item) ->
              Json.Obj.with().put("item", item.value()).put("printed", item.printed()).end();
          case Drawn.Refused(Refusal refusal) ->
              Json.Obj.with().put("ar", refusal.text().ar()).put("en", refusal.text().en()).end();
        };
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(answer.canonicalBytes());
  }

  /// The label of an item, its number being drawn before; that it was printed is written down.
  @GetMapping("/post/serials/label.pdf")
  ResponseEntity<byte[]> label(@RequestParam String id, Person person) {
    return serials
        .label(new ItemId(id), person)
        .map(each -> pdf(List.of(each)))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @ExceptionHandler(IllegalArgumentException.class)
  String wrong(Model model) {
    model.addAttribute("unreadable", true);
    return page(model);
  }
}
