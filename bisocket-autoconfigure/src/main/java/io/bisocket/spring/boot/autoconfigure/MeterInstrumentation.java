package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.micrometer.core.instrument.MeterRegistry;

/** Has servers and clients counted in meters. */
final class MeterInstrumentation implements Instrumentation {

    private final MeterRegistry registry;

    MeterInstrumentation(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void server(BiSocketServer.Builder builder) {
        builder.metrics(new MicrometerMetrics(registry, "server", "none"));
    }

    @Override
    public void client(String name, BiSocketClient.Builder builder) {
        builder.metrics(new MicrometerMetrics(registry, "client", name));
    }
}
