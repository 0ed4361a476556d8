package io.bisocket.spring.observation;

import io.bisocket.CallKind;
import io.bisocket.Request;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Objects;

/** A call of the peer whose handler is observed; its headers may tell of the caller's trace. */
public final class HandledCallContext extends ReceiverContext<Request> {

    /** Observes the handling of this call. */
    public HandledCallContext(Request request) {
        super(
                (carrier, name) -> carrier.headers().get(name),
                request.kind() == CallKind.SEND ? Kind.CONSUMER : Kind.SERVER);
        setCarrier(request);
    }

    /** The call. */
    public Request request() {
        return Objects.requireNonNull(getCarrier());
    }
}
