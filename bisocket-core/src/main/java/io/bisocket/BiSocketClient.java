package io.bisocket;

import io.bisocket.internal.client.DefaultClientBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends messages to one server and receives from it, over two sockets; to the client,
 * the server is its {@link Peer}. Thread-safe: any number of threads may send and request at once.
 */
public interface BiSocketClient extends Peer, AutoCloseable {

    /** Starts from the defaults. */
    static Builder builder() {
        return new DefaultClientBuilder();
    }

    /** Under which id the server knows this client. Stays the same across reconnects. */
    UUID id();

    /**
     * Where the server is, as it was given: the address that is connected, and while none is, the
     * one that was tried last. Not looked up.
     */
    InetSocketAddress serverAddress();

    /** All addresses of servers, as they were given; not looked up. */
    List<InetSocketAddress> serverAddresses();

    /** To which address the send socket is connected; null while there is no connection. */
    @Nullable InetSocketAddress remoteAddress();

    /** Whether both sockets are there. */
    boolean isConnected();

    /** Why there is no connection; null while there is one, and before the first attempt. */
    @Nullable BiSocketException lastError();

    /**
     * Uses this key, which has no name, from now on: opens a session with it while the present one
     * goes on, and closes that when everything asked on it has been answered. Tries again while the
     * server does not take the key; so the server should have it before.
     *
     * @return completes when nothing is under way under the old key any more, so that the server
     *     may forget it; at once while not connected
     * @throws IllegalStateException in the Python format, which keeps the key that it started with
     */
    CompletableFuture<Void> key(CryptoKey key);

    /** As {@link #key(CryptoKey)}, with the key of this name in the server's key ring. */
    CompletableFuture<Void> key(String name, CryptoKey key);

    /**
     * Connects, in one attempt, which tries each address once. Does nothing while connected.
     *
     * @throws HandshakeException if the two ends do not agree; the message says on what
     * @throws ConnectionLostException if the server cannot be reached, or hangs up
     * @throws CryptoKeyException if the built-in key is asked to leave loopback
     */
    void connect();

    /** As {@link #connect()}, without waiting. */
    CompletableFuture<Void> connectAsync();

    /**
     * Connects in the background, and tries all addresses again with the delays of {@link
     * Reconnect} until it succeeds or the client is closed.
     *
     * @return completes with the first connection
     */
    CompletableFuture<Void> start();

    /**
     * Says goodbye and closes, without waiting. Requests sent before are handled by the server
     * first; replies that come until then are delivered. Handlers that run have five seconds.
     *
     * @return completes when both sockets are closed; never fails. The same future for every call
     */
    CompletableFuture<Void> closeAsync();

    /**
     * As {@link #closeAsync()}, waiting for it; in one of the client's own handlers it does not
     * wait. Does nothing the second time.
     */
    @Override
    void close();

    /** Collects a client's settings; not thread-safe. */
    interface Builder extends HandlerRegistry<Builder> {

        /**
         * Where the server is, in place of what was set before; 127.0.0.1, port 65432, where
         * nothing is set. A host may have several addresses, which are tried like those of {@link
         * #addresses(List)}, in the order in which they are looked up.
         */
        Builder address(String host, int port);

        /** As {@link #addresses(List)}. */
        default Builder addresses(String... addresses) {
            return addresses(List.of(addresses));
        }

        /**
         * Where servers are that can take each other's place, such as {@code node-1.example:65432}
         * or {@code [::1]:65432}. An address that does not take the client is followed by the next
         * one at once, each with its own {@code connect-timeout}; only when all have failed the
         * client waits. The address whose connection was lost is tried last.
         *
         * <p>A session belongs to one server. While it may be resumed its lost sockets are attached
         * there; another server is given a new session.
         *
         * @param addresses host and port each; those that occur twice count once
         * @throws IllegalArgumentException if there is none, or if one is no address
         */
        Builder addresses(List<String> addresses);

        /** In which order addresses are tried; {@link AddressOrder#AS_GIVEN} if none is set. */
        Builder addressOrder(AddressOrder order);

        /** The key; {@link CryptoKey#fromEnvironment()} where none is set. */
        Builder key(CryptoKey key);

        /** The key, and its name in the server's key ring. */
        Builder key(String name, CryptoKey key);

        /**
         * What both ends call the service, up to 65,535 bytes of UTF-8; empty where none is set. It
         * is not sent: a server that calls it otherwise refuses like one with another key.
         */
        Builder serviceName(String name);

        /**
         * How payloads are compressed before they are encrypted, where a message says nothing else;
         * {@link Compression#adaptive()} where none is set. In the native format alone.
         */
        Builder compression(Compression compression);

        /**
         * Speaks the Python format, and not the native one, in the mode of {@link
         * Encryption#fromEnvironment()}.
         */
        Builder python();

        /** Speaks the Python format, and not the native one, in this mode. */
        Builder python(Encryption encryption);

        /** Under which id the server knows this client; a random one where none is set. */
        Builder id(UUID id);

        /**
         * Receives what no pending request waits for, and what the server sends to methods without
         * a handler of their own.
         */
        Builder onReceive(MessageReceiver receiver);

        /** Told of connections made and lost. May be called several times. */
        Builder listener(ClientListener listener);

        /** How the client comes back after a lost connection. */
        Builder reconnect(Reconnect reconnect);

        /** How long a request waits for its reply where it does not say; 30 s. */
        Builder requestTimeout(Duration timeout);

        /**
         * Runs handlers, the receiver, callbacks and the completion of futures; the client does not
         * shut it down. Where none is set the client has a bounded pool of its own.
         */
        Builder executor(Executor executor);

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

        /** What the peer may cost. */
        Builder limits(Limits limits);

        /** How objects become payloads; JSON where none is set. */
        Builder payloadCodec(PayloadCodec codec);

        /** A client that is not connected yet. */
        BiSocketClient build();

        /**
         * A connected client.
         *
         * @throws BiSocketException as {@link BiSocketClient#connect()} does
         */
        BiSocketClient connect();

        /** As {@link #connect()}, without waiting. */
        CompletableFuture<BiSocketClient> connectAsync();
    }
}
