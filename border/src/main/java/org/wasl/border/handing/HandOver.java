package org.wasl.border.handing;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Entry;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageHandler.Outcome;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.Origin;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Alarms;
import org.wasl.border.sending.Drafting;
import org.wasl.terms.DataClass;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// Hands the entries of a mirror to their service, in order, each once: the effect, the answer and
/// the cursor's move are one transaction. A message that the service cannot process is answered
/// with a refusal after [#TRIES] tries and does not stop the lane.
public final class HandOver {
  /// The type of the first entry of a later epoch.
  public static final String OPENING = "epoch";

  /// How often a failing message is tried.
  static final int TRIES = 5;

  private static final List<String> ANSWERS = List.of("ack", "nack");
  private static final String NOT_PROCESSED = "border.not-processed";
  private static final int BATCH = 500;
  private static final long BATCH_BYTES = 16L << 20;

  private final Stores stores;
  private final Drafting drafting;
  private final Gate gate;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Map<Lane, MessageHandler> handlers = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  public HandOver(
      Stores stores,
      Drafting drafting,
      Gate gate,
      Alarms alarms,
      InstantSource clock,
      List<MessageHandler> handlers) {
    this.stores = stores;
    this.drafting = drafting;
    this.gate = gate;
    this.alarms = alarms;
    this.clock = clock;
    for (MessageHandler handler : handlers) {
      if (this.handlers.put(handler.lane(), handler) != null) {
        throw new IllegalArgumentException("two handlers of lane " + handler.lane());
      }
    }
  }

  /// Hands over what is countersigned, up to one batch.
  ///
  /// @return whether there was anything to do
  public boolean step(String origin) {
    LogState state = stores.logs().find(origin).orElseThrow();
    long ready = Math.min(state.cosignedSize() - state.handedOver(), BATCH);
    if (ready <= 0 || state.paused()) {
      return false;
    }
    int most = failures.containsKey(origin) ? 1 : (int) ready;
    List<StoredEntry> entries =
        stores.logs().entries(origin, state.handedOver(), most, BATCH_BYTES);
    try {
      stores.transactions().within(() -> handAll(origin, state.handedOver(), entries));
      failures.remove(origin);
    } catch (RuntimeException failure) {
      failed(origin, entries.getFirst(), entries.size(), failure);
    }
    return true;
  }

  /// Goes through what this node had sent before it was restored, entry by entry. An answer says
  /// that the message that it answers was handed over at this very place, so it is handed over
  /// again here; anything else is told to its service, see [MessageHandler#recall]. The service's
  /// store so goes through the same history in the same order.
  public void recall(Origin origin, Entry entry, StoredEntry stored) {
    if (isAnswer(entry.kind())) {
      entry
          .inReplyTo()
          .flatMap(stores.logs()::findMessage)
          .ifPresent(place -> handAgain(place, wasGivenUp(entry, stored)));
      return;
    }
    MessageHandler handler = handlers.get(origin.lane());
    if (handler != null && handler.kinds().contains(entry.kind())) {
      handler.recall(delivery(origin, entry, stored));
    }
  }

  private void handAgain(LogStore.Place answered, boolean givenUp) {
    String origin = answered.origin();
    long from = stores.logs().find(origin).orElseThrow().handedOver();
    long to = givenUp ? answered.index() : answered.index() + 1;
    while (from < to) {
      List<StoredEntry> entries =
          stores.logs().entries(origin, from, (int) Math.min(BATCH, to - from), BATCH_BYTES);
      handAll(origin, from, entries);
      from += entries.size();
    }
    if (givenUp && from == answered.index()) {
      stores.logs().handOver(origin, from, from + 1);
    }
  }

  private static boolean wasGivenUp(Entry answer, StoredEntry stored) {
    return answer.kind().type().equals("nack") && code(stored).equals(NOT_PROCESSED);
  }

  private void handAll(String origin, long from, List<StoredEntry> entries) {
    if (!stores.logs().handOver(origin, from, from + entries.size())) {
      throw new IllegalStateException("a second hand-over of " + origin);
    }
    new Round(Origin.parse(origin), entries).run();
  }

