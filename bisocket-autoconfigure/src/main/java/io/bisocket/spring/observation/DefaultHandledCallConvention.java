package io.bisocket.spring.observation;

import io.bisocket.ClientSession;
import io.bisocket.Request;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.Locale;

/**
 * Names them {@code bisocket.handle}, with the name of the handler, the kind of call, the format
 * and the outcome; in traces also with the ids of client and request.
 */
public class DefaultHandledCallConvention implements HandledCallConvention {

    private static final String NAME = "bisocket.handle";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(HandledCallContext context) {
        return "handle " + context.request().handlerName();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(HandledCallContext context) {
        Request request = context.request();
        return KeyValues.of(
                KeyValue.of("method", request.handlerName()),
                KeyValue.of("kind", request.kind().name().toLowerCase(Locale.ROOT)),
                KeyValue.of("dialect", request.peer().dialect()),
                KeyValue.of("outcome", Outcomes.of(context.getError())));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(HandledCallContext context) {
        Request request = context.request();
        KeyValues values = KeyValues.of("request.id", request.id().value());
        return request.peer() instanceof ClientSession client
                ? values.and("client.id", client.id().toString())
                : values;
    }
}
