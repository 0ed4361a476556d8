package io.bisocket;

import java.time.Duration;

/**
 * What one peer may cost. Sizes are in bytes. Errors at a limit name it by the last part of its
 * Spring property, such as {@code max-message-size}.
 *
 * @param maxMessageSize the largest message, as it stands on the wire and unpacked; 16 MiB
 * @param maxHandshakeSize the largest first frame of a socket; 1 KiB
 * @param connectTimeout how long a client's connecting may take, handshake included; 10 s
 * @param handshakeTimeout how long an accepted socket may take to say whose it is; 10 s
 * @param pairingTimeout how long one socket of a client waits for the other; 10 s
 * @param frameTimeout how long a frame may take from its first to its last byte; 30 s
 * @param writeTimeout how long a peer may read nothing while something waits for it; 30 s
 * @param resumeWindow how long a session of the native format outlives each of its sockets; 15 s
 * @param maxConnections sockets in all; 10,000
 * @param maxConnectionsPerAddress sockets from one address that is not loopback; 2,000
 * @param maxPendingConnections sockets that have not said whose they are, in all; 128
 * @param maxPendingConnectionsPerAddress the same, from one address that is not loopback; further
 *     ones wait unread for their turn; 16
 * @param maxQueuedRequests requests of one client that wait or run; its socket is not read beyond
 *     that; 256
 * @param maxQueuedBytes the same in bytes of payload; 4 MiB
 * @param maxOutboxBytes what may wait to be sent to one peer; a single message is always admitted;
 *     16 MiB
 * @param maxBufferedBytes what all peers together may have on its way in, in messages of more than
 *     a record; beyond it calls are refused as overloaded; a quarter of the heap
 * @param maxSessionAttributes attributes that a session may have; 64
 * @param maxSessionGroups groups that a session may be in; 64
 */
public record Limits(
        int maxMessageSize,
        int maxHandshakeSize,
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration pairingTimeout,
        Duration frameTimeout,
        Duration writeTimeout,
        Duration resumeWindow,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxPendingConnections,
        int maxPendingConnectionsPerAddress,
        int maxQueuedRequests,
        int maxQueuedBytes,
        int maxOutboxBytes,
        long maxBufferedBytes,
        int maxSessionAttributes,
        int maxSessionGroups) {

    private static final int MIB = 1024 * 1024;
    private static final int LARGEST_MESSAGE = 1024 * MIB;

    public Limits {
        positive("max-message-size", maxMessageSize);
        if (maxMessageSize > LARGEST_MESSAGE) {
            throw new IllegalArgumentException(
                    "max-message-size must be at most %d (1 GiB) but was %d"
                            .formatted(LARGEST_MESSAGE, maxMessageSize));
        }
        positive("max-handshake-size", maxHandshakeSize);
        positive("connect-timeout", connectTimeout);
        positive("handshake-timeout", handshakeTimeout);
        positive("pairing-timeout", pairingTimeout);
        positive("frame-timeout", frameTimeout);
        positive("write-timeout", writeTimeout);
        positive("resume-window", resumeWindow);
        positive("max-connections", maxConnections);
        positive("max-connections-per-address", maxConnectionsPerAddress);
        positive("max-pending-connections", maxPendingConnections);
        positive("max-pending-connections-per-address", maxPendingConnectionsPerAddress);
        positive("max-queued-requests", maxQueuedRequests);
        positive("max-queued-bytes", maxQueuedBytes);
        positive("max-outbox-bytes", maxOutboxBytes);
        positive("max-buffered-bytes", maxBufferedBytes);
        positive("max-session-attributes", maxSessionAttributes);
        positive("max-session-groups", maxSessionGroups);
    }

    /** The limits that hold where nothing else is said. */
    public static Limits defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static void positive(String setting, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "%s must be more than zero but was %d".formatted(setting, value));
        }
    }

    private static void positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "%s must be more than zero but was %s".formatted(setting, value));
        }
    }

    /** Collects limits; not thread-safe. What is not set keeps its default. */
    public static final class Builder {

        private int maxMessageSize = 16 * MIB;
        private int maxHandshakeSize = 1024;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration handshakeTimeout = Duration.ofSeconds(10);
        private Duration pairingTimeout = Duration.ofSeconds(10);
        private Duration frameTimeout = Duration.ofSeconds(30);
        private Duration writeTimeout = Duration.ofSeconds(30);
        private Duration resumeWindow = Duration.ofSeconds(15);
        private int maxConnections = 10_000;
        private int maxConnectionsPerAddress = 2_000;
        private int maxPendingConnections = 128;
        private int maxPendingConnectionsPerAddress = 16;
        private int maxQueuedRequests = 256;
        private int maxQueuedBytes = 4 * MIB;
        private int maxOutboxBytes = 16 * MIB;
        private long maxBufferedBytes = Runtime.getRuntime().maxMemory() / 4;
        private int maxSessionAttributes = 64;
        private int maxSessionGroups = 64;

        private Builder() {}

        public Builder maxMessageSize(int bytes) {
            this.maxMessageSize = bytes;
            return this;
        }

        public Builder maxHandshakeSize(int bytes) {
            this.maxHandshakeSize = bytes;
            return this;
        }

        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        public Builder handshakeTimeout(Duration timeout) {
            this.handshakeTimeout = timeout;
            return this;
        }

        public Builder pairingTimeout(Duration timeout) {
            this.pairingTimeout = timeout;
            return this;
        }

        public Builder frameTimeout(Duration timeout) {
            this.frameTimeout = timeout;
            return this;
        }

        public Builder writeTimeout(Duration timeout) {
            this.writeTimeout = timeout;
            return this;
        }

        public Builder resumeWindow(Duration window) {
            this.resumeWindow = window;
            return this;
        }

        public Builder maxConnections(int sockets) {
            this.maxConnections = sockets;
            return this;
        }

        public Builder maxConnectionsPerAddress(int sockets) {
            this.maxConnectionsPerAddress = sockets;
            return this;
        }

        public Builder maxPendingConnections(int sockets) {
            this.maxPendingConnections = sockets;
            return this;
        }

        public Builder maxPendingConnectionsPerAddress(int sockets) {
            this.maxPendingConnectionsPerAddress = sockets;
            return this;
        }

        public Builder maxQueuedRequests(int requests) {
            this.maxQueuedRequests = requests;
            return this;
        }

        public Builder maxQueuedBytes(int bytes) {
            this.maxQueuedBytes = bytes;
            return this;
        }

        public Builder maxOutboxBytes(int bytes) {
            this.maxOutboxBytes = bytes;
            return this;
        }

        public Builder maxBufferedBytes(long bytes) {
            this.maxBufferedBytes = bytes;
            return this;
        }

        public Builder maxSessionAttributes(int attributes) {
            this.maxSessionAttributes = attributes;
            return this;
        }

        public Builder maxSessionGroups(int groups) {
            this.maxSessionGroups = groups;
            return this;
        }

        /**
         * The limits.
         *
         * @throws IllegalArgumentException if one is not more than zero; the message names it
         */
        public Limits build() {
            return new Limits(
                    maxMessageSize,
                    maxHandshakeSize,
                    connectTimeout,
                    handshakeTimeout,
                    pairingTimeout,
                    frameTimeout,
                    writeTimeout,
                    resumeWindow,
                    maxConnections,
                    maxConnectionsPerAddress,
                    maxPendingConnections,
                    maxPendingConnectionsPerAddress,
                    maxQueuedRequests,
                    maxQueuedBytes,
                    maxOutboxBytes,
                    maxBufferedBytes,
                    maxSessionAttributes,
                    maxSessionGroups);
        }
    }
}
