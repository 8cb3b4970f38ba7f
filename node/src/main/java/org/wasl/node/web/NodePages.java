package org.wasl.node.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Entry;
import org.wasl.border.MessageId;
import org.wasl.border.approval.Approvals;
import org.wasl.border.keeping.LinkStore.Alarm;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Fingerprint;
import org.wasl.border.setup.BorderNode.LaneView;
import org.wasl.node.MigrationRun;
import org.wasl.node.Node;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.settlement.due.Due;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.voice.exchange.VoiceDesk;

/// The pages of the node itself: sign in, home, the link, approvals, audit, administration.
@Controller
class NodePages {
  private static final int MESSAGES = 50;
  private static final int MIN_PASSWORD = 12;

  private final Node node;
  private final Accounts accounts;
  private final FirstAdministrator first;
  private final PasswordEncoder passwords;
  private final VoiceDesk voice;
  private final AccountDesk post;

  NodePages(
      Node node,
      Accounts accounts,
      FirstAdministrator first,
      PasswordEncoder passwords,
      VoiceDesk voice,
      AccountDesk post) {
    this.node = node;
    this.voice = voice;
    this.post = post;
    this.accounts = accounts;
    this.first = first;
    this.passwords = passwords;
  }

  @ModelAttribute("node")
  Node node() {
    return node;
  }

  @GetMapping("/login")
  String login(Model model) {
    model.addAttribute("origin", node.settings().origin());
    model.addAttribute("provider", node.settings().oidc().map(_ -> Provider.ID).orElse(""));
    return "login";
  }

  @GetMapping("/first/{token}")
  String first(@PathVariable String token, Model model) {
    model.addAttribute("token", token);
    return first.opens(token) ? "first" : "redirect:/login";
  }

  @PostMapping("/first/{token}")
  String makeFirst(
      @PathVariable String token,
      @RequestParam String user,
      @RequestParam String password,
      Model model) {
    if (!first.opens(token)) {
      return "redirect:/login";
    }
    if (password.length() < MIN_PASSWORD || !isName(user)) {
      model.addAttribute("token", token);
      model.addAttribute("problem", "first.problem");
      return "first";
    }
    Person person = new Person(user, gateway());
    add(person, password, Set.of(Accounts.Role.values()));
    first.used();
    return "redirect:/login?made";
  }

  private static boolean isName(String user) {
    return user.matches("[\\p{L}\\p{N}._@-]{2,64}");
  }

  private OrganisationId gateway() {
    return voice.agreement().gateway(node.settings().party());
  }

  private boolean add(Person person, String password, Set<Accounts.Role> roles) {
    String hash = passwords.encode(password);
    return hash != null
        && accounts.add(new Accounts.Account(person, hash, roles, true), node.now());
  }

  @GetMapping("/")
  String home(Model model) {
    model.addAttribute("waiting", node.border().approvals().waiting());
    model.addAttribute(
        "months",
        voice.months().stream()
            .map(period -> new MonthRow(period.toString(), voice.month(period).stage()))
            .toList());
    model.addAttribute("us", voice.us());
    List<Due> dues = voice.dueBook().open();
    model.addAttribute("dues", dues);
    model.addAttribute(
        "currencies", voice.agreement().currencies(dues.stream().map(Due::last).toList()));
    List<Due> postDues = post.dues().open(post.today());
    model.addAttribute("postDues", postDues);
    model.addAttribute(
        "postCurrencies", post.terms().currencies(postDues.stream().map(Due::last).toList()));
    model.addAttribute("lanes", lanes());
    model.addAttribute("alarms", standingAlarms());
    return "home";
  }

  /// A month and whose turn it is.
  public record MonthRow(String period, Stage stage) {
    public String turn() {
      return switch (stage) {
        case OPEN,
            WAITING_FOR_OUR_ACCOUNT,
            COMPARED,
            WAITING_FOR_OUR_ANSWER,
            WAITING_FOR_OUR_AGREEMENT,
            AGREED,
            WAITING_FOR_OUR_SIGNATURE ->
            "ours";
        case WAITING_FOR_THEIR_ACCOUNT,
            WAITING_FOR_THEIR_ANSWER,
            WAITING_FOR_THEIR_AGREEMENT,
            WAITING_FOR_THEIR_SIGNATURE ->
            "theirs";
        case CLOSED -> "closed";
      };
    }
  }

