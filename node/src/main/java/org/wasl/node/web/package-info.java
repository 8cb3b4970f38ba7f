/// The console's edge: Spring Boot, security, the pages of the node itself.
@NullMarked
package org.wasl.node.web;

import org.jspecify.annotations.NullMarked;
