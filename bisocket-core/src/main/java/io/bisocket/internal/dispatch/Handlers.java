package io.bisocket.internal.dispatch;

import io.bisocket.HandlerInterceptor;
import io.bisocket.HandlerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which handler a method has. Immutable. */
public final class Handlers {

    private final Map<String, Route> byMethod;
    private final @Nullable Route catchAll;

    private Handlers(Map<String, Route> byMethod, @Nullable Route catchAll) {
        this.byMethod = Map.copyOf(byMethod);
        this.catchAll = catchAll;
    }

    /** The handler of a method: its own, else the one for all. */
    public Optional<Route> find(String method) {
        Route own = byMethod.get(method);
        return Optional.ofNullable(own != null ? own : catchAll);
    }

    /** The same handlers behind these interceptors, the first of which is the outermost. */
    Handlers behind(List<HandlerInterceptor> interceptors) {
        if (interceptors.isEmpty()) {
            return this;
        }
        Map<String, Route> routes = new LinkedHashMap<>();
        byMethod.forEach((method, route) -> routes.put(method, route.behind(interceptors)));
        return new Handlers(routes, catchAll == null ? null : catchAll.behind(interceptors));
    }

    /** The methods that have a handler of their own. */
    public Set<String> methods() {
        return byMethod.keySet();
    }

    /** Collects handlers; not thread-safe. */
    public static final class Builder {

        private final Map<String, Route> byMethod = new LinkedHashMap<>();
        private @Nullable Route catchAll;

        /** Adds the handler of a method. */
        public void add(String method, Handler handler) {
            add(method, handler, HandlerOptions.defaults());
        }

        /** Adds the handler of a method, with options. */
        public void add(String method, Handler handler, HandlerOptions options) {
            if (method.isEmpty()) {
                throw new IllegalArgumentException("a handler's method name must not be empty");
            }
            if (byMethod.putIfAbsent(method, new Route(handler, options)) != null) {
                throw new IllegalArgumentException(
                        "method '%s' has a handler already".formatted(method));
            }
        }

        /** Sets the handler of every other method. */
        public void catchAll(Handler handler) {
            if (catchAll != null) {
                throw new IllegalArgumentException("there is a catch-all handler already");
            }
            catchAll = new Route(handler, HandlerOptions.defaults());
        }

        /** The handlers. */
        public Handlers build() {
            return new Handlers(byMethod, catchAll);
        }
    }
}
