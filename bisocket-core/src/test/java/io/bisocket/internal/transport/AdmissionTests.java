package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Limits;
import io.bisocket.internal.transport.Admission.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private final Admission admission =
            new Admission(
                    Limits.builder()
                            .maxConnections(10)
                            .maxConnectionsPerAddress(6)
                            .maxPendingConnections(4)
                            .maxPendingConnectionsPerAddress(2)
                            .build());

    @Test
    void whenThereAreTooManyConnectionsThenTheNextIsRefused() {
        for (int i = 0; i < 10; i++) {
            admission.identified(admitted("192.0.2." + i));
        }

        Verdict verdict = admission.admit(new Visitor("192.0.2.100"));

        assertThat(verdict).isEqualTo(Verdict.OVER_MAX_CONNECTIONS);
        assertThat(verdict.isRefusal()).isTrue();
        assertThat(verdict.setting()).isEqualTo("max-connections");
    }

    @Test
    void whenAConnectionIsClosedThenAnotherMayCome() {
        Visitor first = admitted("192.0.2.1");
        for (int i = 0; i < 5; i++) {
            admission.identified(admitted("192.0.2.1"));
        }
        assertThat(admission.admit(new Visitor("192.0.2.1")))
                .isEqualTo(Verdict.OVER_MAX_CONNECTIONS_PER_ADDRESS);

        admission.closed(first);

        admitted("192.0.2.1");
    }

    @Test
    void whenTheyComeFromLoopbackThenNoLimitPerAddressHolds() {
        for (int i = 0; i < 10; i++) {
            admitted("127.0.0.1");
        }
    }

    @Test
    void whenAnAddressHasItsPendingOnesThenTheNextWaitsForItsTurn() {
        Visitor first = admitted("192.0.2.1");
        Visitor second = admitted("192.0.2.1");
        Visitor third = waiting("192.0.2.1");
        Visitor fourth = waiting("192.0.2.1");
        admitted("192.0.2.2");

        admission.identified(second);
        assertThat(third.proceeded).isTrue();
        assertThat(fourth.proceeded).isFalse();
        assertThat(admission.somebodyWaits()).isTrue();

        admission.closed(first);
        assertThat(fourth.proceeded).isTrue();
        assertThat(admission.somebodyWaits()).isFalse();
    }

    @Test
    void whenOneThatWaitsIsClosedThenItsTurnNeverComes() {
        Visitor first = admitted("192.0.2.1");
        admitted("192.0.2.1");
        Visitor gone = waiting("192.0.2.1");

        admission.closed(gone);
        admission.closed(first);

        assertThat(gone.proceeded).isFalse();
        assertThat(admission.somebodyWaits()).isFalse();
    }

    @Test
    void whenTooManyWaitAtOneAddressThenTheNextIsRefused() {
        admitted("192.0.2.1");
        admitted("192.0.2.1");
        Admission lenient =
                new Admission(
                        Limits.builder()
                                .maxPendingConnections(3)
                                .maxPendingConnectionsPerAddress(1)
                                .build());
        lenient.admit(new Visitor("192.0.2.1"));
        for (int i = 0; i < 3; i++) {
            assertThat(lenient.admit(new Visitor("192.0.2.1"))).isEqualTo(Verdict.WAITS);
        }

        Verdict verdict = lenient.admit(new Visitor("192.0.2.1"));

        assertThat(verdict.isRefusal()).isTrue();
        assertThat(verdict.setting()).isEqualTo("max-pending-connections-per-address");
    }

    @Test
    void whenThereIsNoRoomThenTheOldestQuietOneGoes() {
        Visitor talking = admitted("192.0.2.1");
        Visitor oldest = admitted("192.0.2.2");
        Visitor next = admitted("192.0.2.3");
        admitted("192.0.2.4");
        assertThat(admission.isFull()).isTrue();
        admission.makeRoom();
        assertThat(admission.isFull()).isTrue();

        oldest.quiet = true;
        next.quiet = true;
        admission.makeRoom();

        assertThat(admission.isFull()).isFalse();
        assertThat(oldest.evicted).isTrue();
        assertThat(next.evicted).isFalse();
        assertThat(talking.evicted).isFalse();
    }

    @Test
    void whenThereIsRoomThenQuietOnesStay() {
        Visitor quiet = admitted("192.0.2.1");
        quiet.quiet = true;

        admission.makeRoom();

        assertThat(quiet.evicted).isFalse();
    }

    @Test
    void whenSomebodyWaitsForAnAddressThenOnlyItsQuietOnesGo() {
        Visitor other = admitted("192.0.2.2");
        Visitor quiet = admitted("192.0.2.1");
        admitted("192.0.2.1");
        Visitor patient = waiting("192.0.2.1");
        other.quiet = true;
        quiet.quiet = true;

        admission.makeRoom();

        assertThat(quiet.evicted).isTrue();
        assertThat(patient.proceeded).isTrue();
        assertThat(other.evicted).isFalse();
        admission.closed(quiet);
        admission.makeRoom();
        assertThat(other.evicted).isFalse();
    }

    @Test
    void whenAddressesShareAnIpv6NetworkThenTheyCountAsOne() {
        admitted("2001:db8::1");
        admitted("2001:db8::2");

        waiting("2001:db8::3");

        admitted("2001:db8:0:1::1");
    }

    private Visitor admitted(String address) {
        Visitor visitor = new Visitor(address);
        assertThat(admission.admit(visitor)).isEqualTo(Verdict.ADMITTED);
        return visitor;
    }

    private Visitor waiting(String address) {
        Visitor visitor = new Visitor(address);
        assertThat(admission.admit(visitor)).isEqualTo(Verdict.WAITS);
        return visitor;
    }

    private static final class Visitor implements Admission.Guest {

        private final InetAddress address;
        private boolean quiet;
        private boolean proceeded;
        private boolean evicted;

        Visitor(String address) {
            try {
                this.address = InetAddress.getByName(address);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public InetAddress address() {
            return address;
        }

        @Override
        public boolean isQuiet() {
            return quiet;
        }

        @Override
        public void proceed() {
            proceeded = true;
        }

        @Override
        public void evict() {
            evicted = true;
        }
    }
}
