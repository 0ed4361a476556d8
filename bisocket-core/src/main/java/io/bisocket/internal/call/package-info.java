/** Calls from this end, as those who make them see them; the same for clients and servers. */
@NullMarked
package io.bisocket.internal.call;

import org.jspecify.annotations.NullMarked;
