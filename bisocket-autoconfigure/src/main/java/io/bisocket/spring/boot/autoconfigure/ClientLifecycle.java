package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKeyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Connects the client before servers start, and closes it after they have stopped, so that whatever
 * they handle can use it.
 */
final class ClientLifecycle implements SmartLifecycle {

    /** Below the phases of web servers, which are at 1024 and 2048 below the default. */
    static final int PHASE = DEFAULT_PHASE - 3072;

    private static final Logger log = LoggerFactory.getLogger(ClientLifecycle.class);

    private final ContextClient client;
    private final boolean failFast;
    private volatile boolean running;

    /**
     * @param failFast whether a first attempt that fails stops the start
     */
    ClientLifecycle(ContextClient client, boolean failFast) {
        this.client = client;
        this.failFast = failFast;
    }

    /** Waits for the first attempt, so that runners and schedules find a connected client. */
    @Override
    public void start() {
        client.reopen();
        client.start();
        try {
            client.connect();
            log.info("bisocket client is connected to {} ({})", server(), client.dialect());
        } catch (BiSocketException e) {
            if (e instanceof CryptoKeyException) {
                throw e;
            }
            if (failFast) {
                throw new ClientStartException(server(), e);
            }
            log.info(
                    "bisocket client is not connected yet, and goes on trying: {}", e.getMessage());
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        client.close();
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        client.closeAsync().whenComplete((closed, failure) -> callback.run());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    private String server() {
        return Addresses.text(client.serverAddress());
    }
}
