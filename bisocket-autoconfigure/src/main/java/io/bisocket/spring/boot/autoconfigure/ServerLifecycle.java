package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.BiSocketKeys;
import io.bisocket.spring.BiSocketServerInitializedEvent;
import io.bisocket.spring.handler.HandlerMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Starts the server last, and drains it before web servers begin to shut down. */
final class ServerLifecycle implements SmartLifecycle {

    /** Above the phases of web servers, which are at 1024 and 2048 below the default. */
    static final int PHASE = DEFAULT_PHASE - 512;

    private static final Logger log = LoggerFactory.getLogger(ServerLifecycle.class);

    private final ContextServer server;
    private final BiSocketKeys keys;
    private final HandlerMethods handlers;
    private final ConfigurableApplicationContext context;

    ServerLifecycle(
            ContextServer server,
            BiSocketKeys keys,
            HandlerMethods handlers,
            ConfigurableApplicationContext context) {
        this.server = server;
        this.keys = keys;
        this.handlers = handlers;
        this.context = context;
    }

    @Override
    public void start() {
        server.start();
        LocalServerPort.set(context, server.port());
        log.info(
                "bisocket server on {} speaks {}; keys: {}; handlers: {}",
                Addresses.text(server.address()),
                String.join(" and ", server.dialects()),
                keys.ring().holdsBuiltInKey() ? "the built-in one" : keys.ring().entries(),
                handlers.names());
        context.publishEvent(new BiSocketServerInitializedEvent(server));
    }

    @Override
    public void stop() {
        server.close();
    }

    @Override
    public void stop(Runnable callback) {
        server.stop().whenComplete((stopped, failure) -> callback.run());
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }
}
