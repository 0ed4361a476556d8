package io.bisocket.spring.handler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The classes behind beans and their proxies, found without making a bean. */
final class BeanTypes {

    private static final Logger log = LoggerFactory.getLogger(BeanTypes.class);

    private final ConfigurableListableBeanFactory beanFactory;

    BeanTypes(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** The class of the bean behind all proxies; null where it is not known. */
    @Nullable Class<?> userType(String beanName) {
        try {
            Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, beanName);
            if (type == null || !ScopedObject.class.isAssignableFrom(type)) {
                return type;
            }
            Class<?> target =
                    AutoProxyUtils.determineTargetClass(
                            beanFactory, ScopedProxyUtils.getTargetBeanName(beanName));
            return target != null ? target : type;
        } catch (RuntimeException | LinkageError e) {
            log.debug("The type of bean '{}' is not known, so it has no handlers", beanName, e);
            return null;
        }
    }
}
