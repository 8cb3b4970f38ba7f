package org.wasl.post.web;

import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.wasl.post.DispatchKey;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forms.Caption;
import org.wasl.post.forms.Captions;
import org.wasl.post.forms.Form;
import org.wasl.post.forms.FormPdf;
import org.wasl.post.forms.FormsOfDispatch;
import org.wasl.post.forms.Offices;

/// The forms of a dispatch as PDF, for whoever sees its page.
@Controller
public class FormPages {
  private static final Captions CAPTIONS = Captions.shipped();

  private final PostDesk desk;

  public FormPages(PostDesk desk) {
    this.desk = desk;
  }

  /// A form with its words.
  public record Link(String name, Caption number, Caption title, String about) {}

  /// The forms that fit a dispatch, for its page.
  static List<Link> links(PostDesk desk, DispatchPicture picture) {
    return forms(desk, picture).offered().stream()
        .map(each ->
            new Link(
                each.name(),
                CAPTIONS.caption(each.number()),
                CAPTIONS.caption(each.title()),
                each.about()))
        .toList();
  }

  private static FormsOfDispatch forms(PostDesk desk, DispatchPicture picture) {
    return new FormsOfDispatch(picture, new Offices(desk.agreement()::findOffice));
  }

  @GetMapping("/post/dispatch/{key}/forms/{form}.pdf")
  ResponseEntity<byte[]> form(@PathVariable String key, @PathVariable String form) {
    Optional<List<? extends Form>> found =
        desk.picture(DispatchKey.parse(key)).flatMap(each -> forms(desk, each).find(form));
    if (found.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"" + DispatchKey.parse(key) + "-" + form + ".pdf\"")
        .body(FormPdf.of(found.get(), CAPTIONS));
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
