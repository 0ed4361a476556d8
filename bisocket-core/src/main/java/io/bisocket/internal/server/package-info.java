/** The server behind the public interface. */
@NullMarked
package io.bisocket.internal.server;

import org.jspecify.annotations.NullMarked;
