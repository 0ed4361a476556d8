package io.bisocket.docs.quotes;

import org.springframework.stereotype.Service;

/** What the handler needs. */
@Service
class Prices {

    int of(String item) {
        return item.length();
    }
}