  /// Some entries of a log in one transaction: what was answered before is asked once, and the
  /// answers that came are remembered together.
  private final class Round {
    private final Origin origin;
    private final List<StoredEntry> stored;
    private final List<Entry> entries;
    private final Set<MessageId> answered;
    private final Map<MessageId, String> outcomes = new HashMap<>();

    Round(Origin origin, List<StoredEntry> stored) {
      this.origin = origin;
      this.stored = stored;
      this.entries = stored.stream().map(each -> Entry.read(origin.text(), each.entry())).toList();
      Set<MessageId> possible = new HashSet<>();
      for (Entry entry : entries) {
        if (!isAnswer(entry.kind())) {
          ANSWERS.forEach(type ->
              possible.add(
                  Drafting.answerId(entry.id(), new MessageKind(origin.lane().value(), type, 1))));
        }
      }
      this.answered =
          possible.isEmpty() ? Set.of() : drafting.answered(origin.from(), origin.lane(), possible);
    }

    void run() {
      for (int i = 0; i < entries.size(); i++) {
        hand(entries.get(i), stored.get(i));
      }
      stores.logs().answered(outcomes);
    }

    private void hand(Entry entry, StoredEntry stored) {
      if (wasHandedOver(origin, entry)) {
        return;
      }
      if (!isAnswer(entry.kind())) {
        answer(origin, entry, outcome(origin, entry, stored), answered);
      } else if (entry.inReplyTo().isPresent()) {
        outcomes.putIfAbsent(entry.inReplyTo().get(), said(entry, stored));
      }
    }
  }

  private static String said(Entry entry, StoredEntry stored) {
    return entry.kind().type().equals("ack") ? "accepted" : "refused " + code(stored);
  }

  private void failed(String origin, StoredEntry first, int size, RuntimeException failure) {
    if (size > 1) {
      failures.put(origin, 0);
      return;
    }
    int count = failures.merge(origin, 1, Integer::sum);
    if (count >= TRIES) {
      alarms.raise(
          Alarms.POISON, origin, "entry " + first.index() + ": " + failure.getClass().getName());
      stores.transactions().within(() -> giveUp(origin, first));
      failures.remove(origin);
    }
  }

  private void giveUp(String origin, StoredEntry stored) {
    if (!stores.logs().handOver(origin, stored.index(), stored.index() + 1)) {
      throw new IllegalStateException("a second hand-over of " + origin);
    }
    Entry entry = Entry.read(origin, stored.entry());
    if (!isAnswer(entry.kind())) {
      Refusal refusal =
          Refusal.of(
              NOT_PROCESSED,
              "تعذّرت معالجة الرسالة في نظام المستلم؛ أُبلغ المشغّل",
              "the receiver's system could not process the message; its operator was told");
      answer(Origin.parse(origin), entry, new Outcome.Refused(refusal), Set.of());
    }
  }

  /// A message behind the common size of an earlier epoch comes again in this one.
  private boolean wasHandedOver(Origin origin, Entry entry) {
    for (int epoch = 1; epoch < origin.epoch(); epoch++) {
      Origin earlier = new Origin(origin.from(), origin.to(), origin.lane(), epoch);
      if (stores.logs().find(earlier.text()).isPresent()
          && stores.logs().contains(earlier.text(), entry.id())) {
        return true;
      }
    }
    return false;
  }

  /// The first entry of a later epoch commits to what both sides agreed when they opened it.
  private Optional<Outcome> opening(Origin origin, Entry entry, StoredEntry stored) {
    boolean first = origin.epoch() > 1 && stored.index() == 0;
    if (!first) {
      return Optional.empty();
    }
    String agreed = stores.link().value("opening/" + origin).orElse("");
    boolean same =
        entry.kind().type().equals(OPENING)
            && stored.body() instanceof StoredEntry.Body.Held(byte[] _, byte[] bytes)
            && new String(bytes, StandardCharsets.UTF_8).equals(agreed);
    if (same) {
      return Optional.of(new Outcome.Accepted());
    }
    alarms.raise(Alarms.FORK, origin.text(), "the epoch does not begin with what was agreed");
    return Optional.of(
        new Outcome.Refused(
            Refusal.of(
                "border.epoch-opening",
                "لا تبدأ الحقبة بما اتُّفق عليه",
                "the epoch does not begin with what was agreed")));
  }

