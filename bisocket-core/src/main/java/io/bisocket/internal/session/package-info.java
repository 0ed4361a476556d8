/** What clients and servers have in common below the API: workers, lanes, the payload codec. */
@NullMarked
package io.bisocket.internal.session;

import org.jspecify.annotations.NullMarked;
