package io.bisocket.test;

import io.bisocket.Peer;

/**
 * Entry to assertions about peers.
 *
 * <pre>{@code
 * assertThat(client)
 *         .request("order.place", new Order("tea", 2))
 *         .repliesWith(Receipt.class)
 *         .isEqualTo(new Receipt("tea", 6));
 * assertThat(client).request("order.plaice").failsWith(ErrorCode.NO_HANDLER);
 * }</pre>
 */
public final class BiSocketAssertions {

    private BiSocketAssertions() {}

    /** Assertions about what a peer answers: a client's server, or a server's client. */
    public static PeerAssert assertThat(Peer peer) {
        return new PeerAssert(peer);
    }
}
