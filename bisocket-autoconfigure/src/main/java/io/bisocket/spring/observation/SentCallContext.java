package io.bisocket.spring.observation;

import io.bisocket.CallKind;
import io.bisocket.NotConnectedException;
import io.bisocket.OutgoingCall;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An observed call to the peer; its headers tell of the trace, where the format has headers. */
public final class SentCallContext extends SenderContext<OutgoingCall> {

    private final String dialect;

    /** Observes this call. */
    public SentCallContext(OutgoingCall call) {
        super(SentCallContext::header, call.kind() == CallKind.SEND ? Kind.PRODUCER : Kind.CLIENT);
        setCarrier(call);
        this.dialect = dialectOf(call);
    }

    /** The call. */
    public OutgoingCall call() {
        return Objects.requireNonNull(getCarrier());
    }

    /** The format of the peer when the call was made; {@code none} if it was not connected. */
    public String dialect() {
        return dialect;
    }

    private static String dialectOf(OutgoingCall call) {
        try {
            return call.peer().dialect();
        } catch (NotConnectedException e) {
            return "none";
        }
    }

    private static void header(@Nullable OutgoingCall call, String name, String value) {
        if (call != null && !dialectOf(call).equals("none") && call.carriesHeaders()) {
            call.header(name, value);
        }
    }
}
