/// Holds interchanges against their definitions, finds all that is wrong at once, and answers with
/// CONTRL.
@NullMarked
package org.wasl.post.edi.checking;

import org.jspecify.annotations.NullMarked;
