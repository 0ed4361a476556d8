package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.ClientListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log lines about a client's connection: when it is there, lost and back, and while it cannot be
 * made why, after a minute, after two more, and so on up to an hour. Called for one event after the
 * other.
 */
final class ConnectionLog implements ClientListener {

    private static final Logger log = LoggerFactory.getLogger(ConnectionLog.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final ClientNames names;
    private final LongSupplier nanoTime;
    private Duration pause = FIRST;
    private boolean connectedBefore;
    private int failures;
    private long since;
    private long saidAt;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    ConnectionLog(ClientNames names, LongSupplier nanoTime) {
        this.names = names;
        this.nanoTime = nanoTime;
    }

    @Override
    public void connected(BiSocketClient client) {
        log.info(
                "bisocket: {} is connected to {}{} ({})",
                names,
                Addresses.text(client.serverAddress()),
                connectedBefore ? " again" : "",
                client.dialect());
        connectedBefore = true;
        begin();
    }

    @Override
    public void sessionReplaced(BiSocketClient client) {
        log.info(
                "bisocket: {} has another session, at {}",
                names,
                Addresses.text(client.serverAddress()));
    }

    @Override
    public void connectionLost(BiSocketClient client, BiSocketException cause) {
        log.info("bisocket: {} has lost its connection: {}", names, cause.getMessage());
        begin();
    }

    /** Of the first failure is told by whoever asked for the connection, or by the loss. */
    @Override
    public void attemptFailed(
            BiSocketClient client, InetSocketAddress server, BiSocketException cause) {
        long now = nanoTime.getAsLong();
        if (failures++ == 0) {
            since = now;
            saidAt = now;
        } else if (now - saidAt >= pause.toNanos()) {
            saidAt = now;
            pause = longer();
            log.warn(
                    "bisocket: {} is still not connected, since {} and after {} attempts: {}",
                    names,
                    Duration.ofNanos(now - since).truncatedTo(ChronoUnit.SECONDS),
                    failures,
                    cause.getMessage());
        }
    }

    private Duration longer() {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    private void begin() {
        failures = 0;
        pause = FIRST;
    }
}
