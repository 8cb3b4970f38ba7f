package org.wasl.border.keeping;

import java.util.Optional;
import org.wasl.border.log.Frontier;

/// Where a log stands.
///
/// @param origin its origin line
/// @param frontier size and right edge
/// @param checkpoint the newest signed checkpoint, of exactly this size, absent while the log is
///   empty
/// @param cosignedSize up to where the mirror's cosignature is known
/// @param cosigned the note with checkpoint and cosignatures at that size
/// @param handedOver up to where a mirror's entries were handed to their service
/// @param frozen why nothing moves any more, absent normally
/// @param paused whether this side holds the lane
public record LogState(
    String origin,
    LogRole role,
    Frontier frontier,
    Optional<byte[]> checkpoint,
    long checkpointSize,
    long cosignedSize,
    Optional<byte[]> cosigned,
    long handedOver,
    Optional<String> frozen,
    boolean paused) {

  public long size() {
    return frontier.size();
  }

  public LogState appended(Frontier newFrontier) {
    return new LogState(
        origin,
        role,
        newFrontier,
        checkpoint,
        checkpointSize,
        cosignedSize,
        cosigned,
        handedOver,
        frozen,
        paused);
  }

  public LogState checkpointed(long newSize, byte[] note) {
    return new LogState(
        origin,
        role,
        frontier,
        Optional.of(note),
        newSize,
        cosignedSize,
        cosigned,
        handedOver,
        frozen,
        paused);
  }

  public LogState cosigned(long newSize, byte[] note) {
    return new LogState(
        origin,
        role,
        frontier,
        checkpoint,
        checkpointSize,
        newSize,
        Optional.of(note),
        handedOver,
        frozen,
        paused);
  }

  public LogState handedOver(long to) {
    return new LogState(
        origin,
        role,
        frontier,
        checkpoint,
        checkpointSize,
        cosignedSize,
        cosigned,
        to,
        frozen,
        paused);
  }

  public LogState frozen(String reason) {
    return new LogState(
        origin,
        role,
        frontier,
        checkpoint,
        checkpointSize,
        cosignedSize,
        cosigned,
        handedOver,
        Optional.of(reason),
        paused);
  }

  public LogState paused(boolean now) {
    return new LogState(
        origin,
        role,
        frontier,
        checkpoint,
        checkpointSize,
        cosignedSize,
        cosigned,
        handedOver,
        frozen,
        now);
  }
}
