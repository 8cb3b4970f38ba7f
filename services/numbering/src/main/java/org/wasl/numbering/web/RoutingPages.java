package org.wasl.numbering.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.routing.DigitAnalysis;
import org.wasl.numbering.routing.DigitAnalysis.Form;
import org.wasl.numbering.wire.RoutingExport;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;

/// A plan as switches load it, and the ported numbers of our own plan.
@Controller
public class RoutingPages {
  private static final int SHOWN = 100;

  private final NumberingDesk desk;
  private final Parties parties;

  public RoutingPages(NumberingDesk desk, Parties parties) {
    this.desk = desk;
    this.parties = parties;
  }

  @ModelAttribute("parties")
  Parties parties() {
    return parties;
  }

  /// What is asked for.
  public record Wish(PartyId plan, LocalDate at, Form form, int digits) {}

  private Wish wish(
      @Nullable String plan, @Nullable LocalDate at, Form form, @Nullable Integer digits) {
    PartyId party = plan != null && plan.equals(desk.them().value()) ? desk.them() : desk.us();
    LocalDate today = LocalDate.ofInstant(desk.now(), parties.party(party).zone());
    return new Wish(
        party, at == null ? today : at, form, digits == null ? DigitAnalysis.USUAL_DIGITS : digits);
  }

  private DigitAnalysis analysis(Wish wish) {
    NationalPlan dialling = desk.classifier().plans().now().plan(wish.plan());
    var moment =
        wish.at()
            .plusDays(1)
            .atStartOfDay(parties.party(wish.plan()).zone())
            .toInstant()
            .minusNanos(1_000);
    List<PlanEntry> entries =
        desk.registry().entries(wish.plan()).stream()
            .filter(each -> each.valid().holds(moment))
            .toList();
    return DigitAnalysis.of(dialling, entries, wish.form(), wish.digits());
  }

  @GetMapping("/numbering/routing")
  String routing(
      @RequestParam(required = false) @Nullable String plan,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate at,
      @RequestParam(defaultValue = "INTERNATIONAL") Form form,
      @RequestParam(required = false) @Nullable Integer digits,
      Model model) {
    Wish wish = wish(plan, at, form, digits);
    DigitAnalysis analysis = analysis(wish);
    model.addAttribute("wish", wish);
    model.addAttribute("forms", Form.values());
    model.addAttribute("analysis", analysis);
    model.addAttribute("rows", analysis.rows().subList(0, Math.min(SHOWN, analysis.rows().size())));
    model.addAttribute("portability", desk.portability().isOn());
    model.addAttribute("ported", desk.portability().counts());
    return "numbering/routing";
  }

  @GetMapping("/numbering/routing.{kind}")
  ResponseEntity<byte[]> export(
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable String plan,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate at,
      @RequestParam(defaultValue = "INTERNATIONAL") Form form,
      @RequestParam(required = false) @Nullable Integer digits) {
    Wish wish = wish(plan, at, form, digits);
    boolean json = kind.equals("json");
    byte[] bytes =
        json
            ? RoutingExport.json(analysis(wish), wish.plan().value(), desk.now())
            : RoutingExport.csv(analysis(wish));
    String name = "routing-" + wish.plan() + "-" + wish.at() + (json ? ".json" : ".csv");
    return ResponseEntity.ok()
        .contentType(
            json ? MediaType.APPLICATION_JSON : MediaType.parseMediaType("text/csv;charset=UTF-8"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(bytes);
  }

  @PostMapping("/numbering/routing/ported")
  String ported(@RequestParam MultipartFile file, Person person, Model model) throws IOException {
    if (!desk.portability().isOn()) {
      throw new IllegalArgumentException("this party has no portability");
    }
    try (Reader in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      model.addAttribute("report", desk.portability().take(in, person));
    }
    return routing(null, null, Form.INTERNATIONAL, null, model);
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
