package org.wasl.post.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.DispatchKey;
import org.wasl.post.OfficeCode;
import org.wasl.post.exchange.BoardDesk;
import org.wasl.post.exchange.EmptiesDesk;
import org.wasl.post.exchange.EmptiesDesk.Sent;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.forming.EmptiesClosing;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// Sends empty receptacles back to the other post, and shows how many each has of the other.
@Controller
public class EmptiesPages {
  private static final int ROWS = 4;
  private static final List<String> TYPES = List.of("BG", "BX", "TR", "PX");

  private final EmptiesDesk empties;
  private final BoardDesk board;
  private final PostDesk desk;

  public EmptiesPages(EmptiesDesk empties, BoardDesk board, PostDesk desk) {
    this.empties = empties;
    this.board = board;
    this.desk = desk;
  }

  @GetMapping("/post/empties")
  String page(Model model) {
    model.addAttribute("bags", board.bags());
    model.addAttribute("offices", desk.offices());
    model.addAttribute("destinations", desk.agreement().offices(desk.them()));
    model.addAttribute("types", TYPES);
    model.addAttribute("rows", ROWS);
    model.addAttribute("wish", desk.freshId());
    return "post/empties";
  }

  /// Closes and declares a dispatch of empty receptacles.
  @PostMapping("/post/empties")
  String send(@RequestParam MultiValueMap<String, String> form, Person person, Model model) {
    EmptiesDesk.Wish wish;
    try {
      wish =
          new EmptiesDesk.Wish(
              UUID.fromString(text(form, "id")),
              new OfficeCode(text(form, "office")),
              new OfficeCode(text(form, "destination")),
              bundles(form));
    } catch (IllegalArgumentException | ArithmeticException _) {
      model.addAttribute("unreadable", true);
      return page(model);
    }
    return switch (empties.send(wish, person)) {
      case Sent.Done(DispatchKey dispatch) -> "redirect:/post/dispatch/" + dispatch;
      case Sent.Refused(Refusal refusal) -> {
        model.addAttribute("refusal", refusal.text());
        yield page(model);
      }
    };
  }

  private static List<EmptiesClosing.Bundle> bundles(MultiValueMap<String, String> form) {
    List<EmptiesClosing.Bundle> bundles = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String many = text(form, "many" + i);
      if (!many.isBlank()) {
        bundles.add(
            new EmptiesClosing.Bundle(
                text(form, "type" + i),
                Math.toIntExact(Decimals.scaled(many, 0)),
                Decimals.grams(text(form, "kg" + i)),
                Optional.of(text(form, "seal" + i)).filter(each -> !each.isBlank())));
      }
    }
    return bundles;
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("").strip();
  }
}
