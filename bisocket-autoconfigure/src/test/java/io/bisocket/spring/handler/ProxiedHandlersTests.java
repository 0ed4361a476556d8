package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.InvalidHandlerException;
import io.bisocket.spring.handler.HandlerMethodsTests.Annotated;
import io.bisocket.spring.handler.HandlerMethodsTests.Counting;
import io.bisocket.spring.handler.HandlerMethodsTests.Greeter;
import io.bisocket.spring.handler.HandlerMethodsTests.PoliteGreeter;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

/** Handlers of beans with a proxy. */
class ProxiedHandlersTests {

    /** Wraps what beans return, so that one sees whether calls went through their proxy. */
    static class Advised {

        @Bean
        static BeanNameAutoProxyCreator proxies() {
            BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
            creator.setBeanNames("advised*");
            creator.setInterceptorNames("advice");
            return creator;
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static MethodInterceptor advice() {
            return call -> "[" + call.proceed() + "]";
        }
    }

    @Configuration
    static class SubclassProxy extends Advised {

        @Bean
        Annotated advisedEcho() {
            return new Annotated();
        }
    }

    @Configuration
    static class InterfaceProxy extends Advised {

        @Bean
        PoliteGreeter advisedGreeter() {
            return new PoliteGreeter();
        }
    }

    @Test
    void whenBeanHasASubclassProxyThenCallsGoThroughIt() {
        try (FoundHandlers found = new FoundHandlers(SubclassProxy.class)) {
            assertThat(AopUtils.isCglibProxy(found.context.getBean("advisedEcho"))).isTrue();
            assertThat(found.handle("echo", "a").replies).containsExactly("[echo a]");
        }
    }

    @Test
    void whenBeanHasAnInterfaceProxyThenCallsGoThroughIt() {
        try (FoundHandlers found = new FoundHandlers(InterfaceProxy.class)) {
            assertThat(AopUtils.isJdkDynamicProxy(found.context.getBean("advisedGreeter")))
                    .isTrue();
            assertThat(found.handle("greet", "you").replies).containsExactly("[Good day, you]");
        }
    }

    static class HiddenGreeter implements Greeter {

        @Override
        public String greet(String name) {
            return name;
        }

        @BiSocketHandler("hidden")
        public String hidden() {
            return "not of the interface";
        }
    }

    @Configuration
    static class HiddenByInterfaceProxy extends Advised {

        @Bean
        HiddenGreeter advisedGreeter() {
            return new HiddenGreeter();
        }
    }

    @Test
    void whenAProxyHidesTheMethodThenStartIsRefused() {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(HiddenByInterfaceProxy.class))
                .withMessageContaining("HiddenGreeter.hidden() of bean 'advisedGreeter'")
                .withMessageContaining("pull the method up to an interface");
    }

    static class FinalEcho {

        @BiSocketHandler("final")
        final String echo() {
            return "never advised";
        }
    }

    @Configuration
    static class FinalBehindProxy extends Advised {

        @Bean
        FinalEcho advisedEcho() {
            return new FinalEcho();
        }
    }

    @Test
    void whenAProxyCannotOverrideTheMethodThenStartIsRefused() {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(FinalBehindProxy.class))
                .withMessageContaining("it is final, so calls do not go through the proxy");
    }

    @Configuration
    static class ScopedBean {

        @Bean
        static BeanFactoryPostProcessor scopes() {
            Scope scope = new SimpleThreadScope();
            return factory -> {
                factory.registerScope("thread", scope);
                factory.registerScope("request", scope);
            };
        }

        @Bean
        @org.springframework.context.annotation.Scope(
                value = "thread",
                proxyMode = ScopedProxyMode.TARGET_CLASS)
        Annotated scopedEcho() {
            return new Annotated();
        }
    }

    @Test
    void whenBeanIsBehindAScopedProxyThenItIsFoundOnce() {
        try (FoundHandlers found = new FoundHandlers(ScopedBean.class)) {
            assertThat(found.names()).containsExactly("echo");
            assertThat(found.handle("echo", "a").replies).containsExactly("echo a");
        }
    }

    @Configuration
    static class RequestScopedBean extends ScopedBean {

        @Bean
        @org.springframework.context.annotation.Scope(
                value = "request",
                proxyMode = ScopedProxyMode.TARGET_CLASS)
        Counting requestScoped() {
            return new Counting();
        }
    }

    @Test
    void whenBeanLivesInHttpRequestsThenStartIsRefused() {
        assertThatExceptionOfType(InvalidHandlerException.class)
                .isThrownBy(() -> new FoundHandlers(RequestScopedBean.class))
                .withMessageContaining("of bean 'requestScoped'")
                .withMessageContaining("scope 'request', which exists during HTTP requests alone");
    }
}