  private Outcome outcome(Origin origin, Entry entry, StoredEntry stored) {
    Optional<Outcome> opening = opening(origin, entry, stored);
    if (opening.isPresent()) {
      return opening.get();
    }
    Optional<Refusal> refusal = refusal(origin, entry);
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    MessageHandler handler = handlers.get(origin.lane());
    if (handler == null || !handler.kinds().contains(entry.kind())) {
      return new Outcome.Refused(
          Refusal.of(
              "border.unknown-kind",
              "نوع الرسالة غير معروف هنا: " + entry.kind(),
              "this kind of message is not known here: " + entry.kind()));
    }
    return handler.handle(delivery(origin, entry, stored));
  }

  private Optional<Refusal> refusal(Origin origin, Entry entry) {
    if (entry.expiry().isPresent() && clock.instant().isAfter(entry.expiry().get())) {
      return Optional.of(
          Refusal.of(
              "border.expired",
              "انتهت مدة الرسالة قبل معالجتها",
              "the message expired before it was processed"));
    }
    if (!entry.kind().service().equals(origin.lane().value())) {
      return Optional.of(
          Refusal.of(
              "border.wrong-lane", "الرسالة ليست لهذه القناة", "the message is not of this lane"));
    }
    return origin.lane().equals(Lane.CTL)
        ? Optional.empty()
        : gate.refusesToAccept(entry.kind(), entry.dataClass(), entry.ground());
  }

  private static Delivery delivery(Origin origin, Entry entry, StoredEntry stored) {
    Content content =
        switch (stored.body()) {
          case StoredEntry.Body.Held(byte[] _, byte[] bytes) -> new Content.Present(bytes);
          case StoredEntry.Body.Absent(var reason) -> new Content.BodyAbsent(reason);
        };
    return new Delivery(
        origin,
        stored.index(),
        entry.id(),
        entry.kind(),
        entry.author(),
        entry.addressee(),
        entry.dataClass(),
        entry.ground(),
        entry.inReplyTo(),
        entry.created(),
        entry.mediaType(),
        content,
        stored.storedAt());
  }

  private void answer(Origin origin, Entry entry, Outcome outcome, Set<MessageId> answered) {
    String type = outcome instanceof Outcome.Accepted ? "ack" : "nack";
    MessageKind kind = new MessageKind(origin.lane().value(), type, 1);
    if (answered.contains(Drafting.answerId(entry.id(), kind))) {
      return;
    }
    Json.Obj body =
        switch (outcome) {
          case Outcome.Accepted _ -> Json.Obj.with().end();
          case Outcome.Refused(Refusal refusal) ->
              Json.Obj.with()
                  .put("code", refusal.code())
                  .put("ar", refusal.text().ar())
                  .put("en", refusal.text().en())
                  .end();
        };
    Draft draft =
        Draft.plain(
                origin.from(),
                kind,
                entry.addressee(),
                entry.author(),
                DataClass.BUSINESS,
                "application/json",
                body.canonicalBytes())
            .answering(entry.id());
    drafting.answer(draft, origin.lane());
  }

  private static String code(StoredEntry stored) {
    if (!(stored.body() instanceof StoredEntry.Body.Held(byte[] _, byte[] bytes))) {
      return "unknown";
    }
    JsonObjectReader in = JsonReader.read("nack", bytes, Entry.MAX_BYTES).asObject("nack");
    return in.string("code");
  }

  private static boolean isAnswer(MessageKind kind) {
    return ANSWERS.contains(kind.type());
  }
}
