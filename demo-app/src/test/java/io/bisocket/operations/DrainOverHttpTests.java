package io.bisocket.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** What a balancer sees over HTTP while an application is told to stop. */
@Timeout(180)
class DrainOverHttpTests {

    @Test
    void whenTheServerDrainsThenReadinessHasLeftAndWhatWasAcceptedIsAnswered() throws Exception {
        ConfigurableApplicationContext context =
                ShopApplication.start(
                        "bisocket.client.enabled=false",
                        "bisocket.server.drain-timeout=2m",
                        "spring.lifecycle.timeout-per-shutdown-phase=2m");
        ShopApplication shop = context.getBean(ShopApplication.class);
        Actuator actuator = new Actuator(context);
        int port = context.getBean(BiSocketServer.class).port();
        assertThat(actuator.get("health/readiness").statusCode()).isEqualTo(200);

        try (BiSocketClient client = connected(port)) {
            CompletableFuture<byte[]> slow =
                    client.requestAsync("slow", new byte[0], Duration.ofMinutes(2));
            shop.begun.await();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> actuator.get("health/readiness").statusCode() == 503);
            assertThat(actuator.get("health/readiness").body()).contains("OUT_OF_SERVICE");
            assertThat(actuator.get("health/liveness").statusCode()).isEqualTo(200);
            assertThat(slow).isNotDone();

            shop.released.countDown();
            assertThat(slow.get(60, TimeUnit.SECONDS)).asString(UTF_8).isEqualTo("done");
            assertThat(closed).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    private static BiSocketClient connected(int port) {
        return BiSocketClient.builder()
                .address("127.0.0.1", port)
                .key(CryptoKey.of(ShopApplication.KEY))
                .connect();
    }
}
