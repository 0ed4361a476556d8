/** An application, and tests of it as {@code docs/testing.md} shows them. */
@NullMarked
package io.bisocket.docs.quotes;

import org.jspecify.annotations.NullMarked;
