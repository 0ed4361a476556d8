package io.bisocket.operations;

import io.bisocket.spring.BiSocketHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with a web server, that serves, and may call another one of its kind. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ShopApplication {

    static final String KEY = "6f1d0a5be2c94738f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f607";

    final List<byte[]> notes = new CopyOnWriteArrayList<>();
    final List<byte[]> news = new CopyOnWriteArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    /** Starts one on free ports, with everything exposed that an operator may want. */
    static ConfigurableApplicationContext start(String... properties) {
        SpringApplication application = new SpringApplication(ShopApplication.class);
        application.setRegisterShutdownHook(false);
        Stream<String> common =
                Stream.of(
                        "spring.application.name=shop",
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "bisocket.crypto-key=" + KEY,
                        "bisocket.server.address=127.0.0.1",
                        "bisocket.server.port=0",
                        "bisocket.server.python.enabled=false",
                        "bisocket.compression.method=deflate",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.health.show-details=always",
                        "management.endpoint.health.probes.enabled=true");
        return application.run(
                Stream.concat(common, Stream.of(properties))
                        .map(each -> "--" + each)
                        .toArray(String[]::new));
    }

    @BiSocketHandler("echo")
    byte[] echo(byte[] payload) {
        return payload;
    }

    @BiSocketHandler("note")
    void note(byte[] payload) {
        notes.add(payload);
    }

    @BiSocketHandler("slow")
    String slow() throws InterruptedException {
        begun.countDown();
        released.await();
        return "done";
    }

    @BiSocketHandler(value = "news", client = BiSocketHandler.DEFAULT_CLIENT)
    void news(byte[] payload) {
        news.add(payload);
    }

    @BiSocketHandler(value = "ask", client = BiSocketHandler.DEFAULT_CLIENT)
    String ask(String question) {
        return "yes";
    }
}
