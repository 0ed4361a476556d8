package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTests {

    @Test
    void whenAskedThenEachIsAnotherRandomUuid() {
        Set<String> ids = new HashSet<>();
        RequestIds one = new RequestIds();
        RequestIds another = new RequestIds();
        for (int i = 0; i < 1_000; i++) {
            ids.add(one.next().value());
            ids.add(another.next().value());
        }

        assertThat(ids)
                .hasSize(2_000)
                .allSatisfy(
                        id -> {
                            UUID uuid = UUID.fromString(id);
                            assertThat(uuid).hasToString(id);
                            assertThat(uuid.version()).isEqualTo(4);
                            assertThat(uuid.variant()).isEqualTo(2);
                        });
    }
}
