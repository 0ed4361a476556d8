/** An application with the server that the documentation shows. */
@NullMarked
package io.bisocket.docs.shop;

import org.jspecify.annotations.NullMarked;
