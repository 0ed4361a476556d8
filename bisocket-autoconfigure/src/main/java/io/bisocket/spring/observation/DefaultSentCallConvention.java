package io.bisocket.spring.observation;

import io.bisocket.BiSocketClient;
import io.bisocket.ClientSession;
import io.bisocket.ClientTarget;
import io.bisocket.OutgoingCall;
import io.bisocket.Peer;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.Locale;

/**
 * Names them {@code bisocket.call}, with the method, the kind of call, the format and the outcome;
 * in traces also with the id of the client, whichever end that is.
 */
public class DefaultSentCallConvention implements SentCallConvention {

    private static final String NAME = "bisocket.call";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(SentCallContext context) {
        return "call " + context.call().method();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(SentCallContext context) {
        OutgoingCall call = context.call();
        return KeyValues.of(
                KeyValue.of("method", call.method()),
                KeyValue.of("kind", call.kind().name().toLowerCase(Locale.ROOT)),
                KeyValue.of("dialect", context.dialect()),
                KeyValue.of("outcome", Outcomes.of(context.getError())));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(SentCallContext context) {
        Peer peer = context.call().peer();
        if (peer instanceof ClientSession session) {
            return KeyValues.of("client.id", session.id().toString());
        }
        if (peer instanceof ClientTarget client) {
            return KeyValues.of("client.id", client.id().toString());
        }
        return peer instanceof BiSocketClient client
                ? KeyValues.of("client.id", client.id().toString())
                : KeyValues.empty();
    }
}
