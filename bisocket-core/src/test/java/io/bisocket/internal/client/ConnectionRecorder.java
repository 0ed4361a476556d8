package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.ClientListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what a listener is told. */
final class ConnectionRecorder implements ClientListener {

    private static final Object CONNECTED = "connected";

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    @Override
    public void connected(BiSocketClient client) {
        events.add(CONNECTED);
    }

    @Override
    public void connectionLost(BiSocketClient client, BiSocketException cause) {
        events.add(cause);
    }

    void awaitConnected() {
        assertThat(next()).isEqualTo(CONNECTED);
    }

    BiSocketException awaitLost() {
        Object event = next();
        assertThat(event).isInstanceOf(BiSocketException.class);
        return (BiSocketException) event;
    }

    /** Whether everything that was told has been looked at. */
    boolean isEmpty() {
        return events.isEmpty();
    }

    private Object next() {
        try {
            return events.poll(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
