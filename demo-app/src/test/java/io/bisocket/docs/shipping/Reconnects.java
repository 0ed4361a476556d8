package io.bisocket.docs.shipping;

import io.bisocket.spring.ConnectionOpenedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The documentation's bean that is told of connections. */
@Component
class Reconnects {

    @EventListener
    void connected(ConnectionOpenedEvent event) {
        if (event.isAgain()) {
            event.client().sendAsync("region", "north");
        }
    }
}
