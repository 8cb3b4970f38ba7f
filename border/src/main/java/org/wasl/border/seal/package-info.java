/// Signatures on checkpoints and mirrored checkpoints (C2SP signed-note, tlog-checkpoint,
/// tlog-cosignature).
@NullMarked
package org.wasl.border.seal;

import org.jspecify.annotations.NullMarked;
