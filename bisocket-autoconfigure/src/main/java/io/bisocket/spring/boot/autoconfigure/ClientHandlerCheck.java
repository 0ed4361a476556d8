package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.ClientNotFoundException;
import io.bisocket.spring.handler.HandlerMethods;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/** Refuses handlers of clients that there are not, which nobody would ever call. */
final class ClientHandlerCheck implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    ClientHandlerCheck(ConfigurableListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    /**
     * Looks at all handlers.
     *
     * @throws ClientNotFoundException if one is for a client that is not in the properties; one
     *     that is there and not enabled is no mistake
     */
    @Override
    public void afterSingletonsInstantiated() {
        List<String> clients = ConfiguredClient.wanted(environment, beans);
        HandlerMethods.existIn(beans, handler -> isMisplaced(handler, clients));
    }

    private boolean isMisplaced(BiSocketHandler handler, List<String> clients) {
        for (String client : handler.client()) {
            if (!clients.contains(client) && !ConfiguredClient.isDisabled(client, environment)) {
                throw new ClientNotFoundException(
                        "@BiSocketHandler(%s)"
                                .formatted(String.join(", ", Arrays.asList(handler.value()))),
                        client,
                        clients);
            }
        }
        return false;
    }
}
