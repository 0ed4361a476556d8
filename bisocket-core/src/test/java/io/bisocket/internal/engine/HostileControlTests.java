package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Demand;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.MessageKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Control frames that say nothing, or come too late. */
class HostileControlTests extends HostilePeerTest {

    @Test
    void whenCancelIsRepeatedForACallThatWaitsThenItCounts() {
        LoneEngine server = LoneEngine.server();
        for (int i = 1; i <= 258; i++) {
            server.read(Sent.request(2L * i, i));
        }
        Frame[] cancels = new Frame[ControlBudget.CAPACITY];
        Arrays.fill(cancels, new Cancel(2 * 258));

        server.readBack(cancels);
        server.readBack(cancels);

        assertLost(
                server,
                "control frames that change nothing must be at most 100 a second but was more");
    }

    @Test
    void whenAcknowledgementsAreLateThenTheyAreTolerated() {
        LoneEngine client = LoneEngine.client();
        int sends = 10_000;
        for (int i = 0; i < sends; i++) {
            client.engine.send("m", Content.EMPTY, WhenFull.WAIT, told);
        }
        client.written();

        // The peer acknowledged each at once, but all that was held up by one lost packet; the
        // last acknowledgement came first, along with data on the other socket.
        client.read(Sent.ack(sends));
        for (int i = 1; i <= sends; i++) {
            client.readBack(Sent.ack(i));
        }

        assertThat(client.events).isEmpty();
    }

    @Test
    void whenThePeerRepeatsItselfOnANewSocketThenThatIsTolerated() {
        LoneEngine server = LoneEngine.server();
        int streams = 3000;
        server.handler =
                call -> {
                    call.item(Content.of(new byte[1]), WhenFull.WAIT, SendListener.NONE);
                    call.ended();
                };
        for (int i = 1; i <= streams; i++) {
            server.read(Sent.whole(MessageKind.STREAM, 2L * i, "m", 0, i));
        }
        server.written();

        server.attach(server.dataRole(), LoneEngine.TERMS);
        for (int i = 1; i <= streams; i++) {
            server.readBack(new Demand(2L * i, 10));
        }

        assertThat(server.end).isNull();
    }

    @Test
    void whenAcknowledgementsSayNothingThenTheSessionEnds() {
        LoneEngine client = LoneEngine.client();
        for (int i = 0; i <= ControlBudget.CAPACITY; i++) {
            client.readBack(Sent.ack(0));
        }

        assertLost(
                client,
                "control frames that change nothing must be at most 100 a second but was more");
    }

    @Test
    void whenTheAcknowledgedSequenceWasNeverSentThenTheSessionEnds() {
        LoneEngine client = LoneEngine.client();

        client.readBack(new Ack(1, Grants.NONE));

        assertLost(client, "acknowledged sequence must be at most 0 but was 1");
    }
}
