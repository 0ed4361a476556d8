/** Clients of the server as Spring Security sees them. */
@NullMarked
package io.bisocket.spring.security;

import org.jspecify.annotations.NullMarked;
