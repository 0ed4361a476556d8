package io.bisocket.spring.boot.test.shop;

import io.bisocket.spring.BiSocketHandler;

interface Greetings {

    @BiSocketHandler("greet")
    String greet(String name);
}
