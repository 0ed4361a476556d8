package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.bisocket.BiSocketServer;
import io.bisocket.HandlerFailure;
import io.bisocket.internal.dispatch.Dispatcher;
import io.bisocket.internal.python.HandlerErrorPayload;
import io.bisocket.internal.python.RawPythonPeer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerFailureTests {

    private LogLines log;
    private RunningServer server;
    private RawPythonPeer peer;

    @BeforeEach
    void catchLog() {
        log = new LogLines(Dispatcher.class);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        log.close();
    }

    @Test
    void whenNoHandlerHasTheMethodThenTheFailureNamesIt() throws Exception {
        start(RunningServer.builder());

        peer.call("unknown", "");

        assertThat(failure())
                .isEqualTo(
                        new HandlerFailure(
                                "NoHandlerException",
                                "no handler for method 'unknown'",
                                "unknown",
                                null));
        assertThatTheConnectionGoesOn();
    }

    @Test
    void whenAHandlerThrowsThenTheClientIsToldAndTheLogOnce() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "fail",
                                request -> {
                                    throw new IllegalStateException("out of stock");
                                }));

        String id = peer.call("fail", "");

        assertThat(failure())
                .isEqualTo(
                        new HandlerFailure("IllegalStateException", "out of stock", "fail", null));
        assertThat(log.events()).hasSize(1);
        ILoggingEvent line = log.events().get(0);
        assertThat(line.getFormattedMessage())
                .isEqualTo(
                        "The handler of request '%s' for 'fail' from client %s failed"
                                .formatted(id, peer.id()));
        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("out of stock");
        assertThatTheConnectionGoesOn();
    }

    @Test
    void whenAHandlerThrowsAnErrorThenTheClientIsToldAllTheSame() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "recurse",
                                request -> {
                                    throw new StackOverflowError();
                                }));

        peer.call("recurse", "");

        assertThat(failure())
                .isEqualTo(new HandlerFailure("StackOverflowError", "", "recurse", null));
        assertThatTheConnectionGoesOn();
    }

    @Test
    void whenAPayloadCannotBeReadThenOneLineOfTheLogSaysSo() throws Exception {
        start(RunningServer.builder().handler("count", request -> request.as(Integer.class)));

        String id = peer.call("count", "many");
        failure();
        String empty = peer.call("count", "");

        assertThat(failure())
                .isEqualTo(
                        new HandlerFailure(
                                "BiSocketException",
                                "the payload is empty, and holds no java.lang.Integer",
                                "count",
                                null));
        assertThat(log.events())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
        assertThat(log.lines().get(0))
                .startsWith(
                        "WARN The handler of request '%s' for 'count' from client %s failed: the"
                                .formatted(id, peer.id()))
                .contains("the payload of 4 bytes is not a java.lang.Integer in JSON");
        assertThat(log.lines().get(1)).contains(empty, "the payload is empty");
        assertThatTheConnectionGoesOn();
    }

    @Test
    void whenAStageFailsThenTheCauseIsTold() throws Exception {
        CompletionException failure =
                new CompletionException(
                        new CompletionException(new IllegalArgumentException("too few")));
        start(
                RunningServer.builder()
                        .asyncHandler("fail", request -> CompletableFuture.failedFuture(failure)));

        peer.call("fail", "");

        assertThat(failure())
                .isEqualTo(new HandlerFailure("IllegalArgumentException", "too few", "fail", null));
        assertThat(log.events()).hasSize(1);
        assertThatTheConnectionGoesOn();
    }

    @Test
    void whenAHandlerReturnsNoStageThenTheClientIsTold() throws Exception {
        start(RunningServer.builder().asyncHandler("fail", request -> null));

        peer.call("fail", "");

        assertThat(failure().message()).isEqualTo("the handler returned no stage");
        assertThatTheConnectionGoesOn();
    }

    @Test
    void whenStackTracesAreSentThenTheFailureHasOne() throws Exception {
        start(
                RunningServer.builder()
                        .sendStackTraces(true)
                        .handler(
                                "fail",
                                request -> {
                                    throw new IllegalStateException("out of stock");
                                }));

        peer.call("fail", "");

        assertThat(failure().stackTrace())
                .startsWith("java.lang.IllegalStateException: out of stock")
                .contains("at io.bisocket.internal.server.ServerFailureTests");
    }

    @Test
    void whenAMessageIsVeryLongThenTheClientGetsItsBeginning() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "fail",
                                request -> {
                                    throw new IllegalStateException("x".repeat(1_000_000));
                                }));

        peer.call("fail", "");

        assertThat(failure().message())
                .startsWith("x".repeat(8192) + "...")
                .endsWith("(1,000,000 characters in all)");
    }

    @Test
    void whenAPayloadIsNotWhatTheHandlerWantsThenTheClientIsTold() throws Exception {
        start(
                RunningServer.builder()
                        .handler("sum", request -> request.reply(request.as(int[].class)[0] + "")));

        peer.call("sum", "not JSON");

        HandlerFailure failure = failure();
        assertThat(failure.type()).isEqualTo("BiSocketException");
        assertThat(failure.message()).startsWith("the payload of 8 bytes is not a int[] in JSON");
    }

    @Test
    void whenAHandlerReportsAFailureItselfThenItsRequestGoesOn() throws Exception {
        start(
                RunningServer.builder()
                        .handler(
                                "partly",
                                request -> {
                                    request.fail(new IllegalStateException("first part"));
                                    request.reply("second part");
                                }));

        peer.call("partly", "");

        assertThat(failure().message()).isEqualTo("first part");
        assertThat(peer.replyText()).isEqualTo("second part");
        assertThat(log.events()).isEmpty();
    }

    @Test
    void whenTheExecutorRefusesThenTheClientIsToldThatNothingWasDone() throws Exception {
        start(
                RunningServer.builder()
                        .executor(
                                task -> {
                                    throw new RejectedExecutionException("queue is full");
                                }));

        peer.call("echo", "");

        assertThat(failure().type()).isEqualTo("RequestRejectedException");
        peer.sayGoodbye();
    }

    @Test
    void whenANameWouldSpoilTheLogThenItIsMadeHarmless() throws Exception {
        start(
                RunningServer.builder()
                        .catchAll(
                                request -> {
                                    throw new IllegalStateException("no");
                                }));

        peer.call("a\nb" + "c".repeat(200), "");

        failure();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("for 'a?b" + "c".repeat(97) + "... (203 characters in all)'");
    }

    private void start(BiSocketServer.Builder builder) throws Exception {
        server = RunningServer.start(builder);
        peer = server.connect();
    }

    private HandlerFailure failure() throws Exception {
        return HandlerErrorPayload.decode(peer.reply().payload()).orElseThrow();
    }

    private void assertThatTheConnectionGoesOn() throws Exception {
        peer.call("echo", "next");
        assertThat(peer.replyText()).isEqualTo("next");
        peer.sayGoodbye();
    }
}
