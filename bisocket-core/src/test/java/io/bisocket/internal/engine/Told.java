package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.internal.protocol.Failure;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/** A listener of a message or call that writes down what it is told, and reacts to it. */
final class Told implements CallListener, SendListener {

    final List<String> events = new ArrayList<>();
    final List<Delivery> items = new ArrayList<>();
    Runnable onEvent = () -> {};

    private void told(String event) {
        events.add(event);
        onEvent.run();
    }

    @Override
    public void onAcknowledged() {
        told("acknowledged");
    }

    @Override
    public void onItem(Delivery item) {
        items.add(item);
        told("item of %d bytes".formatted(item.content().bytes().length));
    }

    @Override
    public void onReply(Content reply) {
        told("reply of %d bytes".formatted(reply.bytes().length));
    }

    @Override
    public void onEnd() {
        told("end");
    }

    @Override
    public void onFailed(Failure failure) {
        told(text(failure));
    }

    /** The last event. */
    AbstractStringAssert<?> assertLast() {
        Assertions.assertThat(events).isNotEmpty();
        return Assertions.assertThat(events.get(events.size() - 1));
    }

    static String text(Failure failure) {
        String code = ErrorCode.of(failure.code()).map(Enum::name).orElse("" + failure.code());
        String processed = failure.notProcessed() ? ", not processed" : "";
        return "%s%s: %s".formatted(code, processed, failure.message());
    }
}
