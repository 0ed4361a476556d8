package io.bisocket.spring.boot.autoconfigure;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the properties ask for a client, or a bean says where its server is. */
final class OnClientCondition extends SpringBootCondition implements ConfigurationCondition {

    /** Late, since connection details are beans. */
    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<String> clients =
                ConfiguredClient.wanted(
                        context.getEnvironment(),
                        Objects.requireNonNull(
                                context.getBeanFactory(), "there is no bean factory"));
        ConditionMessage.Builder message = ConditionMessage.forCondition("BiSocket client");
        return clients.isEmpty()
                ? ConditionOutcome.noMatch(
                        message.because(
                                "none of bisocket.client.host, bisocket.client.addresses and"
                                        + " bisocket.clients is set, or they are not enabled"))
                : ConditionOutcome.match(message.found("client", "clients").items(clients));
    }
}
