package io.bisocket.demo;

import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends something to every connected client from time to time, unasked. */
@Component
class News {

    private static final Logger log = LoggerFactory.getLogger(News.class);

    private final BiSocketServer server;
    private final AtomicInteger number = new AtomicInteger();

    News(BiSocketServer server) {
        this.server = server;
    }

    @Scheduled(fixedDelayString = "${demo.news-interval}")
    void push() {
        String text = "news " + number.incrementAndGet();
        server.clients().forEach(client -> push(client, text));
    }

    private static void push(ClientSession client, String text) {
        client.sendAsync("news", text)
                .exceptionally(
                        failure -> {
                            log.info("{} misses '{}': {}", client.id(), text, failure.getMessage());
                            return null;
                        });
    }
}
