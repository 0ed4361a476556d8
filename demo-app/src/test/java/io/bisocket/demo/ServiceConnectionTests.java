package io.bisocket.demo;

import static io.bisocket.test.BiSocketAssertions.assertThat;

import io.bisocket.BiSocketClient;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A client finds the packaged demo in a container by its service connection. */
@Tag("packaged")
@EnabledIf("thereIsAnImage")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "bisocket.crypto-key=" + ServiceConnectionTests.KEY,
            "bisocket.client.host=",
            "bisocket.server.enabled=false"
        })
class ServiceConnectionTests {

    static final String KEY = "0f4d2c6b8a9e1735f0c1d2e3b4a596877869504132a3b4c5d6e7f8091a2b3c4d";

    private static final int PORT = 65432;

    @Autowired private BiSocketClient client;

    static boolean thereIsAnImage() {
        boolean found = System.getenv("BISOCKET_DEMO_IMAGE") != null;
        if (!found) {
            System.out.println(
                    "SKIPPED: service connections need a container, and BISOCKET_DEMO_IMAGE names no"
                            + " image");
        }
        return found;
    }

    @Test
    void whenTheServerIsInAContainerTheClientFindsIt() {
        assertThat(client)
                .request("echo", "through a mapped port")
                .repliesWithText()
                .isEqualTo("through a mapped port");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Containers {

        @Bean
        @ServiceConnection(name = "bisocket")
        GenericContainer<?> server() {
            return new GenericContainer<>(
                            DockerImageName.parse(System.getenv("BISOCKET_DEMO_IMAGE")))
                    .withCopyFileToContainer(
                            MountableFile.forHostPath(PackagedDemo.JAR), "/demo-app.jar")
                    .withEnv("CRYPTO_KEY", KEY)
                    .withExposedPorts(PORT)
                    .withCommand("java", "-jar", "/demo-app.jar")
                    .waitingFor(
                            Wait.forLogMessage(".*received the echo.*\\n", 1)
                                    .withStartupTimeout(Duration.ofMinutes(2)));
        }
    }
}
