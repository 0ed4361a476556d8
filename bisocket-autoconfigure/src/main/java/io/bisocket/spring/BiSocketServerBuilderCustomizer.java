package io.bisocket.spring;

import io.bisocket.BiSocketServer;

/**
 * A bean that has the last word on the settings of the auto-configured server, such as handlers in
 * code. Called at each start, after properties and annotated handlers, in {@linkplain
 * org.springframework.core.annotation.Order order}. Where there is such a bean, there is a server.
 */
@FunctionalInterface
public interface BiSocketServerBuilderCustomizer {

    /** Changes the settings. */
    void customize(BiSocketServer.Builder builder);
}
