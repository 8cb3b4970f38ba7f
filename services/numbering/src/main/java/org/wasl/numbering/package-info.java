/// The words of numbering: numbers in E.164 form, ranges of codes, and what a national plan holds
/// true of them and when.
@NullMarked
package org.wasl.numbering;

import org.jspecify.annotations.NullMarked;
