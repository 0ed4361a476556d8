package io.bisocket.test;

import static io.bisocket.test.BiSocketAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ErrorCode;
import io.bisocket.Message;
import io.bisocket.RequestTimeoutException;
import io.bisocket.Transport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssertionsTests {

    private final Transport network = Transport.inMemory();
    private final ReceivedMessages received = new ReceivedMessages();
    private final BiSocketServer server =
            BiSocketServer.builder()
                    .transport(network)
                    .handler("echo", request -> request.reply(request.bytes()))
                    .handler("list", request -> request.replyObject(List.of(1, 2)))
                    .handler("never", io.bisocket.Request::replyLater)
                    .start();
    private final BiSocketClient client =
            BiSocketClient.builder().transport(network).onReceive(received::add).connect();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void whenTheReplyIsAsExpectedNothingIsSaid() {
        assertThat(client).request("echo", new byte[] {1}).replies().containsExactly(1);
        assertThat(client).request("echo", "tea").repliesWithText().isEqualTo("tea");
        assertThat(client).request("list").repliesWith(List.class).isEqualTo(List.of(1, 2));
        assertThat(client).request("echo").succeeds();
    }

    @Test
    void whenTheReplyIsAnotherTheMethodIsNamed() {
        assertThatThrownBy(
                        () ->
                                assertThat(client)
                                        .request("echo", "tea")
                                        .repliesWithText()
                                        .isEqualTo("milk"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[echo replies with text]")
                .hasMessageContaining("milk");
    }

    @Test
    void whenTheCallFailsTheCodeIsNamed() {
        assertThatThrownBy(() -> assertThat(client).request("nothing").succeeds())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "[nothing] a reply was expected, but the call failed with NO_HANDLER:");
    }

    @Test
    void whenTheCallSucceedsButShouldNotItIsSaid() {
        assertThatThrownBy(() -> assertThat(client).request("echo").failsWith(ErrorCode.NO_HANDLER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[echo fails with BiSocketException]");
    }

    @Test
    void whenTheCodeIsAnotherItIsSaid() {
        assertThatThrownBy(() -> assertThat(client).request("nothing").failsWith(ErrorCode.TIMEOUT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[nothing fails with TIMEOUT]");
    }

    @Test
    void whenACallHasATimeoutItCounts() {
        assertThat(client)
                .call("never", call -> call.timeout(Duration.ofMillis(50)))
                .failsWith(RequestTimeoutException.class)
                .hasMessage("no answer came before the deadline");
    }

    @Test
    void whenMessagesComeTheyAreTakenInOrderAndKept() {
        server.clients()
                .forEach(
                        session -> {
                            session.send("a", "one");
                            session.send("b", "two");
                            session.send("a", "three");
                        });

        assertThat(received.next("b").text()).isEqualTo("two");
        assertThat(received.next().text()).isEqualTo("one");
        assertThat(received.next().text()).isEqualTo("three");
        assertThat(received.await(3))
                .extracting(Message::text)
                .containsExactly("one", "two", "three");
        received.clear();
        assertThat(received.all()).isEmpty();
    }

    @Test
    void whenNoMessageComesWhatCameIsNamed() {
        server.clients().forEach(session -> session.send("a", "one"));
        received.await(1);
        ReceivedMessages impatient = received.within(Duration.ofMillis(20));

        assertThatThrownBy(() -> impatient.next("b"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no message to method 'b' within PT0.02S; received: [a: one]");
        assertThatThrownBy(() -> impatient.await(2))
                .isInstanceOf(AssertionError.class)
                .hasMessage("2 messages expected within PT0.02S; received: [a: one]");
    }
}
