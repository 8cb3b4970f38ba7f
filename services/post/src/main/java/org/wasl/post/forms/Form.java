package org.wasl.post.forms;

/// A form with its data. What it says of people is taken as given and kept nowhere.
public sealed interface Form
    permits CustomsForm,
        CustomsLabel,
        DeliveryBill,
        DetailedAccount,
        EmsLabel,
        GeneralAccount,
        Inquiry,
        LetterBill,
        ListOfItems,
        NoteForm,
        ParcelSet,
        ReceptacleLabel,
        StatementOfMails {

  /// How it is made up.
  Layout layout(Captions captions);
}
