package io.bisocket.spring.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * The packages that one {@link BiSocketExchangeScan} names.
 *
 * @param names at least one
 */
public record ExchangePackages(List<String> names) {

    /** The packages of all annotations. */
    public static Set<String> in(ListableBeanFactory beans) {
        Set<String> packages = new LinkedHashSet<>();
        beans.getBeansOfType(ExchangePackages.class, true, false)
                .values()
                .forEach(each -> packages.addAll(each.names()));
        return packages;
    }

    /** Makes a bean of an annotation. */
    static final class Registrar implements ImportBeanDefinitionRegistrar {

        @Override
        public void registerBeanDefinitions(
                AnnotationMetadata annotated, BeanDefinitionRegistry registry) {
            RootBeanDefinition definition = new RootBeanDefinition(ExchangePackages.class);
            definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
            definition
                    .getConstructorArgumentValues()
                    .addIndexedArgumentValue(0, packages(annotated));
            registry.registerBeanDefinition(
                    ExchangePackages.class.getName() + "." + annotated.getClassName(), definition);
        }

        private static List<String> packages(AnnotationMetadata annotated) {
            AnnotationAttributes scan =
                    AnnotationAttributes.fromMap(
                            annotated.getAnnotationAttributes(
                                    BiSocketExchangeScan.class.getName()));
            List<String> packages = new ArrayList<>();
            if (scan != null) {
                packages.addAll(Arrays.asList(scan.getStringArray("basePackages")));
                for (Class<?> type : scan.getClassArray("basePackageClasses")) {
                    packages.add(type.getPackageName());
                }
            }
            if (packages.isEmpty()) {
                packages.add(ClassUtils.getPackageName(annotated.getClassName()));
            }
            return packages;
        }
    }
}
