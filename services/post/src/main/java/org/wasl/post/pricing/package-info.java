/// What a post asks of those who send: prices by service, country and weight.
@NullMarked
package org.wasl.post.pricing;

import org.jspecify.annotations.NullMarked;
