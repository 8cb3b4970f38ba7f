/// Makes mail up, with what is wrong with it, for demonstrations, training and tests.
@NullMarked
package org.wasl.post.generation;

import org.jspecify.annotations.NullMarked;
