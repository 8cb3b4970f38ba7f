package org.wasl.post.forms;

/// A form with its data. What it says of people is taken as given and kept nowhere.
public sealed interface Form
    permits CustomsForm,
        CustomsLabel,
        DeliveryBill,
        EmsLabel,
        GeneralForm,
        Inquiry,
        LetterBill,
        ListOfItems,
        NoteForm,
        ParcelSet,
        ReceptacleLabel,
        StatementForm,
        SummaryForm {

  /// How it is made up.
  Layout layout(Captions captions);
}
