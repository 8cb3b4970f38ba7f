/// The accounts of two posts for the mail they exchange: CN 55 by month and dispatch, CN 61 by
/// period, CN 52 over all mail.
@NullMarked
package org.wasl.post.accounting;

import org.jspecify.annotations.NullMarked;
