/** The public API of bisocket: two-way messaging over two sockets per client. */
@NullMarked
package io.bisocket;

import org.jspecify.annotations.NullMarked;
