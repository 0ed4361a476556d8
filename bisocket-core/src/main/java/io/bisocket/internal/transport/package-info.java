/** Netty: event loops, sockets, admission. */
@NullMarked
package io.bisocket.internal.transport;

import org.jspecify.annotations.NullMarked;
