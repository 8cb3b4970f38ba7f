package org.wasl.border.keeping;

/// Whether there is room for more on the disk. Below the watermark nothing new is taken, neither
/// from services nor from the peer, and nothing is cosigned that could not be kept; what is kept
/// stays readable.
public final class DiskRoom {
  private volatile boolean full;

  public boolean isFull() {
    return full;
  }

  public void setFull(boolean full) {
    this.full = full;
  }
}
