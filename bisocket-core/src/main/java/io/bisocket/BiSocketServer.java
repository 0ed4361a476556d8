package io.bisocket;

import io.bisocket.internal.server.DefaultServerBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A server that listens for clients, hands their requests to handlers, and can address them itself.
 * Thread-safe.
 */
public interface BiSocketServer extends ConnectedClients, AutoCloseable {

    /** The port that servers listen on, and clients dial, where no other is set. */
    int DEFAULT_PORT = 65432;

    /** Starts from the defaults. */
    static Builder builder() {
        return new DefaultServerBuilder();
    }

    /** Where the server listens, with the port that it really got. */
    InetSocketAddress address();

    /** The port that the server listens on. */
    default int port() {
        return address().getPort();
    }

    /** The wire formats that clients may speak, such as {@code python/secure}. */
    List<String> dialects();

    /**
     * Accepts these keys from now on, and no others. Sessions whose key is no longer there end at
     * once, those whose key has expired are asked to be replaced, all others go on. The Python
     * format takes the key without a name; if that is another one, connections made with the old
     * one end at once.
     *
     * @return completes when the keys are in force; a passphrase takes about a second
     * @throws CryptoKeyException if the built-in key is asked to leave loopback
     * @throws IllegalArgumentException if the Python format is spoken and no key is without a name
     */
    CompletableFuture<Void> keys(KeyRing keys);

    /** Whether new clients are accepted. */
    boolean isRunning();

    /** The sessions of clients that are connected to this server now; a snapshot. */
    Collection<ClientSession> clients();

    /**
     * Drains and stops: no new connection or request is accepted, those accepted are answered, and
     * clients are told goodbye. What is not done within the drain timeout is cut off.
     *
     * @return completes when everything is closed; never fails. The same future for every call
     */
    CompletableFuture<Void> stop();

    /**
     * As {@link #stop()}, waiting for it; on a thread that the server itself needs for that, which
     * runs a handler, a listener or an event loop, it does not wait. Does nothing the second time.
     */
    @Override
    void close();

    /** Collects a server's settings; not thread-safe. */
    interface Builder extends HandlerRegistry<Builder> {

        /**
         * The address to listen on. Where none is set: all interfaces, but loopback alone while the
         * key is the built-in one.
         */
        Builder address(String host);

        /** The port to listen on, 0 for any free one; 65432 where none is set. */
        Builder port(int port);

        /**
         * Where clients attach every socket after their first, and come back after a lost one: this
         * server's own address where several share the one that clients dial, such as {@code
         * node-1.example:65432} or {@code [::1]:65432}. Where none is set they go where the first
         * one went. In the native format alone.
         *
         * @throws IllegalArgumentException if it is not a host and a port
         */
        Builder advertisedAddress(String address);

        /** The only key; {@link CryptoKey#fromEnvironment()} where none is set. */
        Builder key(CryptoKey key);

        /** The keys; in place of {@link #key}. */
        Builder keys(KeyRing keys);

        /**
         * What both ends call the service, up to 65,535 bytes of UTF-8; empty where none is set. It
         * is not sent: peers that call it otherwise are refused like those with another key.
         */
        Builder serviceName(String name);

        /**
         * How payloads are compressed before they are encrypted, where a message says nothing else;
         * {@link Compression#adaptive()} where none is set. In the native format alone.
         */
        Builder compression(Compression compression);

        /**
         * Speaks the Python format as well, in the mode of {@link Encryption#fromEnvironment()}.
         */
        Builder python();

        /** Speaks the Python format as well, in this mode, with the key that has no name. */
        Builder python(Encryption encryption);

        /**
         * Says who clients are, and refuses some; {@link ClientAuthenticator#byKey()} where none is
         * set.
         */
        Builder authenticator(ClientAuthenticator authenticator);

        /**
         * Runs handlers and callbacks; the server does not shut it down. Where none is set the
         * server has a bounded pool of its own.
         */
        Builder executor(Executor executor);

        /**
         * What to do with a message that the server sends of its own while the client does not read
         * fast enough, where the message does not say; {@link WhenFull#FAIL} where nothing is set.
         */
        Builder pushWhenFull(WhenFull policy);

        /** Told of clients that come and go. May be called several times. */
        Builder listener(ServerListener listener);

        /** TLS under the protocol; none where this is not set. */
        default Builder tls(TlsOptions options) {
            return tls(() -> options);
        }

        /**
         * TLS under the protocol, with options that can change: they are asked for each new
         * connection, on an event loop, so this must not block.
         */
        Builder tls(Supplier<TlsOptions> options);

        /** What carries the bytes; {@link Transport#tcp()} where none is set. */
        Builder transport(Transport transport);

        /** What one peer may cost. */
        Builder limits(Limits limits);

        /** How objects become payloads; JSON where none is set. */
        Builder payloadCodec(PayloadCodec codec);

        /** How long {@link #stop()} waits for accepted requests; 30 s where nothing is set. */
        Builder drainTimeout(Duration timeout);

        /** Whether clients are sent the stack traces of failed handlers; false. */
        Builder sendStackTraces(boolean send);

        /**
         * Starts to listen.
         *
         * @throws CryptoKeyException if the built-in key is asked to leave loopback, or the key is
         *     missing and required
         * @throws BiSocketException if the address cannot be bound
         */
        BiSocketServer start();

        /** As {@link #start()}, without waiting. */
        CompletableFuture<BiSocketServer> startAsync();
    }
}
