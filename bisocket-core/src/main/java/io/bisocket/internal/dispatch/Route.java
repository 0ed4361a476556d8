package io.bisocket.internal.dispatch;

import io.bisocket.HandlerOptions;

/**
 * Who handles a method, and how.
 *
 * @param handler who
 * @param options how
 */
public record Route(Handler handler, HandlerOptions options) {}
