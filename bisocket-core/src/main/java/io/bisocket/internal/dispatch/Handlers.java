package io.bisocket.internal.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which handler a method has. Immutable. */
public final class Handlers {

    private final Map<String, Handler> byMethod;
    private final @Nullable Handler catchAll;

    private Handlers(Map<String, Handler> byMethod, @Nullable Handler catchAll) {
        this.byMethod = Map.copyOf(byMethod);
        this.catchAll = catchAll;
    }

    /** The handler of a method: its own, else the one for all. */
    public Optional<Handler> find(String method) {
        Handler own = byMethod.get(method);
        return Optional.ofNullable(own != null ? own : catchAll);
    }

    /** The methods that have a handler of their own. */
    public Set<String> methods() {
        return byMethod.keySet();
    }

    /** Collects handlers; not thread-safe. */
    public static final class Builder {

        private final Map<String, Handler> byMethod = new LinkedHashMap<>();
        private @Nullable Handler catchAll;

        /** Adds the handler of a method. */
        public void add(String method, Handler handler) {
            if (method.isEmpty()) {
                throw new IllegalArgumentException("a handler's method name must not be empty");
            }
            if (byMethod.putIfAbsent(method, handler) != null) {
                throw new IllegalArgumentException(
                        "method '%s' has a handler already".formatted(method));
            }
        }

        /** Sets the handler of every other method. */
        public void catchAll(Handler handler) {
            if (catchAll != null) {
                throw new IllegalArgumentException("there is a catch-all handler already");
            }
            catchAll = handler;
        }

        /** The handlers. */
        public Handlers build() {
            return new Handlers(byMethod, catchAll);
        }
    }
}
