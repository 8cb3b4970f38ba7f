package org.wasl.post.keeping;

import java.time.Instant;
import org.wasl.post.DispatchKey;

/// A dispatch of which both posts hold the same facts and see different things: a defect of one of
/// the two programs or stores, and an alarm.
public record Divergence(DispatchKey dispatch, String ours, String theirs, Instant since) {}
