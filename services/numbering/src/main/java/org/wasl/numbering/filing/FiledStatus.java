package org.wasl.numbering.filing;

/// What the filing says about the state of a range.
public enum FiledStatus {
  ALLOCATED,
  RESERVED,
  UNALLOCATED,
  WITHDRAWN
}
