package io.bisocket.spring.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.MessageSpec;
import io.bisocket.spring.handler.SampleArguments.Row;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * Every kind of argument with every kind of result, over real sockets: as a request and as a stream
 * in the native format, and in the Python format, also with the genuine package, as far as that
 * carries them.
 */
@Timeout(120)
class HandlerKindsTests {

    private static final String KEY_TEXT =
            "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final CryptoKey KEY = CryptoKey.of(KEY_TEXT);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static AnnotationConfigApplicationContext context;
    private static BiSocketServer server;
    private static BiSocketClient nativeClient;
    private static BiSocketClient pythonClient;
    private static final List<String> received = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(LocalValidatorFactoryBean.class);
        context.register(CombinedHandlers.type());
        context.registerBean(
                HandlerMethods.class,
                () -> new HandlerMethods(context.getBeanFactory(), annotation -> true));
        context.refresh();
        BiSocketServer.Builder builder =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(KEY)
                        .python(Encryption.SECURE)
                        .authenticator(client -> () -> "the caller");
        context.getBean(HandlerMethods.class).addTo(builder);
        server = builder.start();
        nativeClient = client().onReceive(message -> received.add(message.text())).connect();
        pythonClient =
                client().python(Encryption.SECURE)
                        .onReceive(message -> received.add(message.text()))
                        .connect();
    }

    @AfterAll
    static void stop() {
        nativeClient.close();
        pythonClient.close();
        server.close();
        context.close();
    }

    static Stream<Row> arguments() {
        return SampleArguments.rows().stream();
    }

    static Stream<Method> results() {
        return SampleResults.methods().stream();
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void whenItIsARequestThenTheFirstReplyIsTheAnswer(Row row) {
        SoftAssertions softly = new SoftAssertions();
        for (Method result : SampleResults.methods()) {
            String reply =
                    new String(
                            call(nativeClient, row, result)
                                    .header("trace", "42")
                                    .timeout(PATIENCE)
                                    .retrieve(),
                            UTF_8);
            softly.assertThat(reply)
                    .as("%s to %s", row, result.getName())
                    .isEqualTo(SampleResults.first(result, row.seen()));
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void whenItIsAStreamThenAllRepliesAreItems(Row row) {
        SoftAssertions softly = new SoftAssertions();
        for (Method result : SampleResults.methods()) {
            Collected items = new Collected();
            call(nativeClient, row, result).header("trace", "42").timeout(PATIENCE).stream()
                    .subscribe(items);
            softly.assertThat(items.join())
                    .as("%s to %s", row, result.getName())
                    .isEqualTo(SampleResults.all(result, row.seen()));
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void whenThePeerSpeaksPythonThenItIsAnsweredToo(Row row) {
        String seen = row.seenInPython();
        if (seen == null) {
            return;
        }
        SoftAssertions softly = new SoftAssertions();
        for (Method result : SampleResults.methods()) {
            if (SampleResults.all(result, seen).isEmpty()) {
                continue;
            }
            String reply =
                    new String(call(pythonClient, row, result).timeout(PATIENCE).retrieve(), UTF_8);
            softly.assertThat(reply)
                    .as("%s to %s", row, result.getName())
                    .isEqualTo(SampleResults.first(result, seen));
        }
        softly.assertAll();
    }

    @Test
    void whenThePeerIsThePythonPackageItselfThenItGetsAllReplies() throws Exception {
        PythonCalls calls = new PythonCalls();
        List<List<String>> expected = new ArrayList<>();
        for (Row row : SampleArguments.rows()) {
            for (Method result : SampleResults.methods()) {
                String seen = row.seenInPython();
                if (seen != null) {
                    List<String> replies = SampleResults.all(result, seen);
                    calls.add(method(row, result), row.payload(), replies.size());
                    expected.add(replies);
                }
            }
        }

        assertThat(calls.make(server.port(), KEY_TEXT)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("results")
    void whenItIsASendThenAllRepliesComeToTheReceiver(Method result) {
        for (BiSocketClient client : List.of(nativeClient, pythonClient)) {
            received.clear();
            client.send("text." + result.getName() + ".7", "grüße");
            client.send("text.string.7", "the end");

            await().atMost(PATIENCE).until(() -> received.contains("the end"));
            List<String> expected = new ArrayList<>(SampleResults.all(result, "grüße"));
            expected.add("the end");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(received)
                                            .containsExactlyInAnyOrderElementsOf(expected));
        }
    }

    private static BiSocketClient.Builder client() {
        return BiSocketClient.builder().address("127.0.0.1", server.port()).key(KEY);
    }

    private static MessageSpec call(BiSocketClient client, Row row, Method result) {
        return client.method(method(row, result)).payload(row.payload());
    }

    private static String method(Row row, Method result) {
        return "%s.%s.7".formatted(row.argument(), result.getName());
    }
}
