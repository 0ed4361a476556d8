package io.bisocket.spring.boot.test.shop;

import org.springframework.stereotype.Component;

@Component
class PoliteGreetings implements Greetings {

    @Override
    public String greet(String name) {
        return "Good morning, " + name;
    }
}
