/** Interfaces whose methods are calls: finds them, and makes beans of them that call. */
@NullMarked
package io.bisocket.spring.exchange;

import org.jspecify.annotations.NullMarked;
