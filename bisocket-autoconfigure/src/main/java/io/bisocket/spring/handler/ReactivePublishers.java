package io.bisocket.spring.handler;

import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/** Publishers of Reactive Streams, and what Spring can make one of. */
final class ReactivePublishers {

    private ReactivePublishers() {}

    static Optional<Function<Object, Flow.Publisher<?>>> of(Class<?> type) {
        if (Publisher.class.isAssignableFrom(type)) {
            return Optional.of(ofReactiveStreams());
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        return adapter == null
                ? Optional.empty()
                : Optional.of(value -> FlowAdapters.toFlowPublisher(adapter.toPublisher(value)));
    }

    static Function<Object, Flow.Publisher<?>> ofReactiveStreams() {
        return value -> FlowAdapters.toFlowPublisher((Publisher<?>) value);
    }
}
