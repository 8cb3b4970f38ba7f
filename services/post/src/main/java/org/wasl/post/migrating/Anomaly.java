package org.wasl.post.migrating;

/// Something in the other system's rows that is not as it should be. The row is taken all the same
/// where it can be.
public enum Anomaly {
  /// The item's identifier names another country than the receptacle it was in comes from.
  ORIGIN_DIFFERS(true),
  /// An event without an office; it is put at the first office of ours.
  OFFICE_MISSING(true),
  /// An office that is in no table of offices and whose code has not the form of list 108; it is
  /// put at the first office of ours.
  OFFICE_UNKNOWN(true),
  /// An office whose code the loaded list 108 does not hold: lists are older than mail.
  OFFICE_NOT_LISTED(true),
  /// The item is at an office of the destination without having left, or leaves after it arrived.
  IMPOSSIBLE_HOP(true),
  /// An identifier in small letters.
  LOWER_CASE(true),
  /// An identifier that is no S10 identifier.
  NOT_S10(true),
  WRONG_CHECK_DIGIT(true),
  /// The dispatch was announced after it had come.
  ADVICE_AFTER_RECEIPT(true),
  /// A dispatch whose offices are others than its identifier says; the identifier counts.
  DISPATCH_OFFICES_DIFFER(true),
  /// A dispatch that weighs other than its receptacles together.
  DISPATCH_WEIGHT_DIFFERS(true),
  /// A dispatch with other receptacles than its own number of them says.
  DISPATCH_COUNT_DIFFERS(true),
  /// A dispatch before which numbers of its series are missing, from the lowest that is there.
  DISPATCH_NUMBERS_MISSING(true),
  /// A dispatch without a departure; the first event of a receptacle in it stands for it.
  DISPATCH_DEPARTURE_MISSING(true),
  /// A receptacle that is in no dispatch of the table.
  RECEPTACLE_WITHOUT_DISPATCH(true),
  /// A receptacle whose identifier names another dispatch than the one it is in.
  RECEPTACLE_OF_OTHER_DISPATCH(true),
  /// A receptacle of another sub-class of mail than its identifier says; the identifier counts.
  RECEPTACLE_SUBCLASS_DIFFERS(true),
  /// A receptacle that weighs other than its label says, by more than 0.1 kg: of single ones a
  /// slip, of nearly all another unit than the table of units says.
  LABEL_WEIGHT_DIFFERS(true),
  /// A receptacle with items that are listed, and another number of them.
  RECEPTACLE_COUNT_DIFFERS(true),
  /// A weight that cannot be read; it is left out.
  BAD_WEIGHT(true),
  /// An event of a kind that has no place in EMSEVT: technical, or unknown.
  OTHER_EVENT(false),
  /// An event that the other post told, at an office that has not the form of list 108, of an item
  /// in no receptacle.
  OTHER_POSTS_OFFICE_UNKNOWN(false),
  /// An event of an item that is not in the table of items.
  ORPHAN_EVENT(false),
  /// The same event of the same item at the same office in the same minute, among the 5,000 events
  /// that are kept together; one that stands farther apart is known by its id and is not new.
  DUPLICATE_EVENT(false),
  /// A moment that cannot be read.
  BAD_TIME(false),
  /// A row of items without an identifier.
  NO_IDENTIFIER(false),
  /// A dispatch without an identifier of S8, or one that stands twice.
  DISPATCH_UNREADABLE(false),
  /// A dispatch without a departure and without an event of a receptacle in it.
  DISPATCH_UNDATED(false),
  /// A dispatch with more than 999 receptacles or 100,000 items.
  DISPATCH_TOO_LARGE(false),
  /// A receptacle without an identifier of S9.
  RECEPTACLE_UNREADABLE(false),
  /// An event of a receptacle whose meaning nobody has verified; counted by its code.
  RECEPTACLE_EVENT_UNVERIFIED(false),
  /// An event of a receptacle that is not in the table of receptacles.
  ORPHAN_RECEPTACLE_EVENT(false),
  /// A declaration of more than 2,000,000 characters or 99 pieces.
  DECLARATION_TOO_LONG(false),
  /// A declaration with a document type or an entity.
  DECLARATION_MARKUP(false),
  /// A declaration whose first element is another.
  DECLARATION_ROOT(false),
  /// A declaration that is no XML.
  DECLARATION_UNREADABLE(false),
  /// A declaration without something that ours must have, or with a value that ours cannot take.
  DECLARATION_INCOMPLETE(false),
  /// A declaration of an item that is not in the table of items.
  DECLARATION_ORPHAN(false),
  /// A declaration of an item that has left, or whose journey has ended: the other post knows it,
  /// and is not told again.
  DECLARATION_DEPARTED(false),
  /// A declaration of an item of which no event says that it is here.
  DECLARATION_UNSEEN(false),
  /// A declaration of an item that was posted too long ago to be here still.
  DECLARATION_OLD(false),
  /// A declaration of an item of another post, or for another country.
  DECLARATION_OF_OTHERS(false),
  /// A declaration of an item that is declared here.
  DECLARATION_KNOWN(false),
  /// A declaration with vague words or something that may not be sent: the clerk declares it anew.
  DECLARATION_STOPPED(false),
  /// A declaration that the border does not take now, for example since no peer is there yet.
  DECLARATION_REFUSED(false);

  private final boolean isTaken;

  Anomaly(boolean isTaken) {
    this.isTaken = isTaken;
  }

  /// Whether the row goes into our facts.
  public boolean isTaken() {
    return isTaken;
  }
}
