package org.wasl.border;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// As which message something crossed the border, and the moment that its entry names: the same at
/// both nodes, so that both count time limits from the same day.
public record Posted(MessageId message, Instant created) {

  public LocalDate day(ZoneId zone) {
    return LocalDate.ofInstant(created, zone);
  }

  public Json.Builder writeInto(Json.Builder row) {
    return row.put("message", message.toString()).put("created", created.toString());
  }

  /// @return nothing for a row that was kept before messages were noted
  public static Optional<Posted> of(JsonObjectReader row) {
    Optional<String> message = row.optionalString("message");
    if (message.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Posted(MessageId.parse(message.get()), Instant.parse(row.string("created"))));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw row.wrong("message", "the id of a message and its time", message.get());
    }
  }
}
