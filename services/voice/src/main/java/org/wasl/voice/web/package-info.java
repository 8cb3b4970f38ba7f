/// The pages of voice.
@NullMarked
package org.wasl.voice.web;

import org.jspecify.annotations.NullMarked;
