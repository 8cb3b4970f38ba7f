package org.wasl.post.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.exchange.BoardDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.keeping.SerialStore;
import org.wasl.post.managing.Arrival;
import org.wasl.post.managing.Arrivals;
import org.wasl.post.managing.CustomsStay;
import org.wasl.post.tracking.Completeness;
import org.wasl.post.tracking.TimeStore;
import org.wasl.settlement.Stream;

/// What the manager of the post asks, on one page; each figure opens to what it counts.
@Controller
public class ManagerPages {
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 400;
  private static final int MONTHS = 13;
  private static final int STAYS = 50;
  private static final int ROWS = 200;

  /// Services by the first letters of identifiers, as on the page of quality.
  private static final List<String> CLASSES = List.of("", "E", "CH", "RVLU");

  private final BoardDesk board;
  private final PostDesk post;
  private final SerialDesk serials;

  public ManagerPages(BoardDesk board, PostDesk post, SerialDesk serials) {
    this.board = board;
    this.post = post;
    this.serials = serials;
  }

  /// Figures as they are written on the page.
  public static final class Shown {
    private Shown() {}

    /// @param microSdr millionths of an SDR
    public String sdr(long microSdr) {
      return number(BigDecimal.valueOf(microSdr, 6), 2);
    }

    public String kg(long grams) {
      return number(BigDecimal.valueOf(grams, 3), 1);
    }

    /// @param tenths of what is shown
    public String tenths(long tenths) {
      return number(BigDecimal.valueOf(tenths, 1), 1);
    }

    public String hundredths(long hundredths) {
      return number(BigDecimal.valueOf(hundredths, 2), 2);
    }

    private static String number(BigDecimal value, int decimals) {
      return String.format(
          Locale.ROOT, "%,." + decimals + "f", value.setScale(decimals, RoundingMode.HALF_UP));
    }
  }

  /// Completeness of a service both ways.
  public record Complete(
      String classes, List<Completeness.Share> inward, List<Completeness.Share> outward) {
    public Complete {
      inward = List.copyOf(inward);
      outward = List.copyOf(outward);
    }
  }

  /// An item that customs have.
  public record Waiting(CustomsStay stay, long hours) {}

  /// A block of serial numbers and for how many days it lasts, absent where none was used lately.
  public record BlockLeft(SerialStore.Counted counted, OptionalLong days) {}

  /// What an office has of an indicator.
  public record Numbers(SerialDesk.Stock stock, List<BlockLeft> blocks) {
    public Numbers {
      blocks = List.copyOf(blocks);
    }
  }

  @GetMapping("/post/manager")
  String manager(
      @RequestParam Optional<LocalDate> from,
      @RequestParam Optional<LocalDate> to,
      @RequestParam Optional<YearMonth> month,
      Model model) {
    LocalDate last = to.orElse(post.here().wall().toLocalDate());
    LocalDate first = days(from, last, model);
    board.freshen();
    model.addAttribute("behind", board.isBehind());
    money(month, model);
    model.addAttribute("toUs", board.arrivals(false, first, last));
    model.addAttribute("fromUs", board.arrivals(true, first, last));
    model.addAttribute(
        "complete", CLASSES.stream().map(each -> complete(each, first, last)).toList());
    customs(model);
    model.addAttribute("asked", board.asked(true));
    model.addAttribute("toAnswer", board.asked(false));
    model.addAttribute("bags", board.bags());
    model.addAttribute("scanned", board.scanned(first, last));
    model.addAttribute("numbers", serials.stock().stream().map(ManagerPages::numbers).toList());
    return "post/manager";
  }

