package io.bisocket.test;

import io.bisocket.MessageSpec;
import io.bisocket.Peer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a peer: each describes a call, which the next assertion makes. */
public final class PeerAssert extends AbstractAssert<PeerAssert, Peer> {

    PeerAssert(Peer peer) {
        super(peer, PeerAssert.class);
    }

    /** A request without a payload. */
    public CallAssert request(String method) {
        return call(method, spec -> spec);
    }

    /** A request with this payload. */
    public CallAssert request(String method, byte[] payload) {
        return call(method, spec -> spec.payload(payload));
    }

    /** A request with this text, as UTF-8. */
    public CallAssert request(String method, String text) {
        return call(method, spec -> spec.payload(text));
    }

    /** A request with what the payload codec makes of this value. */
    public CallAssert request(String method, Object value) {
        return call(method, spec -> spec.payload(value));
    }

    /** A request with headers, a timeout or whatever else a message may have. */
    public CallAssert call(String method, UnaryOperator<MessageSpec> described) {
        isNotNull();
        return new CallAssert(method, described.apply(actual.method(method)));
    }
}
