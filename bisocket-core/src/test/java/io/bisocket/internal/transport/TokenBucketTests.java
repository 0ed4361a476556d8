package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTests {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final TokenBucket bucket = new TokenBucket(2, 3, now::get);

    @Test
    void whenItIsFullThenABurstIsAllowed() {
        assertThat(bucket.tryTake()).isTrue();
        assertThat(bucket.tryTake()).isTrue();
        assertThat(bucket.tryTake()).isTrue();

        assertThat(bucket.tryTake()).isFalse();
    }

    @Test
    void whenTimeHasGoneByThenSoManyComeBack() {
        while (bucket.tryTake()) {}

        now.addAndGet(Duration.ofMillis(499).toNanos());
        assertThat(bucket.tryTake()).isFalse();
        now.addAndGet(Duration.ofMillis(2).toNanos());
        assertThat(bucket.tryTake()).isTrue();
        assertThat(bucket.tryTake()).isFalse();
    }

    @Test
    void whenMuchTimeHasGoneByThenItHoldsNoMoreThanABurst() {
        now.addAndGet(Duration.ofHours(1).toNanos());

        for (int i = 0; i < 3; i++) {
            assertThat(bucket.tryTake()).isTrue();
        }
        assertThat(bucket.tryTake()).isFalse();
    }
}
