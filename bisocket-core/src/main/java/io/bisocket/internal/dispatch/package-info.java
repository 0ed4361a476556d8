/** From a method name to its handler. */
@NullMarked
package io.bisocket.internal.dispatch;

import org.jspecify.annotations.NullMarked;
