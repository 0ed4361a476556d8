package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.server.LogLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class PeerLogTests {

    @Test
    void whenThereAreTooManyLinesThenTheNextSaysHowManyAreMissing() {
        AtomicLong now = new AtomicLong();
        PeerLog log =
                new PeerLog(
                        LoggerFactory.getLogger(PeerLogTests.class),
                        new TokenBucket(1, 2, now::get));
        try (LogLines lines = new LogLines(PeerLogTests.class)) {
            for (int i = 1; i <= 5; i++) {
                log.line(Level.INFO, "line " + i);
            }
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            log.line(Level.WARN, "line 6");

            assertThat(lines.lines())
                    .containsExactly("INFO line 1", "INFO line 2", "WARN line 6 (3 more left out)");
        }
    }
}