  private static LocalDate days(Optional<LocalDate> from, LocalDate last, Model model) {
    LocalDate first = from.orElse(last.minusDays(DAYS));
    if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
      throw new IllegalArgumentException("not days of a report");
    }
    model.addAttribute("first", first);
    model.addAttribute("last", last);
    model.addAttribute("shown", new Shown());
    return first;
  }

  private void money(Optional<YearMonth> month, Model model) {
    BoardDesk.Money money = board.money(MONTHS);
    BoardDesk.OfMonth running = money.months().getFirst();
    model.addAttribute("money", money);
    model.addAttribute(
        "chosen",
        month
            .flatMap(wanted ->
                money.months().stream().filter(each -> each.month().equals(wanted)).findFirst())
            .orElse(running));
    model.addAttribute("running", running.month());
  }

  private Complete complete(String classes, LocalDate first, LocalDate last) {
    return new Complete(
        classes, shares(false, classes, first, last), shares(true, classes, first, last));
  }

  private List<Completeness.Share> shares(
      boolean isOut, String classes, LocalDate first, LocalDate last) {
    TimeStore.Which which = new TimeStore.Which(post.country(), isOut, first, last, classes);
    List<Completeness.Share> shares = new ArrayList<>();
    for (Completeness each : Completeness.values()) {
      shares.add(post.times().completeness(each, which));
    }
    return shares;
  }

  private void customs(Model model) {
    Instant now = post.now();
    List<CustomsStay> stays = board.atCustoms(now);
    Map<String, Long> byOffice =
        stays.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.office().value(), TreeMap::new, Collectors.counting()));
    model.addAttribute("customsHours", post.agreement().atCustoms().toHours());
    model.addAttribute("stays", stays.size());
    model.addAttribute("staysByOffice", byOffice);
    model.addAttribute(
        "oldest",
        stays.stream().limit(STAYS).map(each -> new Waiting(each, each.hours(now))).toList());
  }

  private static Numbers numbers(SerialDesk.Stock stock) {
    return new Numbers(
        stock,
        stock.blocks().stream()
            .map(each ->
                new BlockLeft(
                    each,
                    stock.aDay() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(each.left() * 100L / stock.aDay())))
            .toList());
  }

  /// The dispatches that a figure of arrivals counts.
  @GetMapping("/post/manager/dispatches")
  String dispatches(
      @RequestParam boolean out,
      @RequestParam Arrival.Which which,
      @RequestParam Optional<LocalDate> from,
      @RequestParam Optional<LocalDate> to,
      Model model) {
    LocalDate last = to.orElse(post.here().wall().toLocalDate());
    LocalDate first = days(from, last, model);
    Arrivals all = board.arrivals(out, first, last);
    model.addAttribute("out", out);
    model.addAttribute("which", which);
    model.addAttribute("all", all);
    model.addAttribute("rows", board.arrived(out, which, first, last, ROWS));
    model.addAttribute("most", ROWS);
    return "post/manager-dispatches";
  }

  /// The dispatches that a month of a stream counts, each with its price.
  @GetMapping("/post/manager/mail")
  String mail(@RequestParam String stream, @RequestParam YearMonth month, Model model) {
    Stream of = board.findStream(stream).orElseThrow(() -> new IllegalArgumentException(stream));
    model.addAttribute("shown", new Shown());
    model.addAttribute("stream", of);
    model.addAttribute("month", month);
    // by what is known in the running month, as the figures are
    model.addAttribute("known", board.runningMonth());
    model.addAttribute("rows", board.mail(of, month, ROWS));
    model.addAttribute("most", ROWS);
    return "post/manager-mail";
  }

  /// The items that a figure of completeness lacks.
  @GetMapping("/post/manager/items")
  String items(
      @RequestParam boolean out,
      @RequestParam Completeness of,
      @RequestParam(defaultValue = "") String classes,
      @RequestParam Optional<LocalDate> from,
      @RequestParam Optional<LocalDate> to,
      Model model) {
    LocalDate last = to.orElse(post.here().wall().toLocalDate());
    LocalDate first = days(from, last, model);
    if (!CLASSES.contains(classes)) {
      throw new IllegalArgumentException("not a service: " + classes);
    }
    model.addAttribute("out", out);
    model.addAttribute("of", of);
    model.addAttribute(
        "rows",
        board.unfollowed(of, new TimeStore.Which(post.country(), out, first, last, classes), ROWS));
    model.addAttribute("most", ROWS);
    return "post/manager-items";
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
