/**
 * BiSocket/2 as servers and clients speak it: sessions on event loops, and how sockets are attached
 * to them.
 */
@NullMarked
package io.bisocket.internal.v2;

import org.jspecify.annotations.NullMarked;
