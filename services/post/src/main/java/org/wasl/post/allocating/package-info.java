/// Giving out the serial numbers of identifiers: ranges to a country, blocks to offices that work
/// offline, and none twice within its rest.
@NullMarked
package org.wasl.post.allocating;

import org.jspecify.annotations.NullMarked;
