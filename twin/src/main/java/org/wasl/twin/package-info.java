/// Both countries in one process under faults: the real border, settlement and service code on a
/// simulated line, clock and memory, from one seed.
@NullMarked
package org.wasl.twin;

import org.jspecify.annotations.NullMarked;
