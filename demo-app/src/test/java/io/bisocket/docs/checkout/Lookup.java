package io.bisocket.docs.checkout;

import io.bisocket.BiSocketClient;
import io.bisocket.docs.Receipt;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The documentation's call that may have no reply. */
@Service
class Lookup {

    private final BiSocketClient client;

    Lookup(BiSocketClient client) {
        this.client = client;
    }

    Optional<Receipt> find(String item) {
        return client.method("order.find").payload(item).retrieveOptional(Receipt.class);
    }
}
