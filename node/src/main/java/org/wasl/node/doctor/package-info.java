/// What is wrong with a node, and what to do.
@NullMarked
package org.wasl.node.doctor;

import org.jspecify.annotations.NullMarked;
