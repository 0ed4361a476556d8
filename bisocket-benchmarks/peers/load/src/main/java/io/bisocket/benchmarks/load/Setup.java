package io.bisocket.benchmarks.load;

import java.nio.file.Path;

/**
 * What a system has to know.
 *
 * @param variant which of a system's variants is meant
 * @param identity a PKCS #12 key store with the server's key and certificate, for systems with TLS
 */
public record Setup(String variant, Path identity) {}
