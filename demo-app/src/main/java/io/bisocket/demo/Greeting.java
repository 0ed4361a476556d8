package io.bisocket.demo;

import io.bisocket.BiSocketClient;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends one greeting with the injected client, and logs what comes back. */
@Component
class Greeting {

    private static final Logger log = LoggerFactory.getLogger(Greeting.class);
    private static final byte[] HELLO = "Hello, two sockets!".getBytes(StandardCharsets.UTF_8);

    private final BiSocketClient client;

    Greeting(BiSocketClient client) {
        this.client = client;
    }

    /** Waits for the first connection, but holds up nobody for it. */
    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        client.start()
                .thenCompose(connected -> client.requestAsync("echo", HELLO))
                .whenComplete(Greeting::report);
    }

    private static void report(byte @Nullable [] reply, @Nullable Throwable failure) {
        if (reply == null) {
            log.warn("The injected client received no echo", failure);
        } else {
            log.info(
                    "The injected client received the echo '{}'",
                    new String(reply, StandardCharsets.UTF_8));
        }
    }
}
