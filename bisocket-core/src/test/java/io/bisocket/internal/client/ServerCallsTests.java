package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.CryptoKey;
import io.bisocket.ErrorCode;
import io.bisocket.Limits;
import io.bisocket.Message;
import io.bisocket.MessageReceiver;
import io.bisocket.Reconnect;
import io.bisocket.internal.dispatch.Handler;
import io.bisocket.internal.dispatch.Handlers;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.IncomingCall.Kind;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerCallsTests {

    private final Handlers.Builder handlers = new Handlers.Builder();
    private final List<Message> received = new ArrayList<>();
    private final BiSocketClient client = BiSocketClient.builder().key(CryptoKey.builtIn()).build();

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void whenAMethodHasAHandlerItTakesEveryKindOfCall() {
        handlers.add("own", Handler.of(request -> request.reply("from the client")));

        for (Kind kind : Kind.values()) {
            FakeCall call = take(new FakeCall(kind, "own", ""), received::add);

            assertThat(call.replies()).containsExactly("from the client");
            assertThat(call.isEnded()).isTrue();
        }
        assertThat(received).isEmpty();
    }

    @Test
    void whenASendHasNoHandlerOfItsOwnTheReceiverGetsIt() {
        handlers.catchAll(Handler.of(request -> request.reply("not me")));

        FakeCall call = take(new FakeCall(Kind.SEND, "news", "good ones"), received::add);

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
        handlers.catchAll(Handler.of(request -> request.reply("me")));

        assertThat(take(new FakeCall(Kind.SEND, "news", ""), null).replies()).containsExactly("me");
    }

    @Test
    void whenNobodyTakesASendItIsDropped() {
        FakeCall call = take(new FakeCall(Kind.SEND, "news", ""), null);

        assertThat(call.isEnded()).isTrue();
        assertThat(call.reports()).isEmpty();
    }

    @Test
    void whenARequestHasNoHandlerItFails() {
        for (Kind kind : List.of(Kind.REQUEST, Kind.STREAM)) {
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
        handlers.add(
                "own",
                Handler.of(
                        request -> {
                            assertThat(request.peer()).isSameAs(client);
                            assertThat(request)
                                    .hasToString("request 'id' for 'own' from the server");
                        }));

        FakeCall call = take(new FakeCall(Kind.REQUEST, "own", ""), null);

        assertThat(call.reports()).isEmpty();
    }

    @Test
    void whenTheLinkEndsItsCallsAreRefused() {
        handlers.add("own", Handler.of(request -> request.reply("too late")));
        ServerCalls calls = calls(null);
        RequestLane lane = calls.newLane(new FakeLink());
        lane.start();
        lane.finish();
        FakeCall call = new FakeCall(Kind.REQUEST, "own", "");

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
        ClientSettings settings =
                new ClientSettings(
                        "fake",
                        1,
                        null,
                        CryptoKey.builtIn(),
                        "",
                        null,
                        new UUID(0, 1),
                        handlers.build(),
                        null,
                        receiver,
                        List.of(),
                        Reconnect.never(),
                        Duration.ofSeconds(1),
                        null,
                        Limits.defaults(),
                        new JsonPayloadCodec());
        Inbox inbox = new Inbox(receiver, Runnable::run, settings.limits(), () -> {});
        return new ServerCalls(settings, client, inbox, Runnable::run);
    }
}
