/// EDIFACT (ISO 9735, syntax versions 3 and 4): its service characters, character sets, segments,
/// interchanges, and what is wrong with them and where.
@NullMarked
package org.wasl.post.edi;

import org.jspecify.annotations.NullMarked;
