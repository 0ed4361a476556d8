package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketClient;
import io.bisocket.ConnectionLostException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConnectionLogTests {

    private static final InetSocketAddress SERVER =
            InetSocketAddress.createUnresolved("node-1", 65432);

    private final Logger logger = (Logger) LoggerFactory.getLogger(ConnectionLog.class);
    private final AtomicLong now = new AtomicLong(5);
    private final ConnectionLog log = new ConnectionLog(ClientNames.unnamed(), now::get);
    private final BiSocketClient client =
            BiSocketClient.builder().addresses("node-1:65432").build();

    @BeforeEach
    void log() {
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        logger.setLevel(null);
        client.close();
    }

    @Test
    void whenAttemptsGoOnFailingTheReasonIsRepeatedMoreAndMoreSeldom(CapturedOutput output) {
        for (int seconds = 0; seconds <= 400; seconds += 10) {
            log.attemptFailed(client, SERVER, new AuthenticationFailedException("another key"));
            now.addAndGet(Duration.ofSeconds(10).toNanos());
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("still not connected")))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .contains("WARN")
                                        .endsWith(
                                                "bisocket: the client is still not connected, since"
                                                        + " PT1M and after 7 attempts: another"
                                                        + " key"),
                        second -> assertThat(second).contains("since PT3M and after 19 attempts"));
    }

    @Test
    void whenItIsConnectedTheCountBeginsAnew(CapturedOutput output) {
        log.attemptFailed(client, SERVER, new ConnectionLostException("refused"));
        log.connected(client);
        log.connectionLost(client, new ConnectionLostException("the line was cut"));
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        log.attemptFailed(client, SERVER, new ConnectionLostException("refused"));
        log.connected(client);

        assertThat(output)
                .contains("the client is connected to node-1:65432 (native)")
                .contains("the client has lost its connection: the line was cut")
                .contains("the client is connected to node-1:65432 again (native)")
                .doesNotContain("still not connected");
    }
}
