/// A plan as switches need it: leading digits to analyse and what to do with them.
@NullMarked
package org.wasl.numbering.routing;

import org.jspecify.annotations.NullMarked;