  private List<LaneView> lanes() {
    return node.border().peers().stream()
        .flatMap(peer -> node.border().lanesOf(peer).stream())
        .toList();
  }

  private List<Alarm> standingAlarms() {
    return node.border().alarms(100).stream().filter(alarm -> alarm.ended().isEmpty()).toList();
  }

  @GetMapping("/link")
  String link(@RequestParam(required = false) String origin, Model model) {
    model.addAttribute("lanes", lanes());
    model.addAttribute("alarms", node.border().alarms(50));
    model.addAttribute("stated", node.border().statedByPeer());
    String shown =
        Optional.ofNullable(origin)
            .filter(each -> node.border().stores().logs().find(each).isPresent())
            .orElse("");
    model.addAttribute("origin", shown);
    model.addAttribute("messages", shown.isEmpty() ? List.of() : messages(shown));
    return "link";
  }

  private List<MessageRow> messages(String origin) {
    var logs = node.border().stores().logs();
    var state = logs.find(origin).orElseThrow();
    long from = Math.max(0, state.size() - MESSAGES);
    List<StoredEntry> entries = logs.entries(origin, from, MESSAGES, Long.MAX_VALUE);
    return entries.reversed().stream()
        .map(each -> MessageRow.of(origin, each, state.cosignedSize(), node))
        .toList();
  }

  /// A message for people.
  public record MessageRow(
      long index,
      String kind,
      String id,
      String at,
      String outcome,
      boolean receipted,
      boolean absent) {
    static MessageRow of(String origin, StoredEntry stored, long cosigned, Node node) {
      Entry entry = Entry.read(origin, stored.entry());
      String outcome = node.border().stores().logs().outcome(entry.id()).orElse("");
      return new MessageRow(
          stored.index(),
          entry.kind().toString(),
          entry.id().toString(),
          stored.storedAt().toString().substring(0, 19),
          outcome,
          stored.index() < cosigned,
          stored.body() instanceof StoredEntry.Body.Absent);
    }
  }

