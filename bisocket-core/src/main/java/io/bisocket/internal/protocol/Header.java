package io.bisocket.internal.protocol;

/**
 * A named value beside a payload.
 *
 * @param name 1 to 255 bytes of UTF-8
 * @param value up to 65,535 bytes of UTF-8
 */
public record Header(String name, String value) {}
