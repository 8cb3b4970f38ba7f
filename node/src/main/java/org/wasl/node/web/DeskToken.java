package org.wasl.node.web;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.wasl.terms.Person;
import org.wasl.terms.json.Json;

/// Who is signed in and the token that their forms carry, for the clerk's screen and its worker,
/// which reads no pages. Pages of others cannot read the answer (same origin), as they cannot read
/// the forms themselves.
@Controller
class DeskToken {
  @GetMapping("/post/desk/token")
  ResponseEntity<byte[]> token(CsrfToken token, Person person) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(
            Json.Obj.with()
                .put("user", person.user())
                .put("csrf", token.getToken())
                .end()
                .canonicalBytes());
  }
}
