package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bisocket.BiSocketServer;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.BiSocketServerInitializedEvent;
import io.bisocket.spring.LocalBiSocketServerPort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;

class ServerLifecycleTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    JacksonAutoConfiguration.class,
                                    BiSocketAutoConfiguration.class,
                                    BiSocketServerAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL);

    static class Echo {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }
    }

    static class LocalPort {

        final int port;

        LocalPort(@LocalBiSocketServerPort int port) {
            this.port = port;
        }
    }

    @Test
    void whenServerHasStartedThenItsPortIsKnown() {
        runner.withBean(Echo.class)
                .withBean(Listener.class)
                .run(
                        context -> {
                            int port = context.getBean(BiSocketServer.class).port();
                            assertThat(context.getBean(Listener.class).ports).containsExactly(port);
                            assertThat(
                                            context.getEnvironment()
                                                    .getProperty("local.bisocket.server.port"))
                                    .isEqualTo(Integer.toString(port));
                            assertThat(
                                            context.getAutowireCapableBeanFactory()
                                                    .createBean(LocalPort.class)
                                                    .port)
                                    .isEqualTo(port);
                        });
    }

    static class Listener implements ApplicationListener<BiSocketServerInitializedEvent> {

        final List<Integer> ports = new ArrayList<>();

        @Override
        public void onApplicationEvent(BiSocketServerInitializedEvent event) {
            ports.add(event.server().port());
        }
    }

    @Test
    void whenServerDrainsThenTheApplicationHasRefusedTrafficBefore() {
        runner.withBean(Echo.class)
                .withBean(Readiness.class)
                .run(
                        context -> {
                            Readiness readiness = context.getBean(Readiness.class);
                            context.getSourceApplicationContext().stop();
                            assertThat(readiness.seen)
                                    .containsExactly("REFUSING_TRAFFIC while running: true");
                            context.getSourceApplicationContext().start();
                            assertThat(readiness.seen)
                                    .last()
                                    .isEqualTo("ACCEPTING_TRAFFIC while running: true");
                        });
    }

    static class Readiness implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

        final List<String> seen = new ArrayList<>();
        private final BiSocketServer server;

        Readiness(BiSocketServer server) {
            this.server = server;
        }

        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
            seen.add(event.getState() + " while running: " + server.isRunning());
        }
    }

    @Test
    void whenContextIsStoppedAndStartedThenServerRunsAgain() {
        runner.withBean(Echo.class)
                .withBean(Listener.class)
                .run(
                        context -> {
                            BiSocketServer server = context.getBean(BiSocketServer.class);
                            context.getSourceApplicationContext().stop();
                            assertThat(server.isRunning()).isFalse();
                            context.getSourceApplicationContext().start();
                            assertThat(server.isRunning()).isTrue();
                            assertThat(context.getBean(Listener.class).ports)
                                    .hasSize(2)
                                    .endsWith(server.port());
                        });
    }

    @Test
    void whenContextIsClosedThenServerIsStopped() {
        BiSocketServer[] server = new BiSocketServer[1];
        runner.withBean(Echo.class)
                .run(context -> server[0] = context.getBean(BiSocketServer.class));
        assertThat(server[0].isRunning()).isFalse();
    }

    @Test
    void whenServerHasNotStartedThenItsAddressIsNotKnown() {
        ContextServer server = new ContextServer(BiSocketServer::builder);

        assertThat(server.isRunning()).isFalse();
        assertThat(server.clients()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(server::port)
                .withMessageContaining("does not listen yet")
                .withMessageContaining("BiSocketServerInitializedEvent");
        assertThat(server.stop()).isCompleted();
        server.close();
    }

    @Test
    void whenServersStopThenItIsTheFirstAndTheClientTheLast() {
        assertThat(ServerLifecycle.PHASE)
                .isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
                .isGreaterThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
        assertThat(ClientLifecycle.PHASE)
                .isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }
}
