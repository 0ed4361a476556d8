package io.bisocket.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/** The meters, as {@code docs/operations.md} lists them. */
enum Meters {
    SESSIONS("bisocket.sessions", "sessions", "Sessions that are open"),
    SESSIONS_OPENED("bisocket.sessions.opened", "sessions", "Sessions that were opened"),
    SESSIONS_CLOSED("bisocket.sessions.closed", "sessions", "Sessions that have ended"),
    RECONNECTS("bisocket.reconnects", "connections", "Lost connections that are back"),
    CONNECT_FAILURES("bisocket.connect.failures", "attempts", "Attempts to connect that failed"),
    REFUSALS("bisocket.refusals", "connections", "Connections and sessions that were refused"),
    SOCKETS_LOST("bisocket.sockets.lost", "sockets", "Sockets lost by sessions that go on"),
    SOCKETS_RESUMED("bisocket.sockets.resumed", "sockets", "Lost sockets that were replaced"),
    MESSAGES("bisocket.messages", "messages", "Messages that have gone or come"),
    PAYLOAD("bisocket.payload", "bytes", "Payloads before they are compressed"),
    PACKED("bisocket.payload.packed", "bytes", "Payloads as they go on the wire"),
    CREDIT_STALLS("bisocket.credit.stalls", "stalls", "Times when messages began to lack credit"),
    HANDLERS("bisocket.handlers", null, "Calls of the peer, from the start of their handler"),
    CALLS("bisocket.calls", null, "Own calls, to their reply, last item or acceptance"),
    REQUESTS_QUEUED("bisocket.requests.queued", "requests", "Accepted calls that wait or run"),
    REQUESTS_QUEUED_PAYLOAD("bisocket.requests.payload", "bytes", "Payloads of those"),
    CALLS_PENDING("bisocket.calls.pending", "calls", "Own calls that have no answer yet"),
    OUTBOX("bisocket.outbox", "bytes", "What waits to be sent or acknowledged");

    private final String id;
    private final @Nullable String unit;
    private final String description;

    Meters(String id, @Nullable String unit, String description) {
        this.id = id;
        this.unit = unit;
        this.description = description;
    }

    String id() {
        return id;
    }

    /** The base unit; null for timers, whose unit the registry chooses. */
    @Nullable String unit() {
        return unit;
    }

    String description() {
        return description;
    }
}
