package org.wasl.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ArabicShapingTest {
  @Test
  void arabicLettersJoinAsUnicodeSays() {
    // Unicode 16 §9.2, Table 9-3 and the names of the forms: BEH initial, YEH medial, TEH final
    assertEquals("\uFE91\uFEF4\uFE96", new String(ArabicShaping.shape("بيت")));
    // lam with alef is one ligature; after a joining letter its final form
    assertEquals("\uFEFB\uFFFF", new String(ArabicShaping.shape("لا")));
    assertEquals("\uFEB3\uFEFC\uFFFF\uFEE1", new String(ArabicShaping.shape("سلام")));
    // dal does not join forward; a mark between letters does not break the joining
    assertEquals("\uFEA9\uFE8D\uFEAD", new String(ArabicShaping.shape("دار")));
    assertEquals("\uFEE3\u064F\uFEA4\uFEE4\uFEAA", new String(ArabicShaping.shape("مُحمد")));
  }
}
