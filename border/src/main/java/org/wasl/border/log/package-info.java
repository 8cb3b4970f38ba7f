/// The append-only tree (RFC 6962): hashes, frontier, proofs, tiles.
@NullMarked
package org.wasl.border.log;

import org.jspecify.annotations.NullMarked;
