package io.bisocket.docs;

/** What is to be paid. */
public record Receipt(String item, int total) {}
