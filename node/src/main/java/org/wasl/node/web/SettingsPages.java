package org.wasl.node.web;

import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.node.Node;

/// What each person sets for their own account: the passkeys with which they sign in.
@Controller
class SettingsPages {
  private final Passkeys passkeys;
  private final Node node;

  SettingsPages(Passkeys passkeys, Node node) {
    this.passkeys = passkeys;
    this.node = node;
  }

  /// A passkey for people.
  public record Row(String id, String label, LocalDate created, LocalDate used) {}

  private Row row(CredentialRecord passkey) {
    ZoneId zone = node.party().zone();
    return new Row(
        passkey.getCredentialId().toBase64UrlString(),
        passkey.getLabel(),
        LocalDate.ofInstant(passkey.getCreated(), zone),
        LocalDate.ofInstant(passkey.getLastUsed(), zone));
  }

  @GetMapping("/settings")
  String settings(Authentication who, Model model) {
    model.addAttribute("passkeys", passkeys.list(who.getName()).stream().map(this::row).toList());
    model.addAttribute("most", Passkeys.MOST);
    model.addAttribute("labelLength", Passkeys.LABEL);
    model.addAttribute("origin", node.settings().origin());
    return "settings";
  }

  @PostMapping("/settings/passkeys/remove")
  String remove(@RequestParam String id, Authentication who) {
    passkeys.remove(who.getName(), id);
    return "redirect:/settings";
  }
}
