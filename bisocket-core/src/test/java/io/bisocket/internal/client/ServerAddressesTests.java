package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.AddressOrder;
import io.bisocket.internal.transport.Endpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServerAddressesTests {

    private static final Endpoint A = new Endpoint("a", 1);
    private static final Endpoint B = new Endpoint("b", 2);
    private static final Endpoint C = new Endpoint("c", 3);

    private final ServerAddresses addresses =
            new ServerAddresses(List.of(A, B, C), AddressOrder.AS_GIVEN);

    @Test
    void whenNothingHasFailedTheyComeAsTheyWereGiven() {
        assertThat(addresses.round()).containsExactly(A, B, C);
        assertThat(addresses.present()).isEqualTo(A);
        assertThat(addresses).hasToString("a:1, b:2, c:3");
    }

    @Test
    void whenSomeHaveFailedTheyComeLastAndTheEarliestOfThemFirst() {
        addresses.failed(B);
        addresses.failed(A);

        assertThat(addresses.round()).containsExactly(C, B, A);
        addresses.failed(B);
        assertThat(addresses.round()).containsExactly(C, A, B);
    }

    @Test
    void whenOneIsConnectedItComesFirstAndNothingElseIsHeldAgainstTheOthers() {
        addresses.failed(A);
        addresses.connected(B);

        assertThat(addresses.present()).isEqualTo(B);
        assertThat(addresses.round()).containsExactly(B, A, C);
        addresses.failed(B);
        assertThat(addresses.round()).containsExactly(A, C, B);
    }

    @Test
    void whenShuffledClientsHaveDifferentOrders() {
        Set<List<Endpoint>> orders = new HashSet<>();
        List<Endpoint> many =
                IntStream.range(0, 20).mapToObj(port -> new Endpoint("many", port)).toList();
        for (int client = 0; client < 5; client++) {
            ServerAddresses shuffled = new ServerAddresses(many, AddressOrder.SHUFFLED);
            assertThat(shuffled.round()).containsExactlyInAnyOrderElementsOf(many);
            assertThat(shuffled.round()).isEqualTo(shuffled.round());
            assertThat(shuffled.all()).isEqualTo(many);
            orders.add(shuffled.round());
        }
        assertThat(orders).hasSizeGreaterThan(1);
    }
}
