/// Hostile input for every decoder: targets that a fuzzer drives, and the seeds it starts from.
@NullMarked
package org.wasl.fuzz;

import org.jspecify.annotations.NullMarked;
