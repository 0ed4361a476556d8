package io.bisocket.benchmarks.spring;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.benchmarks.load.EchoClient;
import io.bisocket.benchmarks.load.EchoServer;
import io.bisocket.benchmarks.load.EchoSystem;
import io.bisocket.benchmarks.load.Setup;
import io.netty.util.internal.PlatformDependent;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An annotated handler, and the injected client: an application for each.
 *
 * <pre>
 *   native    handlers and replies on event loops, as in the other systems
 *   workers   the threads that a user gets who says nothing
 * </pre>
 */
public final class SpringEcho implements EchoSystem {

    private static final String KEY =
            "8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d";

    @Override
    public EchoServer serve(Setup setup) {
        ConfigurableApplicationContext context =
                run(
                        ServerApplication.class,
                        setup,
                        "--bisocket.server.address=127.0.0.1",
                        "--bisocket.server.port=0");
        return new Server(context.getBean(BiSocketServer.class));
    }

    @Override
    public EchoClient connect(Setup setup, int port) {
        ConfigurableApplicationContext context =
                run(
                        ClientApplication.class,
                        setup,
                        "--bisocket.client.host=127.0.0.1",
                        "--bisocket.client.port=" + port,
                        "--bisocket.client.fail-fast=true");
        BiSocketClient client = context.getBean(BiSocketClient.class);
        return (payload, listener) ->
                client.requestAsync("echo", payload).whenComplete(listener::onReply);
    }

    private static ConfigurableApplicationContext run(
            Class<?> application, Setup setup, String first, String... more) {
        String[] args = new String[more.length + 1];
        args[0] = first;
        System.arraycopy(more, 0, args, 1, more.length);
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "bisocket.crypto-key=" + KEY,
                        "bisocket.compression.method=none",
                        "logging.level.root=warn",
                        "variant=" + setup.variant())
                .run(args);
    }

    private record Server(BiSocketServer server) implements EchoServer {

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public long offHeapBytes() {
            return PlatformDependent.usedDirectMemory();
        }
    }
}
