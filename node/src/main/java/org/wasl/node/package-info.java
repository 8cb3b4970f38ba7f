/// One country's server: database, border, services, console, assembled from its configuration.
@NullMarked
package org.wasl.node;

import org.jspecify.annotations.NullMarked;
