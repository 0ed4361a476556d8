/** For tests of applications that use bisocket: assertions, and what was received. */
@NullMarked
package io.bisocket.test;

import org.jspecify.annotations.NullMarked;
