package org.wasl.voice.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.terms.LocalizedText;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.quality.Counts;
import org.wasl.voice.quality.Destinations;
import org.wasl.voice.quality.QualityAlarm;
import org.wasl.voice.quality.QualityCube;
import org.wasl.voice.quality.QualityKey;

/// The quality of routes on one day, hour by hour, with alarms.
@Controller
public class QualityPages {
  private static final int ALARMS = 100;

  private final DetectionDesk desk;

  public QualityPages(DetectionDesk desk) {
    this.desk = desk;
  }

  /// A route on the day; ratios as people read them, counts beside them.
  ///
  /// @param line points of the hourly answer-seizure ratio, for an SVG of 240 by 40
  public record RouteRow(
      String trunk,
      String destination,
      Counts counts,
      Optional<BigDecimal> asr,
      Optional<BigDecimal> ner,
      Optional<BigDecimal> acd,
      Optional<BigDecimal> pdd,
      String line) {
    public Destinations.Place place() {
      return Destinations.Place.of(destination);
    }
  }

  /// An alarm for people.
  public record AlarmRow(
      LocalDateTime at,
      String trunk,
      String destination,
      LocalizedText kind,
      String now,
      String before) {
    public Destinations.Place place() {
      return Destinations.Place.of(destination);
    }
  }

  @GetMapping("/voice/quality")
  String quality(
      @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @org.jspecify.annotations.Nullable
          LocalDate day,
      Model model) {
    LocalDate chosen = day == null ? desk.quality().today().minusDays(1) : day;
    QualityCube cube = desk.quality().cube(chosen);
    model.addAttribute("day", chosen);
    model.addAttribute("routes", routes(cube));
    model.addAttribute(
        "alarms", desk.quality().alarms(chosen).stream().limit(ALARMS).map(this::alarm).toList());
    return "voice/quality";
  }

  /// A quarter of an hour of a route.
  public record QuarterRow(
      LocalTime at,
      Counts counts,
      Optional<BigDecimal> asr,
      Optional<BigDecimal> ner,
      Optional<BigDecimal> acd,
      Optional<BigDecimal> pdd) {}

  @GetMapping("/voice/quality/route")
  String route(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
      @RequestParam String trunk,
      @RequestParam String destination,
      Model model) {
    List<QuarterRow> quarters = new ArrayList<>();
    desk.quality()
        .cube(day)
        .cells()
        .forEach((key, counts) -> {
          if (key.trunk().equals(trunk) && key.destination().equals(destination)) {
            quarters.add(quarter(key, counts));
          }
        });
    model.addAttribute("day", day);
    model.addAttribute("trunk", trunk);
    model.addAttribute("place", Destinations.Place.of(destination));
    model.addAttribute("quarters", quarters);
    return "voice/route";
  }

  private QuarterRow quarter(QualityKey key, Counts counts) {
    return new QuarterRow(
        Instant.ofEpochSecond(key.time()).atZone(desk.quality().zone()).toLocalTime(),
        counts,
        counts.asr().percent(),
        counts.ner().percent(),
        counts.acd().shown(1, 0),
        counts.pdd().shown(1, 0));
  }

  /// A route's hours.
  private static final class Hours {
    private final QualityKey any;
    private final Counts[] byHour = new Counts[24];
    private Counts sum = Counts.NONE;

    Hours(QualityKey any) {
      this.any = any;
      java.util.Arrays.fill(byHour, Counts.NONE);
    }

    void add(int hour, Counts counts) {
      byHour[hour] = byHour[hour].plus(counts);
      sum = sum.plus(counts);
    }

    RouteRow row() {
      return new RouteRow(
          any.trunk(),
          any.destination(),
          sum,
          sum.asr().percent(),
          sum.ner().percent(),
          sum.acd().shown(1, 0),
          sum.pdd().shown(1, 0),
          line());
    }

    private String line() {
      StringBuilder points = new StringBuilder();
      for (int hour = 0; hour < byHour.length; hour++) {
        Counts counts = byHour[hour];
        if (counts.seizures() > 0) {
          long height = 38 - counts.answered() * 36 / counts.seizures();
          points.append(5 + hour * 10).append(',').append(height).append(' ');
        }
      }
      return points.toString().strip();
    }
  }

  private List<RouteRow> routes(QualityCube cube) {
    Map<String, Hours> routes = new TreeMap<>();
    cube.cells()
        .forEach((key, counts) ->
            routes
                .computeIfAbsent(key.trunk() + " " + key.destination(), _ -> new Hours(key))
                .add(
                    Instant.ofEpochSecond(key.time()).atZone(desk.quality().zone()).getHour(),
                    counts));
    return routes.values().stream().map(Hours::row).toList();
  }

  private AlarmRow alarm(QualityAlarm alarm) {
    return new AlarmRow(
        Instant.ofEpochSecond(alarm.hour()).atZone(desk.quality().zone()).toLocalDateTime(),
        alarm.trunk(),
        alarm.destination(),
        alarm.kind().text(),
        shown(alarm.kind(), alarm.now()),
        shown(alarm.kind(), alarm.before()));
  }

  private static String shown(QualityAlarm.Kind kind, Counts counts) {
    Optional<BigDecimal> value =
        switch (kind) {
          case ASR -> counts.asr().percent();
          case NER -> counts.ner().percent();
          case ACD -> counts.acd().shown(1, 0);
          case PDD -> counts.pdd().shown(1, 0);
        };
    String unit =
        switch (kind) {
          case ASR, NER -> " %";
          case ACD -> " s";
          case PDD -> " ms";
        };
    return value.map(BigDecimal::toPlainString).orElse("–") + unit;
  }
}
