package io.bisocket.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether the properties ask for a client. */
final class OnClientCondition extends SpringBootCondition {

    private static final String ENABLED = "bisocket.client.enabled";
    private static final String HOST = "bisocket.client.host";

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        ConditionMessage.Builder message = ConditionMessage.forCondition("BiSocket client");
        if (!environment.getProperty(ENABLED, Boolean.class, true)) {
            return ConditionOutcome.noMatch(message.because(ENABLED + " is false"));
        }
        return StringUtils.hasText(environment.getProperty(HOST))
                ? ConditionOutcome.match(message.because(HOST + " is set"))
                : ConditionOutcome.noMatch(message.because(HOST + " is not set"));
    }
}
