/** An application that calls through the interface of the documentation. */
@NullMarked
package io.bisocket.docs.calling;

import org.jspecify.annotations.NullMarked;
