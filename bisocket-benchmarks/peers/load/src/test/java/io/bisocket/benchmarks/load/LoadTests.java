package io.bisocket.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTests {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void shutDown() {
        thread.shutdownNow();
    }

    @Test
    void whenRepliesAreWhatWasSentThenTheyAreCounted() throws InterruptedException {
        EchoClient echo = (payload, told) -> thread.execute(() -> told.onReply(payload, null));

        LoadResult result = new Load(List.of(echo, echo), 4, 16).run(10_000_000);

        assertThat(result.messages()).isGreaterThanOrEqualTo(8);
        assertThat(result.took()).isGreaterThanOrEqualTo(10_000_000);
        assertThat(result.median()).isLessThanOrEqualTo(result.p99());
        assertThat(result.line()).matches("messages=\\d+ took=\\d+ median=\\d+ p99=\\d+");
    }

    @Test
    void whenThereIsAPaceThenNoMoreThanThatIsSent() throws InterruptedException {
        EchoClient echo = (payload, told) -> thread.execute(() -> told.onReply(payload, null));

        LoadResult result = new Load(List.of(echo, echo), 1, 16).pace(50_000_000, 1_000);

        assertThat(result.messages()).isEqualTo(50);
        assertThat(result.took()).isGreaterThanOrEqualTo(49_000_000);
    }

    @Test
    void whenAReplyIsNotWhatWasSentThenTheRunFails() {
        EchoClient wrong =
                (payload, told) -> thread.execute(() -> told.onReply(new byte[16], null));

        assertThatThrownBy(() -> new Load(List.of(wrong), 2, 16).run(1_000_000))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a reply is not what was sent");
    }

    @Test
    void whenAMessageFailsThenTheRunFails() {
        EchoClient failing =
                (payload, told) ->
                        thread.execute(() -> told.onReply(null, new RuntimeException("lost")));

        assertThatThrownBy(() -> new Load(List.of(failing), 1, 16).run(1_000_000))
                .hasRootCauseMessage("lost");
    }
}
