package io.bisocket.spring.exchange;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.ClientNotFoundException;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;

/** Finds clients among beans. */
final class ClientBeans {

    private final ConfigurableListableBeanFactory beans;

    ClientBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The client with this name as its qualifier, its alias or its bean's name.
     *
     * @param name empty for the client that is injected without a qualifier
     * @param user who needs it
     * @throws ClientNotFoundException if there is none, or there are several
     */
    BiSocketClient find(String name, String user) {
        try {
            return name.isEmpty()
                    ? beans.getBean(BiSocketClient.class)
                    : BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                            beans, BiSocketClient.class, name);
        } catch (NoSuchBeanDefinitionException e) {
            // Without this cause, which others explain at a start as a missing bean.
            throw new ClientNotFoundException(user, name, names());
        }
    }

    private List<String> names() {
        return Arrays.stream(beans.getBeanNamesForType(BiSocketClient.class, true, false))
                .map(this::name)
                .sorted()
                .toList();
    }

    private String name(String bean) {
        if (beans.containsBeanDefinition(bean)) {
            BeanDefinition definition = beans.getMergedBeanDefinition(bean);
            if (definition instanceof AbstractBeanDefinition qualified) {
                AutowireCandidateQualifier name = qualified.getQualifier(Qualifier.class.getName());
                if (name != null) {
                    return String.valueOf(name.getAttribute(AutowireCandidateQualifier.VALUE_KEY));
                }
            }
        }
        return bean;
    }
}
