package org.wasl.border.linking;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.wasl.border.log.Hash;
import org.wasl.terms.Sha256;

/// Twelve words over both anchors (132 bits), read aloud by one side and compared by the other, so
/// that nobody between them can have changed a file. The list of 2,048 words is made of syllables
/// that speakers of Arabic and English both pronounce: 16 first by 4, then 8 by 4.
public final class Fingerprint {
  private static final String FIRST = "bdfghjklmnqrstwz";
  private static final String SECOND = "bdklmnrs";
  private static final String VOWELS = "aiuo";

  private Fingerprint() {}

  /// The words; the order of the anchors does not matter.
  public static List<String> words(Anchor one, Anchor other) {
    boolean ordered = one.node().compareTo(other.node()) < 0;
    byte[] first = (ordered ? one : other).bytes();
    byte[] second = (ordered ? other : one).bytes();
    var sha = Sha256.start();
    sha.update(Hash.leaf(first).bytes());
    BigInteger bits =
        new BigInteger(1, sha.digest(Hash.leaf(second).bytes())).shiftRight(256 - 132);
    List<String> words = new ArrayList<>();
    for (int i = 11; i >= 0; i--) {
      words.add(word(bits.shiftRight(11 * i).intValue() & 0x7FF));
    }
    return words;
  }

  /// The word of a number from 0 to 2,047.
  static String word(int number) {
    int first = number >> 7;
    int vowel = number >> 5 & 3;
    int second = number >> 2 & 7;
    int last = number & 3;
    return ""
        + FIRST.charAt(first)
        + VOWELS.charAt(vowel)
        + SECOND.charAt(second)
        + VOWELS.charAt(last);
  }
}
