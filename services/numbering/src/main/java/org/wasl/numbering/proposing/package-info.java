/// The way into the registry: whatever changes a plan is proposed by one person and approved by
/// another.
@NullMarked
package org.wasl.numbering.proposing;

import org.jspecify.annotations.NullMarked;
