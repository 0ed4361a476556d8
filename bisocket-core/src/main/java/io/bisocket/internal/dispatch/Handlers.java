package io.bisocket.internal.dispatch;

import io.bisocket.HandlerInterceptor;
import io.bisocket.HandlerOptions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which handler a method has. Immutable. */
public final class Handlers {

    private static final Set<String> EVERYTHING = Set.of("*", "**");

    private final Map<String, Route> byMethod;
    private final List<Route> byPattern;
    private final @Nullable Route catchAll;

    private Handlers(Map<String, Route> byMethod, List<Route> byPattern, @Nullable Route catchAll) {
        this.byMethod = Map.copyOf(byMethod);
        this.byPattern = List.copyOf(byPattern);
        this.catchAll = catchAll;
    }

    /** The handler of a method: its own, else that of the best pattern, else the one for all. */
    public Optional<Route> find(String method) {
        Route own = own(method);
        return Optional.ofNullable(own != null ? own : catchAll);
    }

    /** The same handlers behind these interceptors, the first of which is the outermost. */
    Handlers behind(List<HandlerInterceptor> interceptors) {
        if (interceptors.isEmpty()) {
            return this;
        }
        Map<String, Route> routes = new LinkedHashMap<>();
        byMethod.forEach((method, route) -> routes.put(method, route.behind(interceptors)));
        return new Handlers(
                routes,
                byPattern.stream().map(route -> route.behind(interceptors)).toList(),
                catchAll == null ? null : catchAll.behind(interceptors));
    }

    /** Whether a method has a handler under its name or under a pattern. */
    public boolean haveOwn(String method) {
        return own(method) != null;
    }

    /** What lets calls in by and by. */
    List<Turnstile> turnstiles() {
        return routes().map(Route::turnstile).filter(Objects::nonNull).toList();
    }

    private @Nullable Route own(String method) {
        Route named = byMethod.get(method);
        return named != null || byPattern.isEmpty() ? named : matching(method);
    }

    private @Nullable Route matching(String method) {
        for (Route route : byPattern) {
            MethodPattern pattern = route.pattern();
            if (pattern != null && pattern.matches(method)) {
                return route;
            }
        }
        return null;
    }

    private Stream<Route> routes() {
        return Stream.of(
                        byMethod.values().stream(), byPattern.stream(), Stream.ofNullable(catchAll))
                .flatMap(routes -> routes);
    }

    /** Collects handlers; not thread-safe. */
    public static final class Builder {

        private final Map<String, Route> byMethod = new LinkedHashMap<>();
        private final Map<String, Route> byShape = new LinkedHashMap<>();
        private @Nullable Route catchAll;

        /** Adds the handler of a method. */
        public void add(String method, Handler handler) {
            add(method, handler, HandlerOptions.defaults());
        }

        /** Adds the handler of a method, or of a pattern of methods, with options. */
        public void add(String method, Handler handler, HandlerOptions options) {
            if (method.isEmpty()) {
                throw new IllegalArgumentException("a handler's method name must not be empty");
            }
            if (EVERYTHING.contains(method)) {
                catchAll(handler, options);
                return;
            }
            MethodPattern pattern = MethodPattern.of(method).orElse(null);
            Route route = Route.of(method, handler, options, pattern);
            Route former =
                    pattern == null
                            ? byMethod.putIfAbsent(method, route)
                            : byShape.putIfAbsent(pattern.shape(), route);
            if (former != null) {
                throw taken(method, former.name());
            }
        }

        /** Sets the handler of every other method. */
        public void catchAll(Handler handler) {
            catchAll(handler, HandlerOptions.defaults());
        }

        private void catchAll(Handler handler, HandlerOptions options) {
            if (catchAll != null) {
                throw new IllegalArgumentException("there is a catch-all handler already");
            }
            catchAll = Route.of("*", handler, options, null);
        }

        /** The handlers. */
        public Handlers build() {
            return new Handlers(byMethod, byPrecision(), catchAll);
        }

        private List<Route> byPrecision() {
            return byShape.values().stream()
                    .sorted(Comparator.comparing(route -> Objects.requireNonNull(route.pattern())))
                    .toList();
        }

        private static IllegalArgumentException taken(String method, String former) {
            return new IllegalArgumentException(
                    method.equals(former)
                            ? "method '%s' has a handler already".formatted(method)
                            : "'%s' stands for the same methods as '%s', which has a handler already"
                                    .formatted(method, former));
        }
    }
}
