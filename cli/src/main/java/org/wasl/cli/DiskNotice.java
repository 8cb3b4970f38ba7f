package org.wasl.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.wasl.node.Watch;
import org.wasl.terms.LocalizedText;

/// Tells that the nodes of a folder wait for room on its disk: below [Watch#LEAST_FREE] they take
/// nothing new, and go on by themselves once there is room.
final class DiskNotice {
  private final Path folder;
  private final LongSupplier free;
  private boolean waits;

  /// @param free octets on the folder's disk that may still be written
  DiskNotice(Path folder, LongSupplier free) {
    this.folder = folder;
    this.free = free;
  }

  static DiskNotice of(Path folder) {
    return new DiskNotice(folder, () -> folder.toFile().getUsableSpace());
  }

  /// What there is to say since the last look: that the nodes wait, or that they no longer do.
  Optional<LocalizedText> look() {
    long now = free.getAsLong();
    boolean before = waits;
    waits = now < Watch.LEAST_FREE;
    if (waits == before) {
      return Optional.empty();
    }
    return Optional.of(waits ? tooLittle(now) : enough(now));
  }

  private LocalizedText tooLittle(long now) {
    long mib = now >> 20;
    long least = Watch.LEAST_FREE >> 20;
    // what is begun of the last mebibyte is missing too
    long missing = (Watch.LEAST_FREE - now + (1 << 20) - 1) >> 20;
    return new LocalizedText(
        "القرص شبه ممتلئ: بقي "
            + mib
            + " ميبيبايت في "
            + folder
            + "، ولا تقبل العقدتان جديداً دون "
            + least
            + ". أفسح "
            + missing
            + " ميبيبايت على الأقل فتكملان وحدهما، أو أوقف الأمر وأعده مع ‎--data على قرص آخر.",
        "the disk is nearly full: "
            + mib
            + " MiB free at "
            + folder
            + ", and the nodes take nothing new below "
            + least
            + " MiB. Free at least "
            + missing
            + " MiB and they go on by themselves, or stop this and run it again with --data on"
            + " another disk.");
  }

  private static LocalizedText enough(long now) {
    long mib = now >> 20;
    return new LocalizedText(
        "عاد في القرص مكان (" + mib + " ميبيبايت)؛ تكمل العقدتان.",
        "there is room on the disk again (" + mib + " MiB free); the nodes go on.");
  }
}
