package org.wasl.border.keeping;

import org.wasl.border.Transactions;
import org.wasl.border.approval.ProposalStore;

/// The stores of one node; all share one unit of work.
public record Stores(
    Transactions transactions,
    LogStore logs,
    OutboxStore outbox,
    StagingStore staging,
    LinkStore link,
    ProposalStore proposals) {}
