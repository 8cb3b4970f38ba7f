package org.wasl.post.web;

import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.tracking.PublicStory;
import org.wasl.terms.AskingLimit;
import org.wasl.terms.Client;
import org.wasl.terms.json.Json;

/// Where is my item? For everybody, without an account, by its number alone. The number comes in
/// the body of the request and stands in no log; no word about people is told.
@Controller
public class TrackPages {
  private static final int A_MINUTE = 30;
  private static final int A_MINUTE_TOGETHER = 6_000;
  private static final int LONGEST = 60;

  private final PostDesk desk;
  private final AskingLimit limit;

  public TrackPages(PostDesk desk) {
    this.desk = desk;
    this.limit = new AskingLimit(desk::now, A_MINUTE, A_MINUTE_TOGETHER);
  }

  @GetMapping("/track")
  String form() {
    return "post/track";
  }

  @PostMapping("/track")
  String track(@RequestParam String item, Client client, Model model) {
    if (!limit.mayAsk(client.name())) {
      model.addAttribute("busy", true);
      return "post/track";
    }
    Optional<ItemId> id = read(item);
    if (id.isEmpty()) {
      model.addAttribute("wrong", true);
      return "post/track";
    }
    model.addAttribute("item", id.get().printed());
    model.addAttribute("story", PublicStory.of(desk.item(id.get().value())));
    model.addAttribute("desk", desk.agreement());
    return "post/track";
  }

  private static Optional<ItemId> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return ItemReading.of(text) instanceof ItemReading.Valid(ItemId id)
        ? Optional.of(id)
        : Optional.empty();
  }

  /// The same for programs.
  @PostMapping("/api/post/track")
  ResponseEntity<byte[]> api(@RequestParam String item, Client client) {
    if (!limit.mayAsk(client.name())) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
    }
    Optional<ItemId> id = read(item);
    if (id.isEmpty()) {
      return ResponseEntity.badRequest().build();
    }
    PublicStory story = PublicStory.of(desk.item(id.get().value()));
    List<Json.Obj> events =
        story.events().stream()
            .map(each ->
                Json.Obj.with()
                    .put("event", each.code().name())
                    .put("localTime", each.wall().toString())
                    .put("office", each.office().value())
                    .end())
            .toList();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(
            Json.Obj.with()
                .put("item", id.get().value())
                .put("state", story.state().name())
                .put("events", Json.Arr.of(events))
                .end()
                .canonicalBytes());
  }
}
