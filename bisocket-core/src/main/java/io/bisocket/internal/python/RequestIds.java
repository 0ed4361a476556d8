package io.bisocket.internal.python;

import io.bisocket.RequestId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Request ids of one connection, in the form of random UUIDs. The first is one; the others count on
 * from it, which costs no random numbers: they only have to differ. Thread-safe.
 */
final class RequestIds {

    private static final long VARIANT_MASK = 3L << 62;
    private static final long VARIANT = 1L << 63;

    private final UUID first = UUID.randomUUID();
    private final AtomicLong next = new AtomicLong(first.getLeastSignificantBits());

    RequestId next() {
        long low = (next.getAndIncrement() & ~VARIANT_MASK) | VARIANT;
        return new RequestId(new UUID(first.getMostSignificantBits(), low).toString());
    }
}
