package io.bisocket.benchmarks.rsocketspring;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;

/** What a user writes. */
@Controller
final class EchoController {

    @MessageMapping("echo")
    byte[] echo(byte[] payload) {
        return payload;
    }
}
