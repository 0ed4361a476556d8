/** Auto-configuration for bisocket servers and clients. */
@NullMarked
package io.bisocket.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
