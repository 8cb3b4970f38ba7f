package org.wasl.post.accounting;

import org.wasl.terms.json.Json;

/// A paper of the accounts of a month: CN 55, CN 61 or CN 52.
public sealed interface AccountPaper permits DispatchStatement, SummaryAccount, GeneralAccount {

  /// The canonical data.
  Json.Obj json();

  /// SHA-256 of the canonical bytes.
  String digest();
}
