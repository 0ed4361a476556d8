package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.AddressOrder;
import io.bisocket.Compression;
import io.bisocket.Execution;
import io.bisocket.TlsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of bisocket.
 *
 * @param cryptoKey Key that both ends share, such as 'openssl rand -hex 32' prints. When missing or
 *     blank, that of the environment variable CRYPTO_KEY, and without that a built-in one that
 *     everybody knows and that works on loopback alone.
 * @param requireKey Whether a missing key stops the start: true (also 1, yes, on, require,
 *     required) or false (also 0, no, off).
 * @param keys Further keys by name, so that keys can be replaced one client after the other, or be
 *     different for each client. With any, there is no built-in key.
 * @param serviceName What both ends call the service. It is not sent: peers that call it otherwise
 *     are refused like those with another key. Not for the Python format.
 * @param compression How payloads are compressed before they are encrypted. Not for the Python
 *     format.
 * @param eventLoops The threads that do the network's work.
 * @param server The server.
 * @param client The client. Null where nothing is set of it: most servers have none, and binding
 *     its defaults takes as long as those of the server.
 * @param clients Further clients by name, each with the properties of bisocket.client, from where a
 *     client has what it does not set itself, all but enabled, host, port, addresses and id.
 */
@ConfigurationProperties("bisocket")
public record BiSocketProperties(
        @Nullable String cryptoKey,
        @Nullable String requireKey,
        @DefaultValue Map<String, NamedKey> keys,
        @DefaultValue("") String serviceName,
        @DefaultValue Packing compression,
        @DefaultValue EventLoops eventLoops,
        @DefaultValue Server server,
        @Nullable Client client,
        @DefaultValue Map<String, Client> clients) {

    /**
     * A key with a name, which its clients name as well.
     *
     * @param cryptoKey The key.
     * @param notAfter Last moment at which the key opens sessions, such as 2030-01-31T12:00:00Z. By
     *     default there is no end.
     * @param clients Client ids (UUIDs) for which the key may speak. By default any.
     * @param authorities Authorities of its holders, where there is Spring Security.
     */
    public record NamedKey(
            @Nullable String cryptoKey,
            @Nullable Instant notAfter,
            @Nullable Set<UUID> clients,
            @Nullable List<String> authorities) {

        /** Without the key. */
        @Override
        public String toString() {
            return "NamedKey[notAfter=%s, clients=%s]".formatted(notAfter, clients);
        }
    }

    /**
     * How payloads are compressed.
     *
     * @param method Way to compress: adaptive takes what suits the payload and the link; zstd needs
     *     com.github.luben:zstd-jni.
     * @param threshold Payloads below this size go as they are.
     */
    public record Packing(
            @DefaultValue("adaptive") Compression.Method method,
            @DefaultValue("64KB") DataSize threshold) {}

    /**
     * The threads that do the network's work, of the server and of all clients.
     *
     * @param spin How long they look for work before they sleep, up to 1 s. Some 1ms gives less
     *     latency where processors are idle at both ends, and takes up to half of them.
     */
    public record EventLoops(@DefaultValue("0s") Duration spin) {}

    /**
     * The server.
     *
     * @param enabled Whether there is a server. By default there is one if a bean has a handler
     *     method, or if there is a customizer of the server.
     * @param address Address to listen on. By default all interfaces, but loopback alone while the
     *     key is the built-in one.
     * @param port Port to listen on; 0 for any free one.
     * @param advertisedAddress Where clients attach every socket after their first, such as
     *     node-1.example:65432: this server's own address where several share the one that clients
     *     dial. By default where the first one went. In the native format alone.
     * @param drainTimeout How long a stop waits for requests that were accepted.
     * @param execution In which order the requests of one client are handled. By default side by
     *     side, but one after the other in the Python format.
     * @param sendStackTraces Whether clients are sent the stack traces of handlers that failed.
     * @param ssl TLS under the protocol.
     * @param python The format of the Python package.
     * @param limits What one peer may cost.
     */
    public record Server(
            @Nullable Boolean enabled,
            @Nullable String address,
            @DefaultValue("65432") int port,
            @Nullable String advertisedAddress,
            @DefaultValue("30s") Duration drainTimeout,
            @Nullable Execution execution,
            @DefaultValue("false") boolean sendStackTraces,
            @DefaultValue ServerSsl ssl,
            @DefaultValue PythonServer python,
            @DefaultValue ServerLimits limits) {}

    /**
     * TLS under the protocol, on the server.
     *
     * @param bundle Name of the SSL bundle with the server's certificate. There is TLS where this
     *     is set; clients without TLS are refused then.
     * @param clientAuth Whether clients show a certificate: none, want or need.
     */
    public record ServerSsl(
            @Nullable String bundle, @DefaultValue("none") TlsOptions.ClientAuth clientAuth) {}

    /**
     * The format of the Python package, on the server.
     *
     * @param enabled Whether peers that speak the format of the Python package may connect as well,
     *     with the key that has no name.
     * @param encryption How frames are protected: secure, faster or off, as at the other end. By
     *     default the environment variable BISOCKET_ENCRYPTION, else secure.
     */
    public record PythonServer(
            @DefaultValue("false") boolean enabled, @Nullable String encryption) {}

    /**
     * What one peer of the server may cost.
     *
     * @param maxMessageSize Largest message, as it stands on the wire; at most 1 GB.
     * @param maxHandshakeSize Largest first frame of a socket.
     * @param handshakeTimeout How long an accepted socket may take to say whose it is.
     * @param pairingTimeout How long one socket of a client waits for the other.
     * @param frameTimeout How long a frame may take from its first to its last byte.
     * @param writeTimeout How long a client may read nothing while something waits for it.
     * @param resumeWindow How long a session outlives each of its sockets.
     * @param maxConnections Sockets in all; each client has two.
     * @param maxConnectionsPerAddress Sockets from one address that is not loopback.
     * @param maxPendingConnections Sockets that have not said whose they are, in all.
     * @param maxPendingConnectionsPerAddress Sockets that have not said whose they are, from one
     *     address that is not loopback.
     * @param maxQueuedRequests Requests of one client that wait or run; its socket is not read
     *     beyond that.
     * @param maxQueuedBytes Payload bytes of one client's requests that wait or run; its socket is
     *     not read beyond that.
     * @param maxOutboxBytes What may wait to be sent to one client.
     * @param maxBufferedBytes What all clients together may have on its way in; beyond it calls are
     *     refused as overloaded. By default a quarter of the heap.
     * @param maxSessionAttributes Attributes that the session of one client may have.
     * @param maxSessionGroups Groups that the session of one client may be in.
     */
    public record ServerLimits(
            @DefaultValue("16MB") DataSize maxMessageSize,
            @DefaultValue("1KB") DataSize maxHandshakeSize,
            @DefaultValue("10s") Duration handshakeTimeout,
            @DefaultValue("10s") Duration pairingTimeout,
            @DefaultValue("30s") Duration frameTimeout,
            @DefaultValue("30s") Duration writeTimeout,
            @DefaultValue("15s") Duration resumeWindow,
            @DefaultValue("10000") int maxConnections,
            @DefaultValue("2000") int maxConnectionsPerAddress,
            @DefaultValue("128") int maxPendingConnections,
            @DefaultValue("16") int maxPendingConnectionsPerAddress,
            @DefaultValue("256") int maxQueuedRequests,
            @DefaultValue("4MB") DataSize maxQueuedBytes,
            @DefaultValue("16MB") DataSize maxOutboxBytes,
            @Nullable DataSize maxBufferedBytes,
            @DefaultValue("64") int maxSessionAttributes,
            @DefaultValue("64") int maxSessionGroups) {}

    /**
     * The client.
     *
     * @param enabled Whether there is a client, given that its host or addresses are set.
     * @param host Host of the server to connect to. There is a client where this is set, or the
     *     addresses.
     * @param port Port of the server to connect to.
     * @param addresses Several servers that can take each other's place, instead of host and port:
     *     each a host and a port, such as node-1.example:65432. One that does not take the client
     *     is followed by the next one at once.
     * @param addressOrder In which order addresses are tried: as given, or each client in an order
     *     of its own.
     * @param protocol Format to speak.
     * @param keyName Name of the key to use, one of bisocket.keys. By default the key that has no
     *     name.
     * @param id Under which id the server knows this client. By default a random one for each start
     *     of the application.
     * @param requestTimeout How long a request waits for its reply where it does not say.
     * @param failFast Whether the start of the application fails if the server cannot be reached.
     * @param ssl TLS under the protocol.
     * @param python The format of the Python package.
     * @param reconnect How the client comes back after a lost connection.
     * @param limits What the server may cost.
     */
    public record Client(
            @DefaultValue("true") boolean enabled,
            @Nullable String host,
            @DefaultValue("65432") int port,
            @Nullable List<String> addresses,
            @DefaultValue("as-given") AddressOrder addressOrder,
            @DefaultValue("native") Protocol protocol,
            @Nullable String keyName,
            @Nullable UUID id,
            @DefaultValue("30s") Duration requestTimeout,
            @DefaultValue("false") boolean failFast,
            @DefaultValue ClientSsl ssl,
            @DefaultValue PythonClient python,
            @DefaultValue ReconnectDelays reconnect,
            @DefaultValue ClientLimits limits) {}

    /**
     * TLS under the protocol, on the client.
     *
     * @param bundle Name of the SSL bundle that says which servers to trust, and may hold a
     *     certificate of the client. There is TLS where this is set.
     * @param verifyHostname Whether the server's certificate has to name the host that the client
     *     connects to.
     */
    public record ClientSsl(
            @Nullable String bundle, @DefaultValue("true") boolean verifyHostname) {}

    /** A format that a client can speak. */
    public enum Protocol {
        /** BiSocket/2, between Java peers. */
        NATIVE,
        /** That of the Python package. */
        PYTHON
    }

    /**
     * The format of the Python package, on the client.
     *
     * @param encryption How frames are protected: secure, faster or off, as at the other end. By
     *     default the environment variable BISOCKET_ENCRYPTION, else secure.
     */
    public record PythonClient(@Nullable String encryption) {}

    /**
     * How the client comes back.
     *
     * @param enabled Whether the client comes back after a lost connection, and tries again after a
     *     first one that failed.
     * @param initial First delay. Each further one doubles, less a random part of up to a half.
     * @param maximum Longest delay.
     */
    public record ReconnectDelays(
            @DefaultValue("true") boolean enabled,
            @Nullable Duration initial,
            @Nullable Duration maximum) {}

    /**
     * What the server may cost its client.
     *
     * @param maxMessageSize Largest message, as it stands on the wire; at most 1 GB.
     * @param connectTimeout How long connecting to one address may take, handshake included.
     * @param frameTimeout How long a frame may take from its first to its last byte.
     * @param writeTimeout How long the server may read nothing while something waits for it.
     * @param resumeWindow How long a session outlives each of its sockets, before another one is
     *     opened, at another address if there are several.
     * @param maxQueuedRequests Messages that wait for the receiver; the socket is not read beyond
     *     that.
     * @param maxQueuedBytes Payload bytes that wait for the receiver; the socket is not read beyond
     *     that.
     * @param maxOutboxBytes What may wait to be sent.
     * @param maxBufferedBytes What may be on its way in; beyond it calls are refused as overloaded.
     *     By default a quarter of the heap.
     */
    public record ClientLimits(
            @DefaultValue("16MB") DataSize maxMessageSize,
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("30s") Duration frameTimeout,
            @DefaultValue("30s") Duration writeTimeout,
            @DefaultValue("15s") Duration resumeWindow,
            @DefaultValue("256") int maxQueuedRequests,
            @DefaultValue("4MB") DataSize maxQueuedBytes,
            @DefaultValue("16MB") DataSize maxOutboxBytes,
            @Nullable DataSize maxBufferedBytes) {}

    /** Without the keys. */
    @Override
    public String toString() {
        return "BiSocketProperties[server=%s, client=%s]".formatted(server, client);
    }
}
