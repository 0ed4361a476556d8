package io.bisocket.internal.python;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.session.BuiltInKey;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The Python format as a client speaks it. One replay memory serves all of its connections. */
public final class PythonClientDialect implements ClientDialect {

    private static final Duration GOODBYE_TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] NOTHING = {};

    private final PythonCodec codec;
    private final Limits limits;
    private final Duration goodbyeTimeout;
    private final boolean loopbackOnly;

    /**
     * @param encryption the mode
     * @param key the key; not used by {@link Encryption#OFF}
     */
    public PythonClientDialect(Encryption encryption, CryptoKey key, Limits limits) {
        this(encryption, key, limits, GOODBYE_TIMEOUT);
    }

    PythonClientDialect(
            Encryption encryption, CryptoKey key, Limits limits, Duration goodbyeTimeout) {
        boolean encrypts = encryption != Encryption.OFF;
        this.codec = PythonCodecs.of(encryption, encrypts ? key.exposeSha256() : null);
        this.limits = limits;
        this.goodbyeTimeout = goodbyeTimeout;
        this.loopbackOnly = encrypts && key.isBuiltIn();
        if (loopbackOnly) {
            BuiltInKey.warnOnce();
        }
        if (!encrypts) {
            Plaintext.warnOnce();
        }
    }

    @Override
    public String name() {
        return name(codec);
    }

    static String name(PythonCodec codec) {
        return "python/" + codec.encryption().wireName();
    }

    @Override
    public boolean loopbackOnly() {
        return loopbackOnly;
    }

    @Override
    public void checkMethod(String method) {
        if (method.isEmpty()) {
            throw new IllegalArgumentException("a method name must not be empty");
        }
        if (method.equals(PythonMarkers.CLOSE_METHOD)) {
            throw new IllegalArgumentException(
                    "the method name 'close' is reserved: the Python format says goodbye with it");
        }
        new PythonRequest(method, "", NOTHING).encode();
    }

    @Override
    public void key(@Nullable String name, CryptoKey key) {
        throw new IllegalStateException(
                "a client of the Python format keeps the key that it was built with");
    }

    @Override
    public CompletableFuture<Link> connect(
            Connector connector, UUID clientId, LinkListener listener) {
        return new PythonClientHandshake(
                        connector, clientId, codec, limits, goodbyeTimeout, listener)
                .start();
    }
}
