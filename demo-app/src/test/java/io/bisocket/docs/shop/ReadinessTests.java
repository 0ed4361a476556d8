package io.bisocket.docs.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** The group of {@code docs/deployment.md} shows the server. */
@ActiveProfiles("shop")
@SpringBootTest(properties = "bisocket.server.port=0")
class ReadinessTests {

    @Autowired private HealthEndpoint health;

    @Test
    void whenTheServerRunsTheApplicationIsReady() {
        assertThat(health.healthForPath("readiness").getStatus()).isEqualTo(Status.UP);
        assertThat(health.healthForPath("readiness", "bisocketServer").getStatus())
                .isEqualTo(Status.UP);
    }
}
