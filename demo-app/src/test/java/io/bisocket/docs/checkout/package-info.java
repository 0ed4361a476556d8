/** An application with the client that the documentation shows. */
@NullMarked
package io.bisocket.docs.checkout;

import org.jspecify.annotations.NullMarked;
