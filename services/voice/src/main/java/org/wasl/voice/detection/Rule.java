package org.wasl.voice.detection;

import org.wasl.terms.LocalizedText;

/// What kind of misuse a sign points to: technical categories, a closed list.
public enum Rule {
  BYPASS("bypass", "تجاوز البوابة", "bypass of the gateway"),
  SIM_BOX("sim-box", "صندوق شرائح", "SIM box"),
  WANGIRI("wangiri", "رنّة واحدة من الخارج", "one ring from abroad"),
  PREMIUM("premium", "مكالمات إلى مجالات مرتفعة الأجر", "calls to premium ranges"),
  ROBOCALLS("robocalls", "مكالمات آلية", "calls by machine"),
  FALSE_ANSWER("false-answer", "ردّ كاذب", "false answer"),
  PUMPING("pumping", "تضخيم الحركة", "traffic pumping"),
  UNALLOCATED("unallocated", "مكالمات إلى مجال غير مخصص", "calls to an unallocated range");

  private final String code;
  private final LocalizedText text;

  Rule(String code, String ar, String en) {
    this.code = code;
    this.text = new LocalizedText(ar, en);
  }

  /// @throws IllegalArgumentException when it is none of the list
  public static Rule ofCode(String code) {
    for (Rule each : values()) {
      if (each.code.equals(code)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a rule of detection: " + code);
  }

  public String code() {
    return code;
  }

  public LocalizedText text() {
    return text;
  }
}
