/** Finds annotated handler methods among beans, and calls them. For the auto-configuration. */
@NullMarked
package io.bisocket.spring.handler;

import org.jspecify.annotations.NullMarked;
