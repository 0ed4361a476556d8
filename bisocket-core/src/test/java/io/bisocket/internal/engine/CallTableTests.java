package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallTableTests {

    private static final class Entry implements Numbered<Entry> {

        private final long reference;
        private @Nullable Entry next;

        Entry(long reference) {
            this.reference = reference;
        }

        @Override
        public long reference() {
            return reference;
        }

        @Override
        public @Nullable Entry nextInBucket() {
            return next;
        }

        @Override
        public void nextInBucket(@Nullable Entry other) {
            next = other;
        }
    }

    private final CallTable<Entry> table = new CallTable<>();

    @Test
    void whenItIsEmptyThenNothingIsFound() {
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.get(0)).isNull();
        assertThat(table.remove(7)).isNull();
        assertThat(table.all()).isEmpty();
    }

    @Test
    void whenManyComeAndGoThenItHoldsWhatAMapHolds() {
        Random random = new Random(1);
        Map<Long, Entry> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long reference = random.nextInt(500) * (random.nextBoolean() ? 1L : 1L << 60);
            if (random.nextBoolean()) {
                assertThat(table.remove(reference)).isSameAs(map.remove(reference));
            } else if (!map.containsKey(reference)) {
                Entry entry = new Entry(reference);
                map.put(reference, entry);
                table.put(entry);
            }
            assertThat(table.get(reference)).isSameAs(map.get(reference));
        }
        assertThat(table.size()).isEqualTo(map.size()).isPositive();
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(map.values());
    }

    @Test
    void whenAllAreTakenThenNoneIsLeft() {
        for (int i = 0; i < 100; i++) {
            table.put(new Entry(i));
        }

        assertThat(table.takeAll()).hasSize(100).allMatch(entry -> entry.next == null);
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.get(50)).isNull();
    }
}
