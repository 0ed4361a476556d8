package io.bisocket.internal.dispatch;

import io.bisocket.HandlerInterceptor;
import io.bisocket.HandlerOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who handles a method, and how.
 *
 * @param name the method, or the pattern of methods, that it is registered under
 * @param handler who
 * @param options how
 * @param pattern the pattern; null where the name is one method's
 * @param turnstile lets so many calls in at once; null where all may run
 */
public record Route(
        String name,
        Handler handler,
        HandlerOptions options,
        @Nullable MethodPattern pattern,
        @Nullable Turnstile turnstile) {

    static Route of(
            String name, Handler handler, HandlerOptions options, @Nullable MethodPattern pattern) {
        Turnstile turnstile =
                options.maxConcurrent().isPresent()
                        ? new Turnstile(options.maxConcurrent().getAsInt())
                        : null;
        return new Route(name, handler, options, pattern, turnstile);
    }

    Route behind(List<HandlerInterceptor> interceptors) {
        return new Route(
                name, Interception.around(handler, interceptors), options, pattern, turnstile);
    }

    Map<String, String> variables(String method) {
        return pattern == null ? Map.of() : pattern.variables(method);
    }
}
