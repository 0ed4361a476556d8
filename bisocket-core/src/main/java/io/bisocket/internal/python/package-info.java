/**
 * The Python wire format, whole: framing, the codecs of its three modes, and what a body carries.
 */
@NullMarked
package io.bisocket.internal.python;

import org.jspecify.annotations.NullMarked;
