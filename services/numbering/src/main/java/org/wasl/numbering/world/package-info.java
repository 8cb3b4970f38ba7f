/// Countries whose plans this node does not hold: what a general library believes, always shown as
/// the less sure source.
@NullMarked
package org.wasl.numbering.world;

import org.jspecify.annotations.NullMarked;
