/// Measurements, each with the command and the machine beside its figure.
@NullMarked
package org.wasl.bench;

import org.jspecify.annotations.NullMarked;
