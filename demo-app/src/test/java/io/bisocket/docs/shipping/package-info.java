/** An application with the several clients that the documentation shows. */
@NullMarked
package io.bisocket.docs.shipping;

import org.jspecify.annotations.NullMarked;
