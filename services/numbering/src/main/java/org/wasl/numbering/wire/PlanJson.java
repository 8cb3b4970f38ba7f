package org.wasl.numbering.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Sourced.Confidence;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// Entries, events and changes as closed JSON objects; open ends of time are absent members.
public final class PlanJson {
  private PlanJson() {}

  public static Json.Obj change(PlanChange change) {
    return Json.Obj.with()
        .put("id", change.id().toString())
        .put("plan", change.plan().value())
        .put("ground", change.ground().name())
        .put("entries", Json.Arr.of(change.entries().stream().map(PlanJson::entry).toList()))
        .put("events", Json.Arr.of(change.events().stream().map(PlanJson::event).toList()))
        .end();
  }

  public static PlanChange readChange(JsonObjectReader in) {
    UUID id = UUID.fromString(in.string("id"));
    PartyId plan = new PartyId(in.string("plan"));
    PlanChange.Ground ground = PlanChange.Ground.valueOf(in.string("ground"));
    PlanChange change = new PlanChange(id, plan, ground, readEntries(in), readEvents(in));
    in.end();
    return change;
  }

  /// The member `entries`.
  static List<PlanEntry> readEntries(JsonObjectReader in) {
    List<PlanEntry> entries = new ArrayList<>();
    in.objects("entries").forEach(each -> entries.add(readEntry(each)));
    return entries;
  }

  /// The member `events`.
  static List<HolderEvent> readEvents(JsonObjectReader in) {
    List<HolderEvent> events = new ArrayList<>();
    in.objects("events").forEach(each -> events.add(readEvent(each)));
    return events;
  }

  public static Json.Obj entry(PlanEntry entry) {
    Json.Builder out = fact(entry);
    moment(out, "from", entry.valid().from(), Span.BEGINNING);
    moment(out, "to", entry.valid().to(), Span.END);
    entry.beganAfter().ifPresent(after -> out.put("beganAfter", after.toString()));
    citation(out, entry.citation());
    return out.put("note", entry.note()).end();
  }

  /// What an entry says of its codes, without time and source: what a snapshot's digest covers.
  public static Json.Builder fact(PlanEntry entry) {
    Json.Builder out =
        Json.Obj.with()
            .put("resource", entry.resource().name())
            .put("first", entry.first())
            .put("last", entry.last())
            .put("leastDigits", entry.leastDigits())
            .put("mostDigits", entry.mostDigits())
            .put("usage", entry.usage().name())
            .put("status", entry.status().name());
    entry.holder().ifPresent(holder -> out.put("holder", holder(holder)));
    entry
        .area()
        .ifPresent(area ->
            out.put("area", Json.Obj.with().put("ar", area.ar()).put("en", area.en()).end()));
    return out;
  }

  public static PlanEntry readEntry(JsonObjectReader in) {
    try {
      PlanEntry entry =
          new PlanEntry(
              Resource.valueOf(in.string("resource")),
              new CodeRange(in.string("first"), in.string("last")),
              in.integer("leastDigits", 1, 15),
              in.integer("mostDigits", 1, 15),
              Usage.valueOf(in.string("usage")),
              in.optionalObject("holder").map(PlanJson::readHolder),
              Status.valueOf(in.string("status")),
              in.optionalObject("area").map(PlanJson::readText),
              new Span(
                  in.optionalString("from").map(Instant::parse).orElse(Span.BEGINNING),
                  in.optionalString("to").map(Instant::parse).orElse(Span.END)),
              in.optionalString("beganAfter").map(Instant::parse),
              readCitation(in),
              in.string("note"));
      in.end();
      return entry;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("entry", "an entry of a plan", String.valueOf(e.getMessage()));
    }
  }

  public static Json.Obj event(HolderEvent event) {
    Json.Builder out =
        Json.Obj.with()
            .put("kind", event.kind().name())
            .put("resource", event.resource().name())
            .put("first", event.codes().first())
            .put("last", event.codes().last())
            .put("before", holder(event.before()))
            .put("now", holder(event.now()))
            .put("at", event.at().toString());
    event.after().ifPresent(after -> out.put("after", after.toString()));
    citation(out, event.citation());
    return out.end();
  }

  public static HolderEvent readEvent(JsonObjectReader in) {
    HolderEvent event =
        new HolderEvent(
            HolderEvent.Kind.valueOf(in.string("kind")),
            Resource.valueOf(in.string("resource")),
            new CodeRange(in.string("first"), in.string("last")),
            readHolder(in.object("before")),
            readHolder(in.object("now")),
            in.optionalString("after").map(Instant::parse),
            Instant.parse(in.string("at")),
            readCitation(in));
    in.end();
    return event;
  }

  public static Json.Obj holder(Holder holder) {
    Json.Builder out = Json.Obj.with().put("name", holder.name());
    holder.organisation().ifPresent(id -> out.put("organisation", id.value()));
    return out.end();
  }

  public static Holder readHolder(JsonObjectReader in) {
    Holder holder =
        new Holder(in.string("name"), in.optionalString("organisation").map(OrganisationId::new));
    in.end();
    return holder;
  }

  private static LocalizedText readText(JsonObjectReader in) {
    LocalizedText text = new LocalizedText(in.string("ar"), in.string("en"));
    in.end();
    return text;
  }

  private static void citation(Json.Builder out, Citation citation) {
    out.put("document", citation.document())
        .put("row", citation.row())
        .put("confidence", citation.confidence().name());
  }

  private static Citation readCitation(JsonObjectReader in) {
    return new Citation(
        in.string("document"), in.string("row"), Confidence.valueOf(in.string("confidence")));
  }

  private static void moment(Json.Builder out, String name, Instant moment, Instant open) {
    if (!moment.equals(open)) {
      out.put(name, moment.toString());
    }
  }
}
