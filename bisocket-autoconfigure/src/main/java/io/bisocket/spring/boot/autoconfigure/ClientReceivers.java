package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.MessageReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Which bean receives what a client gets unasked: that with the client's name as its qualifier or
 * its own name, else the one that is for no client by name.
 */
final class ClientReceivers {

    private final ConfigurableListableBeanFactory beans;
    private final Set<String> clients;

    /**
     * @param clients the names of all clients
     */
    ClientReceivers(ConfigurableListableBeanFactory beans, Set<String> clients) {
        this.beans = beans;
        this.clients = clients;
    }

    /** The receiver of a client; none if there are several, and none of them is its own. */
    Optional<MessageReceiver> of(String client) {
        List<String> own = new ArrayList<>();
        List<String> common = new ArrayList<>();
        for (String bean : beans.getBeanNamesForType(MessageReceiver.class)) {
            if (isFor(bean, client::equals)) {
                own.add(bean);
            } else if (clients.stream().noneMatch(other -> isFor(bean, other::equals))) {
                common.add(bean);
            }
        }
        List<String> found = own.isEmpty() ? common : own;
        return found.size() == 1
                ? Optional.of(beans.getBean(found.get(0), MessageReceiver.class))
                : primary(found);
    }

    private Optional<MessageReceiver> primary(List<String> found) {
        return found.stream()
                .filter(beans::containsBeanDefinition)
                .filter(bean -> beans.getMergedBeanDefinition(bean).isPrimary())
                .findFirst()
                .map(bean -> beans.getBean(bean, MessageReceiver.class));
    }

    private boolean isFor(String bean, Predicate<String> client) {
        return BeanFactoryAnnotationUtils.isQualifierMatch(client, bean, beans);
    }
}
