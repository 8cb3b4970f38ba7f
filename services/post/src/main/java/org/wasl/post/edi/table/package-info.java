/// Messages as data: which segments, groups, elements, formats and codes a message consists of,
/// read from tables that can be replaced without code.
@NullMarked
package org.wasl.post.edi.table;

import org.jspecify.annotations.NullMarked;
