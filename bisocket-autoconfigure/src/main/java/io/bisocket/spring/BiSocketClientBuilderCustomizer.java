package io.bisocket.spring;

import io.bisocket.BiSocketClient;

/**
 * A bean that has the last word on the settings of the auto-configured client. Called at each
 * start, after properties, in {@linkplain org.springframework.core.annotation.Order order}.
 */
@FunctionalInterface
public interface BiSocketClientBuilderCustomizer {

    /** Changes the settings. */
    void customize(BiSocketClient.Builder builder);
}
