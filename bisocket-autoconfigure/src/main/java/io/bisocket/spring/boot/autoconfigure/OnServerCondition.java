package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.BiSocketServerBuilderCustomizer;
import io.bisocket.spring.handler.HandlerMethods;
import java.util.Objects;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the application serves, or its properties ask for a server. */
final class OnServerCondition extends SpringBootCondition implements ConfigurationCondition {

    private static final String ENABLED = "bisocket.server.enabled";

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("BiSocket server");
        Boolean enabled = context.getEnvironment().getProperty(ENABLED, Boolean.class);
        if (enabled != null) {
            return new ConditionOutcome(enabled, message.because(ENABLED + " is " + enabled));
        }
        ConfigurableListableBeanFactory beans =
                Objects.requireNonNull(context.getBeanFactory(), "there is no bean factory");
        if (beans.getBeanNamesForType(BiSocketServerBuilderCustomizer.class, true, false).length
                > 0) {
            return ConditionOutcome.match(message.because("a customizer of the server was found"));
        }
        return HandlerMethods.existIn(beans, OnServerCondition::isOfServer)
                ? ConditionOutcome.match(message.because("a handler method was found"))
                : ConditionOutcome.noMatch(message.because("no handler method was found"));
    }

    /** Whether a handler is the server's, and not that of clients. */
    static boolean isOfServer(BiSocketHandler handler) {
        return handler.client().length == 0;
    }
}
