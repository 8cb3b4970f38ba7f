/// The border's stores: PostgreSQL for nodes, memory for the twin and for tests, under one
/// contract.
@NullMarked
package org.wasl.border.store;

import org.jspecify.annotations.NullMarked;
