/// The command `wasl`: the demonstration, nodes, offline verification, voice by file.
@NullMarked
package org.wasl.cli;

import org.jspecify.annotations.NullMarked;
