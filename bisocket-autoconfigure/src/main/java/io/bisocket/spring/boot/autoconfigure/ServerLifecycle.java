package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.Execution;
import io.bisocket.spring.BiSocketKeys;
import io.bisocket.spring.BiSocketServerInitializedEvent;
import io.bisocket.spring.handler.HandlerMethods;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
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
    private final @Nullable Execution execution;
    private volatile boolean refused;

    ServerLifecycle(
            ContextServer server,
            BiSocketKeys keys,
            HandlerMethods handlers,
            @Nullable Execution execution,
            ConfigurableApplicationContext context) {
        this.server = server;
        this.keys = keys;
        this.handlers = handlers;
        this.execution = execution;
        this.context = context;
    }

    @Override
    public void start() {
        server.start();
        LocalServerPort.set(context, server.port());
        tell();
        context.publishEvent(new BiSocketServerInitializedEvent(server));
        acceptTraffic();
    }

    private void tell() {
        log.info(
                "bisocket server on {} speaks {}; keys: {}; handlers: {}; execution: {}",
                Addresses.text(server.address()),
                String.join(" and ", server.dialects()),
                keys.ring().holdsBuiltInKey() ? "the built-in one" : keys.ring().entries(),
                handlers.names().size(),
                execution == null ? "as the format of the client has it" : TagValues.of(execution));
        log.debug("Handlers: {}", handlers.names());
    }

    @Override
    public void stop() {
        refuseTraffic();
        server.close();
    }

    @Override
    public void stop(Runnable callback) {
        refuseTraffic();
        server.stop().whenComplete((stopped, failure) -> callback.run());
    }

    /** Before the server refuses anybody, so that whoever balances the load can look elsewhere. */
    private void refuseTraffic() {
        if (server.isRunning()) {
            refused = true;
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        }
    }

    private void acceptTraffic() {
        if (refused) {
            refused = false;
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
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
