package io.bisocket.docs;

/** What is ordered. */
public record Order(String item, int count) {}
