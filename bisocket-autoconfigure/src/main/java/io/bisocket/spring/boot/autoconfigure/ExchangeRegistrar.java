package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.exchange.ExchangeFactoryBean;
import io.bisocket.spring.exchange.ExchangePackages;
import java.beans.Introspector;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Makes a bean of each interface with {@link BiSocketExchange} in the packages of the application
 * and those that it names; not of those that the application has a bean of, unless they ask for a
 * client. Beside that bean, they are a fallback for injection.
 */
final class ExchangeRegistrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;
    private final ResourceLoader resources;
    private final ListableBeanFactory beans;

    ExchangeRegistrar(Environment environment, ResourceLoader resources, BeanFactory beans) {
        this.environment = environment;
        this.resources = resources;
        this.beans = (ListableBeanFactory) beans;
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        Set<String> packages = new LinkedHashSet<>(ExchangePackages.in(beans));
        if (AutoConfigurationPackages.has(beans)) {
            packages.addAll(AutoConfigurationPackages.get(beans));
        }
        Set<String> found = new LinkedHashSet<>();
        for (String each : packages) {
            for (BeanDefinition candidate : scanner().findCandidateComponents(each)) {
                found.add(candidate.getBeanClassName());
            }
        }
        found.stream()
                .map(name -> ClassUtils.resolveClassName(name, resources.getClassLoader()))
                .filter(this::isWanted)
                .forEach(exchange -> register(exchange, registry));
    }

    private boolean isWanted(Class<?> exchange) {
        BiSocketExchange annotation =
                AnnotatedElementUtils.getMergedAnnotation(exchange, BiSocketExchange.class);
        return annotation != null
                && (!annotation.client().isEmpty()
                        || beans.getBeanNamesForType(exchange, true, false).length == 0);
    }

    private static void register(Class<?> exchange, BeanDefinitionRegistry registry) {
        RootBeanDefinition definition = new RootBeanDefinition(ExchangeFactoryBean.class);
        definition.setTargetType(
                ResolvableType.forClassWithGenerics(ExchangeFactoryBean.class, exchange));
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, exchange);
        definition.setFallback(true);
        registry.registerBeanDefinition(beanName(exchange, registry), definition);
    }

    private static String beanName(Class<?> exchange, BeanDefinitionRegistry registry) {
        String name = Introspector.decapitalize(ClassUtils.getShortName(exchange));
        return registry.isBeanNameInUse(name) ? exchange.getName() : name;
    }

    private ClassPathScanningCandidateComponentProvider scanner() {
        ClassPathScanningCandidateComponentProvider scanner =
                new ClassPathScanningCandidateComponentProvider(false, environment) {

                    @Override
                    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                        return definition.getMetadata().isInterface()
                                && definition.getMetadata().isIndependent();
                    }
                };
        scanner.setResourceLoader(resources);
        scanner.addIncludeFilter(new AnnotationTypeFilter(BiSocketExchange.class, false));
        return scanner;
    }
}
