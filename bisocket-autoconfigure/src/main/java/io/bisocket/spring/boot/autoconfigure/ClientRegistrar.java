package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.BiSocketHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Makes each client of the properties a bean, by the methods of {@link ClientFactory}. A named one
 * has its name as a qualifier, and as an alias where that is free. It is a fallback, so that a
 * client without a name, or the application's own, is injected where nobody asks for a name.
 *
 * <p>There is no unnamed client where the application has one of its own.
 */
final class ClientRegistrar implements ImportBeanDefinitionRegistrar {

    static final String FACTORY = "bisocketClientFactory";

    private final Environment environment;
    private final ListableBeanFactory beans;

    ClientRegistrar(Environment environment, BeanFactory beans) {
        this.environment = environment;
        this.beans = (ListableBeanFactory) beans;
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        List<String> clients = new ArrayList<>(ConfiguredClient.wanted(environment, beans));
        if (beans.getBeanNamesForType(BiSocketClient.class, true, false).length > 0) {
            clients.remove(BiSocketHandler.DEFAULT_CLIENT);
        }
        clients.removeIf(client -> registry.containsBeanDefinition(ClientNames.bean(client)));
        if (!clients.isEmpty()) {
            clients.forEach(client -> registerClient(client, registry));
            registerTheirs("KeyRingUser", KeyRingUser.class, "keyRingUser", clients, registry);
            registerTheirs("Lifecycle", ClientLifecycle.class, "lifecycle", clients, registry);
        }
    }

    private static void registerClient(String client, BeanDefinitionRegistry registry) {
        RootBeanDefinition definition = definition(ContextClient.class, "client", client);
        String bean = ClientNames.bean(client);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
        definition.setFallback(!ClientNames.isUnnamed(client));
        registry.registerBeanDefinition(bean, definition);
        if (!registry.isBeanNameInUse(client)) {
            registry.registerAlias(bean, client);
        }
    }

    private static void registerTheirs(
            String name,
            Class<?> type,
            String method,
            List<String> clients,
            BeanDefinitionRegistry registry) {
        RootBeanDefinition definition = definition(type, method, clients.toArray(String[]::new));
        registry.registerBeanDefinition("bisocketClient" + name, definition);
    }

    private static RootBeanDefinition definition(Class<?> type, String method, Object argument) {
        RootBeanDefinition definition = new RootBeanDefinition(type);
        definition.setFactoryBeanName(FACTORY);
        definition.setFactoryMethodName(method);
        definition.setRole(BeanDefinition.ROLE_APPLICATION);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, argument);
        definition.setDestroyMethodName(RootBeanDefinition.INFER_METHOD);
        return definition;
    }
}
