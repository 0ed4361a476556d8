package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.PayloadTooLargeException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepliesTests {

    @Test
    void whenClientIsGoneThenAnEndlessStreamEndsAndIsClosed() {
        FakeRequest request = new FakeRequest("stream", "");
        AtomicInteger made = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        Stream<String> endless =
                IntStream.iterate(0, i -> i + 1)
                        .peek(i -> request.open = made.incrementAndGet() < 5)
                        .mapToObj(Integer::toString)
                        .onClose(() -> closed.set(true));

        new Replies(value -> null).send(request, endless);

        assertThat(request.replies).hasSize(4);
        assertThat(closed).isTrue();
    }

    @Test
    void whenAReplyOfAStreamIsRefusedThenTheStreamEnds() {
        FakeRequest request = new FakeRequest("stream", "");
        request.refusal = new PayloadTooLargeException(3, 2, "max-message-size");

        new Replies(value -> null).send(request, Stream.generate(() -> "x"));

        assertThat(request.failures).containsExactly(request.refusal);
    }
}
