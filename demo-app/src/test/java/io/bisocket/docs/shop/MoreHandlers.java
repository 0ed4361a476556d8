package io.bisocket.docs.shop;

import io.bisocket.ClientSession;
import io.bisocket.Request;
import io.bisocket.docs.Receipt;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.ClientConnectedEvent;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The handlers of {@code docs/spring.md}. */
@Component
class MoreHandlers {

    @BiSocketHandler("whoami")
    String whoAmI(ClientSession client) {
        return client.id() + ", from " + client.address().getHostString();
    }

    @BiSocketHandler("lookup")
    CompletableFuture<Receipt> lookup(String item) {
        return CompletableFuture.supplyAsync(() -> new Receipt(item, 1));
    }

    @BiSocketHandler("countdown")
    Stream<String> countdown(Integer from) {
        return IntStream.iterate(from, n -> n > 0, n -> n - 1).mapToObj(n -> n + "!");
    }

    @BiSocketHandler("subscribe")
    void subscribe(String topic, Request request) {
        request.reply("subscribed to " + topic);
        request.reply("nothing new about " + topic);
    }

    @BiSocketHandler("*")
    String anythingElse(Request request) {
        return "no idea what " + request.method() + " is";
    }

    @BiSocketHandler("region")
    void region(String region, ClientSession client) {
        client.join(region);
    }

    @EventListener
    void connected(ClientConnectedEvent event) {
        event.session().join("everybody");
    }
}
