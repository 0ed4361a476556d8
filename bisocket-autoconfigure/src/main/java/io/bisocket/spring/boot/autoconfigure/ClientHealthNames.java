package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** How health calls clients: by the names of their properties, or else of their beans. */
final class ClientHealthNames {

    private ClientHealthNames() {}

    static Map<String, BiSocketClient> of(ConfigurableListableBeanFactory beans) {
        Map<String, BiSocketClient> named = new LinkedHashMap<>();
        beans.getBeansOfType(BiSocketClient.class)
                .forEach((bean, client) -> named.put(name(bean, client), client));
        return named;
    }

    private static String name(String bean, BiSocketClient client) {
        return client instanceof ContextClient own ? own.settings().names().client() : bean;
    }
}
