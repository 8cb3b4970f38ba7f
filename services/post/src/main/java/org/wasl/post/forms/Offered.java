package org.wasl.post.forms;

/// A form that can be asked for.
///
/// @param name of the file, without its ending
/// @param number key of its number among the captions
/// @param title key of its name among the captions
/// @param about what tells it from others of its kind, perhaps nothing
public record Offered(String name, String number, String title, String about) {

  static Offered of(String name) {
    return new Offered(name, name + ".number", name + ".title", "");
  }
}
