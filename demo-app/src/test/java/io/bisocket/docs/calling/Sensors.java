package io.bisocket.docs.calling;

import io.bisocket.spring.BiSocketHandler;
import org.springframework.stereotype.Component;

/** The documentation's handler of a client. */
@Component
class Sensors {

    @BiSocketHandler(value = "sensor.read", client = BiSocketHandler.DEFAULT_CLIENT)
    int read(String sensor) {
        return sensor.length();
    }
}
