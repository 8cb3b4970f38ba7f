package org.wasl.post.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.forms.Caption;
import org.wasl.post.forms.Captions;
import org.wasl.post.forms.Offered;
import org.wasl.terms.Person;

/// Forms as PDF: those of a dispatch for whoever sees its page, those of an item for a clerk, whose
/// reading is written down.
@Controller
public class FormPages {
  private final FormDesk desk;

  public FormPages(FormDesk desk) {
    this.desk = desk;
  }

  /// A form with its words.
  public record Link(String name, Caption number, Caption title, String about) {}

  /// Forms that are offered, with the words for their links.
  static List<Link> links(List<Offered> offered, Captions captions) {
    return offered.stream()
        .map(each ->
            new Link(
                each.name(),
                captions.caption(each.number()),
                captions.caption(each.title()),
                each.about()))
        .toList();
  }

  @GetMapping("/post/dispatch/{key}/forms/{form}.pdf")
  ResponseEntity<byte[]> ofDispatch(@PathVariable String key, @PathVariable String form) {
    DispatchKey dispatch = DispatchKey.parse(key);
    return pdf(dispatch + "-" + form, desk.of(dispatch, form));
  }

  @GetMapping("/post/accept/forms/{form}.pdf")
  ResponseEntity<byte[]> ofItem(
      @PathVariable String form, @RequestParam String item, Person person) {
    ItemId id = new ItemId(item);
    Optional<byte[]> found = desk.of(id, form, person);
    return found.isEmpty() && desk.isOnItsWay(id) ? inAMoment() : pdf(id + "-" + form, found);
  }

  /// The browser asks again by itself.
  private static ResponseEntity<byte[]> inAMoment() {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header("Refresh", "1")
        .contentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8))
        .body("لحظة من فضلك…\nOne moment, please…\n".getBytes(UTF_8));
  }

  /// A PDF to be looked at and kept nowhere; not found where there is none.
  static ResponseEntity<byte[]> pdf(String name, Optional<byte[]> form) {
    return form.map(each ->
            ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + ".pdf\"")
                .body(each))
        .orElse(ResponseEntity.notFound().build());
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
