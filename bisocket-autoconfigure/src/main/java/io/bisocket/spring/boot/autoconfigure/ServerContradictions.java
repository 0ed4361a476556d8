package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketServer;
import io.bisocket.Compression;
import io.bisocket.Limits;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.ServerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Finds settings of the server, and of both sides, that do not go together. */
final class ServerContradictions {

    private static final String SERVER = "bisocket.server.";
    private static final String LIMITS = SERVER + "limits.";
    private static final String PHASE = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration USUAL_PHASE = Duration.ofSeconds(30);
    private static final List<String> OF_PYTHON =
            List.of("max-handshake-size", "pairing-timeout", "frame-timeout");

    private final BiSocketProperties properties;
    private final Environment environment;
    private final ListableBeanFactory beans;
    private final SetProperties set;
    private final List<Contradiction> found = new ArrayList<>();

    ServerContradictions(
            BiSocketProperties properties, Environment environment, ListableBeanFactory beans) {
        this.properties = properties;
        this.environment = environment;
        this.beans = beans;
        this.set = new SetProperties(environment);
    }

    List<Contradiction> find() {
        compression();
        if (isThere(ContextServer.class)) {
            python();
            limits(properties.server().limits());
            drain();
            authorities();
        } else if (!Boolean.FALSE.equals(properties.server().enabled())) {
            noServer();
        }
        return List.copyOf(found);
    }

    private void compression() {
        if (properties.compression().method() == Compression.Method.NONE) {
            noEffect("bisocket.compression.threshold", "bisocket.compression.method is none");
        }
    }

    private void python() {
        if (!properties.server().python().enabled()) {
            OF_PYTHON.forEach(
                    limit ->
                            noEffect(
                                    LIMITS + limit,
                                    "it is for the Python format, and bisocket.server.python.enabled is false"));
        }
    }

    private void limits(ServerLimits limits) {
        part("max-connections", limits.maxConnections(), limits.maxConnectionsPerAddress());
        part(
                "max-pending-connections",
                limits.maxPendingConnections(),
                limits.maxPendingConnectionsPerAddress());
        String size = LIMITS + "max-message-size";
        if (set.contains(size) && limits.maxBufferedBytes() == null) {
            Contradiction.ofHeap(
                            size, limits.maxMessageSize(), Limits.defaults().maxBufferedBytes())
                    .ifPresent(found::add);
        }
    }

    /** Of all sockets, and of those from one address. */
    private void part(String limit, int all, int perAddress) {
        if (perAddress > all) {
            noEffect(
                    LIMITS + limit + "-per-address",
                    "it is more than %s, which is %d".formatted(LIMITS + limit, all));
        }
    }

    private void drain() {
        Duration drain = properties.server().drainTimeout();
        Duration phase = Binder.get(environment).bind(PHASE, Duration.class).orElse(USUAL_PHASE);
        if (drain.compareTo(phase) > 0) {
            found.add(
                    new Contradiction(
                            SERVER + "drain-timeout",
                            "is %d ms, but Spring waits for %d ms at most: raise %s, or handlers are cut off"
                                    .formatted(drain.toMillis(), phase.toMillis(), PHASE)));
        }
    }

    private void authorities() {
        if (!beans.containsBean("bisocketKeyAuthorities")) {
            properties
                    .keys()
                    .forEach(
                            (name, key) ->
                                    noEffect(
                                            ConfiguredKeys.property(name, "authorities"),
                                            "Spring Security is missing, or switched off by"
                                                    + " bisocket.security.enabled"));
        }
    }

    private void noServer() {
        String since =
                isThere(BiSocketServer.class)
                        ? "the application has a BiSocketServer of its own"
                        : "there is no server, as no bean has a method with @BiSocketHandler; set"
                                + " bisocket.server.enabled to false if none is wanted";
        new KnownProperties()
                .names().stream()
                        .filter(name -> name.startsWith(SERVER) && set.contains(name))
                        .sorted()
                        .findFirst()
                        .ifPresent(name -> noEffect(name, since));
    }

    private void noEffect(String property, String since) {
        if (set.contains(property)) {
            found.add(Contradiction.noEffect(property, since));
        }
    }

    private boolean isThere(Class<?> type) {
        return beans.getBeanNamesForType(type, true, false).length > 0;
    }
}
