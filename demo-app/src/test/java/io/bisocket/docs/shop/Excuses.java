package io.bisocket.docs.shop;

import io.bisocket.spring.BiSocketAdvice;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;

@BiSocketAdvice
class Excuses {

    @MessageExceptionHandler
    String excuse(IllegalStateException failure) {
        return "sorry: " + failure.getMessage();
    }
}
