package io.bisocket.spring;

import io.bisocket.BiSocketClient;

/**
 * A bean that has the last word on the settings of the auto-configured clients. Called at each
 * start of each client, after properties, in {@linkplain org.springframework.core.annotation.Order
 * order}.
 */
@FunctionalInterface
public interface BiSocketClientBuilderCustomizer {

    /** Changes the settings. */
    void customize(BiSocketClient.Builder builder);

    /**
     * Whether it is for the client of this name; for all of them where this is not overridden.
     *
     * @param client its name under {@code bisocket.clients}, or {@link
     *     BiSocketHandler#DEFAULT_CLIENT}
     */
    default boolean isFor(String client) {
        return true;
    }

    /** A customizer of the client of this name alone. */
    static BiSocketClientBuilderCustomizer of(
            String client, BiSocketClientBuilderCustomizer customizer) {
        return new BiSocketClientBuilderCustomizer() {

            @Override
            public void customize(BiSocketClient.Builder builder) {
                customizer.customize(builder);
            }

            @Override
            public boolean isFor(String name) {
                return client.equals(name);
            }
        };
    }
}
