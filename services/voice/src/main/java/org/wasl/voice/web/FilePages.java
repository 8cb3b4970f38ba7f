package org.wasl.voice.web;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.wasl.terms.Person;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.mediation.FileReport;

/// Loaded files of voice, record by record: also those that were put aside or wait for the rest of
/// their call.
@Controller
public class FilePages {
  private final VoiceDesk desk;

  public FilePages(VoiceDesk desk) {
    this.desk = desk;
  }

  /// A record as it stands in its file; for analysts, and in the audit trail.
  @GetMapping("/voice/record")
  String record(@RequestParam String file, @RequestParam int number, Person person, Model model) {
    FileReport report =
        desk.files().stream()
            .filter(each -> each.sha256().equals(file))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    Optional<String> raw = number < 1 ? Optional.empty() : desk.record(file, number, person);
    model.addAttribute("file", report);
    model.addAttribute("number", number);
    model.addAttribute("raw", raw.orElse(""));
    model.addAttribute(
        "flaws", report.flaws().stream().filter(each -> each.line() == number).toList());
    model.addAttribute(
        "unfinished",
        report.parts().unfinished().stream().filter(each -> each.record() == number).toList());
    model.addAttribute(
        "until", desk.waitedUntil(report).atZone(desk.agreement().zone()).toLocalDate());
    return "voice/record";
  }
}
