package io.bisocket.internal.dispatch;

import io.bisocket.HandlerInterceptor;
import io.bisocket.HandlerOptions;
import java.util.List;

/**
 * Who handles a method, and how.
 *
 * @param handler who
 * @param options how
 */
public record Route(Handler handler, HandlerOptions options) {

    Route behind(List<HandlerInterceptor> interceptors) {
        return new Route(Interception.around(handler, interceptors), options);
    }
}
