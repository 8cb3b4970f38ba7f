package org.wasl.post.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wasl.post.Condition;
import org.wasl.post.edi.message.Emsevt;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.following.Mail;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// What an item was found like goes to another system and comes from it.
class FoundItemsTest {
  private static final FactMessages MESSAGES =
      new FactMessages(new CodeWords(EdiTables.resources("wasl-1")));

  @Test
  void conditionAndWeightOfAnItemStandInItsEvent() {
    Deed.ItemSeen opened =
        Deed.ItemSeen.found(Mail.item(1), Mail.FIRST, Condition.OPENED, OptionalInt.of(1_250));
    List<Fact> facts = new Mail().add(Mail.TO, opened).arrived(Mail.FIRST, 2).facts();
    Emsevt emsevt = MESSAGES.emsevt("1", facts, LocalDateTime.of(2026, 3, 2, 12, 0));
    assertEquals(Optional.of("35"), emsevt.events().getFirst().condition());
    assertEquals(Optional.of(new BigDecimal("1.25")), emsevt.events().getFirst().kilograms());
    assertEquals(Optional.empty(), emsevt.events().get(1).condition(), "nobody looked");
    List<Fact> heard = MESSAGES.facts(emsevt, _ -> Optional.empty(), facts.getFirst().at());
    assertEquals(facts.stream().map(Fact::deed).toList(), heard.stream().map(Fact::deed).toList());
  }
}
