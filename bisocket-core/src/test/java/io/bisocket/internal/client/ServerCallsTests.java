package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.CallKind;
import io.bisocket.CryptoKey;
import io.bisocket.ErrorCode;
import io.bisocket.Message;
import io.bisocket.MessageReceiver;
import io.bisocket.RequestHandler;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.link.FakeLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerCallsTests {

    private final Map<String, RequestHandler> handlers = new HashMap<>();
    private @Nullable RequestHandler catchAll;
    private final List<Message> received = new ArrayList<>();
    private final BiSocketClient client = BiSocketClient.builder().key(CryptoKey.builtIn()).build();

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void whenAMethodHasAHandlerItTakesEveryKindOfCall() {
        handlers.put("own", request -> request.reply("from the client"));

        for (CallKind kind : CallKind.values()) {
            FakeCall call = take(new FakeCall(kind, "own", ""), received::add);

            assertThat(call.replies()).containsExactly("from the client");
            assertThat(call.isEnded()).isTrue();
        }
        assertThat(received).isEmpty();
    }

    @Test
    void whenASendHasNoHandlerOfItsOwnTheReceiverGetsIt() {
        catchAll = request -> request.reply("not me");

        FakeCall call = take(new FakeCall(CallKind.SEND, "news", "good ones"), received::add);

        assertThat(call.replies()).isEmpty();
        assertThat(call.isEnded()).isTrue();
        assertThat(received)
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.method()).contains("news");
                            assertThat(message.text()).isEqualTo("good ones");
                            assertThat(message.requestId()).isEqualTo(call.id());
                            assertThat(message.headers()).isEmpty();
                        });
    }

    @Test
    void whenThereIsNoReceiverTheHandlerForAllTakesSendsToo() {
        catchAll = request -> request.reply("me");

        assertThat(take(new FakeCall(CallKind.SEND, "news", ""), null).replies())
                .containsExactly("me");
    }

    @Test
    void whenNobodyTakesASendItIsDropped() {
        FakeCall call = take(new FakeCall(CallKind.SEND, "news", ""), null);

        assertThat(call.isEnded()).isTrue();
        assertThat(call.reports()).isEmpty();
    }

    @Test
    void whenARequestHasNoHandlerItFails() {
        for (CallKind kind : List.of(CallKind.REQUEST, CallKind.STREAM)) {
            FakeCall call = take(new FakeCall(kind, "ask", ""), received::add);

            assertThat(call.reports())
                    .singleElement()
                    .satisfies(
                            report -> {
                                assertThat(report.code()).isEqualTo(ErrorCode.NO_HANDLER);
                                assertThat(report.notProcessed()).isTrue();
                            });
            assertThat(call.isEnded()).isTrue();
        }
        assertThat(received).isEmpty();
    }

    @Test
    void whenTheServerAskedItIsThePeer() {
        handlers.put(
                "own",
                request -> {
                    assertThat(request.peer()).isSameAs(client);
                    assertThat(request).hasToString("request 'id' for 'own' from the server");
                });

        FakeCall call = take(new FakeCall(CallKind.REQUEST, "own", ""), null);

        assertThat(call.reports()).isEmpty();
    }

    @Test
    void whenTheLinkEndsItsCallsAreRefused() {
        handlers.put("own", request -> request.reply("too late"));
        ServerCalls calls = calls(null);
        RequestLane lane = calls.newLane(new FakeLink());
        lane.start();
        lane.finish();
        FakeCall call = new FakeCall(CallKind.REQUEST, "own", "");

        calls.take(call, lane);

        assertThat(call.failures().get(0).message())
                .isEqualTo("the client is closing the connection");
        assertThat(call.reports().get(0).notProcessed()).isTrue();
    }

    private FakeCall take(FakeCall call, @Nullable MessageReceiver receiver) {
        ServerCalls calls = calls(receiver);
        RequestLane lane = calls.newLane(new FakeLink());
        lane.start();
        calls.take(call, lane);
        return call;
    }

    private ServerCalls calls(@Nullable MessageReceiver receiver) {
        DefaultClientBuilder builder = new DefaultClientBuilder();
        builder.key(CryptoKey.builtIn());
        handlers.forEach((method, handler) -> builder.handler(method, handler));
        if (catchAll != null) {
            builder.catchAll(catchAll);
        }
        ClientSettings settings = builder.settings();
        Inbox inbox = new Inbox(receiver, Runnable::run, settings.limits(), () -> {});
        return new ServerCalls(settings, client, inbox, Runnable::run);
    }
}
