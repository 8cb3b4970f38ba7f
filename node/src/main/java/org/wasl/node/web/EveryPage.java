package org.wasl.node.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.wasl.node.Node;
import org.wasl.terms.LocalizedText;

/// What every page shows: whose node it is, who is signed in, which sections they may open.
@ControllerAdvice
class EveryPage {
  private final Node node;

  EveryPage(Node node) {
    this.node = node;
  }

  @ModelAttribute("nodeName")
  LocalizedText nodeName() {
    return node.party().name();
  }

  @ModelAttribute("user")
  @Nullable String user(@Nullable Authentication who) {
    return who == null ? null : who.getName();
  }

  @ModelAttribute("auditor")
  boolean auditor(@Nullable Authentication who) {
    return has(who, "ROLE_AUDITOR");
  }

  @ModelAttribute("administrator")
  boolean administrator(@Nullable Authentication who) {
    return has(who, "ROLE_ADMINISTRATOR");
  }

  @ModelAttribute("analyst")
  boolean analyst(@Nullable Authentication who) {
    return has(who, "ROLE_ANALYST");
  }

  /// Whether cases of misuse may be opened.
  @ModelAttribute("seesCases")
  boolean seesCases(@Nullable Authentication who) {
    return analyst(who) || auditor(who) || has(who, "ROLE_APPROVER");
  }

  private static boolean has(@Nullable Authentication who, String role) {
    return who != null
        && who.getAuthorities().stream().anyMatch(each -> role.equals(each.getAuthority()));
  }
}
