/// The node's PostgreSQL: its own, started beside it, or an external one.
@NullMarked
package org.wasl.node.database;

import org.jspecify.annotations.NullMarked;
