/** What Spring applications use: the handler annotation, customizers, events. */
@NullMarked
package io.bisocket.spring;

import org.jspecify.annotations.NullMarked;
