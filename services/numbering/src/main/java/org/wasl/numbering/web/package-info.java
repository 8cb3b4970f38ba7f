/// The pages of numbering, the public check, and the interface for programs.
@NullMarked
package org.wasl.numbering.web;

import org.jspecify.annotations.NullMarked;
