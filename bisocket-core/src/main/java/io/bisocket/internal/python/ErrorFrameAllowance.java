package io.bisocket.internal.python;

import io.bisocket.internal.transport.TokenBucket;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a server says in plain text that it could not read a handshake, in all and to one
 * address: a mistaken user learns of it, and whoever tries out keys or modes gets little from it.
 * Thread-safe.
 */
final class ErrorFrameAllowance {

    static final int BURST = 100;
    static final int BURST_PER_ADDRESS = 10;
    private static final int PER_SECOND = 50;
    private static final int PER_SECOND_AND_ADDRESS = 2;
    private static final int ADDRESSES = 1024;

    private final TokenBucket all = new TokenBucket(PER_SECOND, BURST);
    private final Map<InetAddress, TokenBucket> byAddress =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, TokenBucket> eldest) {
                    return size() > ADDRESSES;
                }
            };

    synchronized boolean permits(InetAddress address) {
        TokenBucket own =
                byAddress.computeIfAbsent(
                        address, key -> new TokenBucket(PER_SECOND_AND_ADDRESS, BURST_PER_ADDRESS));
        return own.tryTake() && all.tryTake();
    }
}
