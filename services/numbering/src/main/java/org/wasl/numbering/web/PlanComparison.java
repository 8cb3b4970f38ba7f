package org.wasl.numbering.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.comparing.PlanDiff;
import org.wasl.numbering.comparing.PlanLine;
import org.wasl.numbering.comparing.PlanState;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.Lengths;
import org.wasl.terms.LocalizedText;

/// Two pages of the registry beside each other.
final class PlanComparison {
  private PlanComparison() {}

  /// Compares what two moments say of the numbers and codes that filings speak of.
  static PlanDiff between(List<PlanEntry> before, List<PlanEntry> after) {
    return PlanDiff.between(PlanState.of(lines(before)), PlanState.of(lines(after)));
  }

  private static List<PlanLine> lines(List<PlanEntry> entries) {
    List<PlanLine> lines = new ArrayList<>();
    for (PlanEntry entry : entries) {
      resource(entry)
          .ifPresent(resource ->
              lines.add(
                  new PlanLine(
                      resource,
                      entry.codes(),
                      new PlanLine.Facts(
                          Optional.of(new Lengths(entry.leastDigits(), entry.mostDigits())),
                          entry.usage().name(),
                          entry.holder().map(Holder::name).orElse(""),
                          entry.area().map(LocalizedText::en).orElse(""),
                          status(entry)),
                      Optional.empty(),
                      Optional.empty())));
    }
    return lines;
  }

  private static Optional<FiledResource> resource(PlanEntry entry) {
    return switch (entry.resource()) {
      case E164_NDC, E164_BLOCK -> Optional.of(FiledResource.E164);
      case SHORT -> Optional.of(FiledResource.SHORT);
      case MNC -> Optional.of(FiledResource.MNC);
      case ISPC -> Optional.of(FiledResource.ISPC);
      case IIN -> Optional.of(FiledResource.IIN);
      case SANC, NSPC, ICC, ENUM -> Optional.empty();
    };
  }

  private static FiledStatus status(PlanEntry entry) {
    return switch (entry.status()) {
      case FREE -> FiledStatus.UNALLOCATED;
      case RESERVED -> FiledStatus.RESERVED;
      case ALLOCATED, IN_SERVICE, LEGACY_UNCONFIRMED, DISPUTED -> FiledStatus.ALLOCATED;
      case WITHDRAWN, QUARANTINE -> FiledStatus.WITHDRAWN;
    };
  }
}
