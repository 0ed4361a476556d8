package io.bisocket.spring.handler;

import io.bisocket.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.support.DestinationVariableMethodArgumentResolver;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;

/**
 * A request's headers as those of a message: the caller's own ones, and the method's name and
 * variables. Names that mean something to Spring are no business of callers: those headers are
 * found by {@code @Header} alone.
 */
final class RequestHeaders extends MessageHeaders {

    /** The requested method. */
    static final String METHOD = "bisocket_method";

    private static final long serialVersionUID = 1L;
    private static final Set<String> RESERVED =
            Set.of(
                    ID,
                    TIMESTAMP,
                    REPLY_CHANNEL,
                    ERROR_CHANNEL,
                    METHOD,
                    NativeMessageHeaderAccessor.NATIVE_HEADERS,
                    DestinationVariableMethodArgumentResolver
                            .DESTINATION_TEMPLATE_VARIABLES_HEADER);

    private RequestHeaders(Map<String, Object> headers) {
        super(headers, ID_VALUE_NONE, -1L);
    }

    static RequestHeaders of(Request request) {
        Map<String, Object> headers = new HashMap<>();
        Map<String, List<String>> reserved = new HashMap<>();
        request.headers()
                .forEach(
                        (name, value) -> {
                            if (RESERVED.contains(name)) {
                                reserved.put(name, List.of(value));
                            } else {
                                headers.put(name, value);
                            }
                        });
        headers.put(METHOD, request.method());
        headers.put(
                DestinationVariableMethodArgumentResolver.DESTINATION_TEMPLATE_VARIABLES_HEADER,
                request.variables());
        if (!reserved.isEmpty()) {
            headers.put(NativeMessageHeaderAccessor.NATIVE_HEADERS, reserved);
        }
        return new RequestHeaders(headers);
    }
}
