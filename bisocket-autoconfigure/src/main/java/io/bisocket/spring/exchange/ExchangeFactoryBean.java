package io.bisocket.spring.exchange;

import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.ClientNotFoundException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Makes the bean of an interface with {@link BiSocketExchange}, which calls through the client that
 * the annotation names. Nothing is needed before somebody needs the bean.
 *
 * @param <T> the interface
 */
public final class ExchangeFactoryBean<T> implements FactoryBean<T>, BeanFactoryAware {

    private final Class<T> exchange;
    private @Nullable ConfigurableListableBeanFactory beans;

    public ExchangeFactoryBean(Class<T> exchange) {
        this.exchange = exchange;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beans = (ConfigurableListableBeanFactory) beanFactory;
    }

    /**
     * The bean.
     *
     * @throws ClientNotFoundException if there is no such client
     */
    @Override
    public T getObject() {
        ConfigurableListableBeanFactory factory = Objects.requireNonNull(beans, "bean factory");
        BiSocketExchange annotation =
                AnnotatedElementUtils.getMergedAnnotation(exchange, BiSocketExchange.class);
        String client = annotation == null ? "" : annotation.client();
        return factory.getBean(ExchangeProxyFactory.class)
                .create(exchange, new ClientBeans(factory).find(client, exchange.getName()));
    }

    @Override
    public Class<?> getObjectType() {
        return exchange;
    }
}
