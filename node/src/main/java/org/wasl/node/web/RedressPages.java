package org.wasl.node.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.auditing.TiledAuditTrail.Export;
import org.wasl.node.Node;
import org.wasl.node.redress.RedressDesk.Wish;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// Requests of people about their own data, and the signed export of the audit log.
@Controller
class RedressPages {
  private static final long MOST_LINES = 1_000_000;

  private final Node node;

  RedressPages(Node node) {
    this.node = node;
  }

  @GetMapping("/audit/redress")
  String requests(Model model) {
    model.addAttribute("requests", node.redress().requests());
    model.addAttribute("wishes", Wish.values());
    model.addAttribute(
        "due",
        node.now()
            .atZone(node.party().zone())
            .toLocalDate()
            .plusDays(node.party().policy().redressDays()));
    return "redress";
  }

  @PostMapping("/audit/redress")
  String register(
      @RequestParam String reference,
      @RequestParam Wish wish,
      @RequestParam(defaultValue = "") String message,
      @RequestParam LocalDate due,
      Person person,
      Model model) {
    Optional<Refusal> refusal =
        node.redress()
            .register(
                reference.strip(),
                wish,
                message,
                due.plusDays(1).atStartOfDay(node.party().zone()).toInstant(),
                person);
    if (refusal.isPresent()) {
      model.addAttribute("refusal", refusal.get().text());
      return requests(model);
    }
    return "redirect:/audit/redress";
  }

  @PostMapping("/audit/redress/{id}/{verb}")
  String propose(@PathVariable UUID id, @PathVariable String verb, Person person) {
    node.redress().propose(id, verb.equals("grant"), person);
    return "redirect:/audit/redress";
  }

  /// Lines, their signed checkpoint and how to check them, in one ZIP.
  @GetMapping("/audit/export")
  ResponseEntity<byte[]> export(Person person) throws IOException {
    node.border()
        .auditTrail()
        .record(new AuditEvent(Optional.of(person), "audit.export", "audit", Optional.empty(), ""));
    Export export = node.border().auditTrail().export(MOST_LINES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      part(zip, "audit.jsonl", export.lines());
      part(zip, "checkpoint", node.border().signAudit(export));
      part(zip, "anchor.json", node.border().anchor().bytes());
      part(zip, "README.txt", readme(export).getBytes(StandardCharsets.UTF_8));
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"wasl-audit.zip\"")
        .body(bytes.toByteArray());
  }

  private static String readme(Export export) {
    return """
    The lines of audit.jsonl are the entries %d to %d of the audit log. The leaf hash of a line
    is SHA-256(0x00 || line without its line feed); the Merkle tree of RFC 6962 over all leaves
    has the root in `checkpoint` (C2SP tlog-checkpoint), which the log keys of anchor.json sign.
    Check: wasl verify --audit THIS.zip --trust ANCHOR (your own copy of the anchor).

    سطور audit.jsonl هي قيود سجل التدقيق، وجذر شجرتها موقّع في checkpoint بمفاتيح المرساة.
    """
        .formatted(export.first(), export.checkpoint().size() - 1);
  }

  private static void part(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
