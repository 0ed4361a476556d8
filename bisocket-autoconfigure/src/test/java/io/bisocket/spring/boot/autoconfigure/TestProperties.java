package io.bisocket.spring.boot.autoconfigure;

/** Properties that make tests independent of the machine. */
final class TestProperties {

    /** No key, no encryption and no port of the machine's environment; loopback. */
    static final String[] NEUTRAL = {
        "CRYPTO_KEY=",
        "BISOCKET_ENCRYPTION=",
        "bisocket.crypto-key=",
        "bisocket.require-key=false",
        "bisocket.server.address=127.0.0.1",
        "bisocket.server.port=0"
    };

    private TestProperties() {}
}
