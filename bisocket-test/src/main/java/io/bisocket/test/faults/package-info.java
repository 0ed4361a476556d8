/** A network that is as bad as a test wants it, when the test wants it. */
@NullMarked
package io.bisocket.test.faults;

import org.jspecify.annotations.NullMarked;
