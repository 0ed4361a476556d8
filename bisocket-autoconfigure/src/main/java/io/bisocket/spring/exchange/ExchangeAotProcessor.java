package io.bisocket.spring.exchange;

import io.bisocket.spring.handler.ExchangeMethods;
import io.bisocket.spring.handler.PayloadHints;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.javapoet.ClassName;

/**
 * Tells ahead-of-time processing of interfaces whose methods are calls: that they have proxies, and
 * what payloads they have.
 */
final class ExchangeAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        if (bean.getBeanClass() != ExchangeFactoryBean.class) {
            return null;
        }
        Class<?> exchange = bean.getBeanType().getGeneric().resolve();
        return exchange == null ? null : new Contribution(exchange);
    }

    private record Contribution(Class<?> exchange) implements BeanRegistrationAotContribution {

        @Override
        public void applyTo(GenerationContext generation, BeanRegistrationCode code) {
            RuntimeHints hints = generation.getRuntimeHints();
            hints.proxies().registerJdkProxy(AopProxyUtils.completeJdkProxyInterfaces(exchange));
            ExchangeMethods.of(exchange)
                    .keySet()
                    .forEach(method -> PayloadHints.register(hints.reflection(), method, exchange));
            registerMethods(hints.reflection());
        }

        /** They are looked at when there is a proxy, and default ones are called. */
        private void registerMethods(ReflectionHints hints) {
            for (Method method : exchange.getMethods()) {
                hints.registerMethod(method, ExecutableMode.INVOKE);
            }
        }

        @Override
        public BeanRegistrationCodeFragments customizeBeanRegistrationCodeFragments(
                GenerationContext generation, BeanRegistrationCodeFragments fragments) {
            return new BesideTheInterface(fragments, ClassName.get(exchange));
        }
    }

    /** Puts the generated code where an interface is seen that is not public. */
    private static final class BesideTheInterface extends BeanRegistrationCodeFragmentsDecorator {

        private final ClassName exchange;

        BesideTheInterface(BeanRegistrationCodeFragments fragments, ClassName exchange) {
            super(fragments);
            this.exchange = exchange;
        }

        @Override
        public ClassName getTarget(RegisteredBean bean) {
            return exchange;
        }
    }
}
