package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.BiSocketHandler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Which beans say where the servers of clients are: one with a qualifier those of the client of
 * that name, one without those of the client of {@code bisocket.client}. Makes no bean before it is
 * asked for one's addresses.
 */
final class ProvidedAddresses {

    private final ListableBeanFactory beans;
    private final Map<String, String> byClient = new TreeMap<>();

    /**
     * @throws InvalidClientException if two beans are for one client, and neither is the primary
     *     one
     */
    ProvidedAddresses(ListableBeanFactory beans) {
        this.beans = beans;
        for (String bean :
                beans.getBeanNamesForType(BiSocketConnectionDetails.class, true, false)) {
            byClient.merge(client(bean), bean, this::primary);
        }
    }

    /** The names of clients that have a bean. */
    List<String> clients() {
        return List.copyOf(byClient.keySet());
    }

    /** Whether there is a bean for this client. */
    boolean areFor(String client) {
        return byClient.containsKey(client);
    }

    /** What the bean for this client says; null if there is none. */
    @Nullable BiSocketConnectionDetails of(String client) {
        String bean = byClient.get(client);
        return bean == null ? null : beans.getBean(bean, BiSocketConnectionDetails.class);
    }

    private String client(String bean) {
        Qualifier qualifier = beans.findAnnotationOnBean(bean, Qualifier.class, false);
        return qualifier == null || qualifier.value().isBlank()
                ? BiSocketHandler.DEFAULT_CLIENT
                : qualifier.value();
    }

    private String primary(String one, String other) {
        if (isPrimary(one) != isPrimary(other)) {
            return isPrimary(one) ? one : other;
        }
        throw new InvalidClientException(
                "two beans say where the server of one client is: %s and %s".formatted(one, other),
                "Give one of them @Qualifier with the name of another client, or @Primary; or remove"
                        + " one.");
    }

    private boolean isPrimary(String bean) {
        return beans instanceof ConfigurableListableBeanFactory factory
                && factory.containsBeanDefinition(bean)
                && factory.getMergedBeanDefinition(bean).isPrimary();
    }
}
