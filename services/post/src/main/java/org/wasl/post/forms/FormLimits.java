package org.wasl.post.forms;

/// What fits on a form.
final class FormLimits {
  private FormLimits() {}

  static void requireShort(String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "a text of " + text.length() + " characters where a form has room for " + longest);
    }
  }
}
