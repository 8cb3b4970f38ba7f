/// The words of numbering: numbers in E.164 form and the dated national plans.
@NullMarked
package org.wasl.numbering;

import org.jspecify.annotations.NullMarked;