  @GetMapping(path = "/link/receipt", params = "origin")
  ResponseEntity<byte[]> receipt(@RequestParam String origin, @RequestParam long index) {
    return node.border()
        .receipt(origin, index)
        .map(receipt ->
            ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"wasl-receipt-" + index + ".zip\"")
                .body(receipt.zip()))
        .orElse(ResponseEntity.notFound().build());
  }

  /// The receipt of a message by its id, wherever it stands in a log.
  @GetMapping(path = "/link/receipt", params = "message")
  ResponseEntity<byte[]> receipt(@RequestParam UUID message) {
    return node.border()
        .stores()
        .logs()
        .findMessage(new MessageId(message))
        .map(place -> receipt(place.origin(), place.index()))
        .orElse(ResponseEntity.notFound().build());
  }

  @GetMapping("/link/anchors")
  ResponseEntity<byte[]> anchors(@RequestParam String node) {
    return Stream.concat(
            Stream.of(this.node.border().anchor()), this.node.border().peers().stream())
        .filter(anchor -> anchor.node().value().equals(node))
        .findFirst()
        .map(anchor ->
            ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(anchor.bytes()))
        .orElse(ResponseEntity.notFound().build());
  }

  @PostMapping("/link/pause")
  String pause(@RequestParam String origin, @RequestParam boolean paused, Person person) {
    node.border().pause(origin, paused);
    record(person, paused ? "link.pause" : "link.resume", origin);
    return "redirect:/link";
  }

  @GetMapping("/approvals")
  String approvals(Model model) {
    model.addAttribute("waiting", node.border().approvals().waiting());
    model.addAttribute("decided", node.border().approvals().decided(30));
    return "approvals";
  }

  @PostMapping("/approvals/{id}/{verb}")
  String decide(@PathVariable UUID id, @PathVariable String verb, Person person, Model model) {
    Approvals.Decision decision =
        switch (verb) {
          case "approve" -> node.border().approvals().approve(id, person);
          case "reject" -> node.border().approvals().reject(id, person);
          default -> node.border().approvals().withdraw(id, person);
        };
    if (decision instanceof Approvals.Decision.Refused refused) {
      model.addAttribute("refusal", refused.refusal().text());
      return approvals(model);
    }
    return "redirect:/approvals";
  }

  @GetMapping("/audit")
  String audit(Model model) {
    model.addAttribute("lines", node.border().auditTrail().newest(200));
    model.addAttribute("erasures", node.border().stores().logs().erasures().reversed());
    return "audit";
  }

  @GetMapping("/admin")
  String admin(Model model) {
    Anchor own = node.border().anchor();
    model.addAttribute("accounts", accounts.list());
    model.addAttribute("roles", Accounts.Role.values());
    model.addAttribute("organisations", node.party().organisations());
    model.addAttribute("today", node.now().atZone(node.party().zone()).toLocalDate());
    model.addAttribute("own", own);
    model.addAttribute(
        "peers",
        node.border().peers().stream()
            .collect(
                Collectors.toMap(
                    peer -> peer, peer -> String.join(" ", Fingerprint.words(own, peer)))));
    model.addAttribute("hasIps", node.settings().ips().isPresent());
    model.addAttribute("hasCds", node.settings().cds().isPresent());
    model.addAttribute("migrations", migrations());
    return "admin";
  }

  private List<MigrationRun.Report> migrations() {
    try {
      return MigrationRun.reports(node.settings().home());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks for what the database of another system of the post holds.
  ///
  /// @param what `ips` or `cds`
  @PostMapping("/admin/migrate/{what}")
  String migrate(@PathVariable String what, Person person) throws IOException {
    boolean isConfigured =
        switch (what) {
          case "ips" -> node.settings().ips().isPresent();
          case "cds" -> node.settings().cds().isPresent();
          default -> false;
        };
    if (isConfigured) {
      String name = MigrationRun.ask(node.settings().home(), what, node.now().toEpochMilli());
      record(person, "admin.migrate", name);
    }
    return "redirect:/admin";
  }

  @PostMapping("/admin/accounts")
  String addAccount(
      @RequestParam String user,
      @RequestParam String password,
      @RequestParam String organisation,
      @RequestParam(defaultValue = "") String[] role,
      Person person,
      Model model) {
    boolean good =
        isName(user)
            && password.length() >= MIN_PASSWORD
            && role.length > 0
            && node.party().organisations().stream()
                .anyMatch(each -> each.id().value().equals(organisation));
    if (!good) {
      model.addAttribute("problem", "admin.problem");
      return admin(model);
    }
    Set<Accounts.Role> roles =
        Arrays.stream(role).map(Accounts.Role::valueOf).collect(Collectors.toSet());
    if (!add(new Person(user, new OrganisationId(organisation)), password, roles)) {
      model.addAttribute("problem", "admin.taken");
      return admin(model);
    }
    record(person, "admin.account.add", user);
    return "redirect:/admin";
  }

  @PostMapping("/admin/accounts/{user}/{verb}")
  String switchAccount(@PathVariable String user, @PathVariable String verb, Person person) {
    boolean enable = verb.equals("enable");
    if (enable || !person.user().equals(user)) {
      accounts.enable(user, enable);
      record(person, "admin.account." + (enable ? "enable" : "disable"), user);
    }
    return "redirect:/admin";
  }

  private void record(Person person, String action, String object) {
    node.border()
        .auditTrail()
        .record(new AuditEvent(Optional.of(person), action, object, Optional.empty(), ""));
  }

  @GetMapping("/robots.txt")
  @ResponseBody
  byte[] robots() {
    return "User-agent: *\nDisallow: /\n".getBytes(StandardCharsets.US_ASCII);
  }
}
