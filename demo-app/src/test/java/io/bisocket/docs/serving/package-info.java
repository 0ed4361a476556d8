/** An application that implements the interface of the documentation. */
@NullMarked
package io.bisocket.docs.serving;

import org.jspecify.annotations.NullMarked;
