package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketServer;
import io.bisocket.Request;
import io.bisocket.spring.handler.HandlerContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Auto-configuration of Spring Security for the server's handlers: they run as the client that
 * asks, with the authorities of its key.
 */
@AutoConfiguration(
        after = BiSocketAutoConfiguration.class,
        before = BiSocketServerAutoConfiguration.class)
@ConditionalOnClass({BiSocketServer.class, SecurityContextHolder.class, AuthorizationManager.class})
@ConditionalOnBooleanProperty(name = "bisocket.security.enabled", matchIfMissing = true)
@ConditionalOnBiSocket
public final class BiSocketSecurityAutoConfiguration {

    @Bean
    @Lazy
    KeyAuthorities bisocketKeyAuthorities(Environment environment) {
        return new KeyAuthorities(
                () ->
                        Binder.get(environment)
                                .bindOrCreate("bisocket", BiSocketProperties.class)
                                .keys());
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    SecurityInterceptor bisocketSecurityInterceptor(
            KeyAuthorities authorities, ObjectProvider<AuthorizationManager<Request>> rules) {
        return new SecurityInterceptor(
                new SessionAuthentication(authorities), rules.orderedStream().toList());
    }

    /** Publishers work as the client that asks, too, when they are asked for items. */
    @Bean
    @ConditionalOnMissingBean
    HandlerContext bisocketSecurityHandlerContext() {
        return () -> {
            SecurityContext context = SecurityContextHolder.getContext();
            return task -> new DelegatingSecurityContextRunnable(task, context).run();
        };
    }

    /** For handlers' parameters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HandlerMethodArgumentResolver.class)
    static class Parameters {

        @Bean
        @ConditionalOnMissingBean
        AuthenticationArgumentResolver bisocketAuthenticationArgumentResolver() {
            return new AuthenticationArgumentResolver();
        }
    }
}
