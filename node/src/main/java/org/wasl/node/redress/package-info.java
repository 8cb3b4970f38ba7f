/// Requests of people about their own data, and what became of them.
@NullMarked
package org.wasl.node.redress;

import org.jspecify.annotations.NullMarked;
