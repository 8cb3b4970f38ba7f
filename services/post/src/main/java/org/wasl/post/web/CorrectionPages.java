package org.wasl.post.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.ReceptacleId;
import org.wasl.post.exchange.CorrectionDesk;
import org.wasl.post.exchange.CorrectionDesk.Wish;
import org.wasl.post.exchange.CorrectionDesk.Wished;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forming.Correction;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// The form by which a clerk proposes that a receptacle of a closed dispatch is declared anew.
@Controller
public class CorrectionPages {
  private static final int ROWS = 3;
  private static final char LETTERS = 'U';

  private final CorrectionDesk corrections;
  private final PostDesk desk;

  public CorrectionPages(CorrectionDesk corrections, PostDesk desk) {
    this.corrections = corrections;
    this.desk = desk;
  }

  @GetMapping("/post/dispatch/{key}/anew")
  String form(@PathVariable String key, @RequestParam String receptacle, Model model) {
    DispatchKey dispatch = DispatchKey.parse(key);
    ReceptacleId id = ReceptacleId.parse(receptacle);
    Optional<DispatchPicture> picture = desk.picture(dispatch);
    Optional<Advice.Receptacle> declared =
        picture
            .flatMap(DispatchPicture::advice)
            .flatMap(advice ->
                advice.receptacles().stream().filter(each -> each.id().equals(id)).findFirst());
    if (declared.isEmpty()) {
      return "redirect:/post/dispatch/" + dispatch;
    }
    model.addAttribute("dispatch", dispatch);
    model.addAttribute("advice", picture.flatMap(DispatchPicture::advice).orElseThrow());
    model.addAttribute("bag", declared.get());
    model.addAttribute("may", corrections.correctable(picture.orElseThrow()).contains(id));
    model.addAttribute("isLetters", dispatch.id().series().mailClass() == LETTERS);
    model.addAttribute("formats", MailFormat.values());
    model.addAttribute("rows", ROWS);
    model.addAttribute("longestReason", CorrectionDesk.LONGEST_REASON);
    return "post/anew";
  }

  /// Proposes a correction; another clerk signs it.
  @PostMapping("/post/dispatch/{key}/anew")
  String propose(
      @PathVariable String key,
      @RequestParam MultiValueMap<String, String> form,
      Person person,
      Model model) {
    DispatchKey dispatch = DispatchKey.parse(key);
    String receptacle = text(form, "receptacle");
    Wish wish;
    try {
      wish = wish(dispatch, ReceptacleId.parse(receptacle), form);
    } catch (IllegalArgumentException | ArithmeticException _) {
      model.addAttribute("unreadable", true);
      return form(key, receptacle, model);
    }
    return switch (corrections.propose(wish, person)) {
      case Wished.Proposed _ -> "redirect:/approvals";
      case Wished.Refused(Refusal refusal) -> {
        model.addAttribute("refusal", refusal.text());
        yield form(key, receptacle, model);
      }
    };
  }

  private static Wish wish(
      DispatchKey dispatch, ReceptacleId receptacle, MultiValueMap<String, String> form) {
    Correction correction =
        new Correction(
            receptacle,
            grams(text(form, "kilograms")),
            Optional.of(text(form, "seal")).filter(each -> !each.isBlank()),
            form.getOrDefault("out", List.of()),
            added(form));
    return new Wish(
        dispatch, Integer.parseInt(text(form, "version")), correction, text(form, "reason"));
  }

  private static List<Advice.Item> added(MultiValueMap<String, String> form) {
    List<Advice.Item> added = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String item = text(form, "item" + i);
      if (!item.isBlank()) {
        added.add(
            new Advice.Item(
                ItemReading.of(item),
                grams(text(form, "kg" + i)),
                Optional.empty(),
                Optional.of(text(form, "format" + i))
                    .filter(each -> !each.isBlank())
                    .map(MailFormat::valueOf)));
      }
    }
    return added;
  }

  private static OptionalInt grams(String kilograms) {
    return kilograms.isBlank() ? OptionalInt.empty() : OptionalInt.of(Decimals.grams(kilograms));
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("").strip();
  }

  @ExceptionHandler(IllegalArgumentException.class)
  String wrong() {
    return "redirect:/post";
  }
}
