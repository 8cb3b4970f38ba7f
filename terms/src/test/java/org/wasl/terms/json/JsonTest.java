package org.wasl.terms.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static Json read(String text) {
    return JsonReader.read("test", text.getBytes(StandardCharsets.UTF_8), 1000);
  }

  @Test
  void membersAreSortedByUtf16CodeUnitsAsRfc8785Section323Shows() {
    Json.Builder object = Json.Obj.with();
    for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
      object.put(name, 0);
    }
    assertEquals(
        "{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,\"\ud83d\ude00\":0,\"\ufb33\":0}",
        object.end().canonical());
  }

  @Test
  void stringsAreEscapedAsRfc8785Section322Shows() {
    assertEquals(
        "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"",
        new Json.Str("\u20ac$\u000f\nA'B\"\\\\\"/").canonical());
  }

  @Test
  void whatIsReadIsWrittenCanonically() {
    String canonical = "{\"a\":[1,-2,true,false,null,\"\u0639\"],\"b\":{}}";
    assertEquals(
        canonical, read(" { \"b\" : {} , \"a\":[1,-2,true,false,null,\"\\u0639\"] } ").canonical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "{", "[1,]", "{\"a\":1,\"a\":2}", "01", "-0", "1.5", "1e3", "9007199254740992",
            "\"\\ud800\"",
        "\"\t\"", "tru", "[] []", "'a'", "{a:1}", "\"\\x\"", "-", "nul", "[1 2]", "\"abc"
      })
  void whatRfc8259OrTheExactRangeForbidsIsRefusedWithItsPlace(String text) {
    MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read(text));
    assertTrue(e.offset() >= 0 && e.offset() <= text.length(), text);
  }

  @Test
  void everyTruncationIsRefused() {
    String text = "{\"a\":[1,{\"b\":\"\\u0639\"}],\"c\":true}";
    for (int i = 0; i < text.length(); i++) {
      String cut = text.substring(0, i);
      assertThrows(MalformedJsonException.class, () -> read(cut), cut);
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = {'"', (byte) 0xC3, '"'};
    assertThrows(MalformedJsonException.class, () -> JsonReader.read("test", bytes, 10));
  }

  @Test
  void depthAndSizeAreLimited() {
    assertThrows(MalformedJsonException.class, () -> read("[".repeat(34) + "]".repeat(34)));
    assertThrows(MalformedJsonException.class, () -> JsonReader.read("test", new byte[11], 10));
  }

  @Test
  void aMemberThatNobodyAskedForIsRefusedByName() {
    JsonObjectReader in = read("{\"known\":1,\"smuggled\":2}").asObject("test");
    in.integer("known");
    MalformedJsonException e = assertThrows(MalformedJsonException.class, in::end);
    assertEquals("$.smuggled", e.path());
  }
}
