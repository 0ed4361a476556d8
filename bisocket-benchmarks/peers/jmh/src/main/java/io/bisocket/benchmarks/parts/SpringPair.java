package io.bisocket.benchmarks.parts;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.spring.BiSocketClientBuilderCustomizer;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with an annotated handler, and one with an injected client. */
record SpringPair(
        ConfigurableApplicationContext server,
        ConfigurableApplicationContext clients,
        BiSocketClient client)
        implements Pair {

    static SpringPair start() {
        ConfigurableApplicationContext server =
                run(
                        ServerApplication.class,
                        "bisocket.server.address=127.0.0.1",
                        "bisocket.server.port=0");
        int port = server.getBean(BiSocketServer.class).port();
        ConfigurableApplicationContext clients =
                run(
                        ClientApplication.class,
                        "bisocket.client.host=127.0.0.1",
                        "bisocket.client.port=" + port);
        return new SpringPair(server, clients, clients.getBean(BiSocketClient.class));
    }

    private static ConfigurableApplicationContext run(
            Class<?> application, String first, String second) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "bisocket.crypto-key=" + KEY,
                        "bisocket.compression.method=none",
                        "logging.level.root=warn",
                        first,
                        second)
                .run();
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }

    /** Echoes. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ServerApplication {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }

        @Bean
        BiSocketServerBuilderCustomizer eventLoops() {
            return builder -> builder.executor(EVENT_LOOP);
        }
    }

    /** Calls. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ClientApplication {

        @Bean
        BiSocketClientBuilderCustomizer eventLoops() {
            return builder -> builder.executor(EVENT_LOOP);
        }
    }
}
