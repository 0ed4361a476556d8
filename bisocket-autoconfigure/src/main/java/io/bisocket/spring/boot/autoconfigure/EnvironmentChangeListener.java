package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.BiSocketKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Refreshes the keys when Spring Cloud has changed the environment. Knows its event by name, so
 * that there need be no Spring Cloud.
 */
final class EnvironmentChangeListener implements SmartApplicationListener {

    static final String EVENT =
            "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private final ObjectProvider<BiSocketKeys> keys;
    private final ObjectProvider<KeyRingUser> users;

    /**
     * @param users without any, the keys are not even read
     */
    EnvironmentChangeListener(
            ObjectProvider<BiSocketKeys> keys, ObjectProvider<KeyRingUser> users) {
        this.keys = keys;
        this.users = users;
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
        return type.getName().equals(EVENT);
    }

    @Override
    public boolean supportsSourceType(@Nullable Class<?> sourceType) {
        return true;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (users.stream().findAny().isPresent()) {
            keys.ifAvailable(BiSocketKeys::refresh);
        }
    }
}
