/// What a number is, in any plan, at any moment.
@NullMarked
package org.wasl.numbering.classifying;

import org.jspecify.annotations.NullMarked;
