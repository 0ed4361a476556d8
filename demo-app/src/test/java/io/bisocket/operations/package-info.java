/** What an operator reads over HTTP. */
@NullMarked
package io.bisocket.operations;

import org.jspecify.annotations.NullMarked;
