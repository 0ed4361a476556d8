package io.bisocket.spring.boot.test.shop;

import org.springframework.stereotype.Service;

@Service
class Prices {

    int of(String item) {
        return item.length();
    }
}
