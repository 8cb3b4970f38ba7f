/// The registry: what each plan held true of the world, and when it was known. Nothing is edited;
/// what is known now ends what was known before.
@NullMarked
package org.wasl.numbering.registering;

import org.jspecify.annotations.NullMarked;
