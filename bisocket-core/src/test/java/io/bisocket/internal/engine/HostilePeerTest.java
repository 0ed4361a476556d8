package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.MessageKind;

/** What a peer might do that no engine of ours does. */
abstract class HostilePeerTest {

    static final int LARGE = 100_000;

    final Told told = new Told();

    Call requestOf(LoneEngine client) {
        Call call =
                client.engine.request(
                        "m", Content.of(new byte[3]), Call.NO_DEADLINE, WhenFull.WAIT, told);
        client.written();
        return call;
    }

    static void assertLost(LoneEngine engine, String why) {
        assertThat(engine.events).last().asString().isEqualTo("lost: " + why);
        Close last = engine.written(engine.dataRole(), Close.class).get(0);
        assertThat(last).isEqualTo(new Close(CloseScope.ABORT, 1, 0));
    }

    static Data first(int slot, MessageKind kind, long reference) {
        return Sent.first(slot, Sent.head(kind, reference, "m", LARGE), LARGE / 2);
    }
}
