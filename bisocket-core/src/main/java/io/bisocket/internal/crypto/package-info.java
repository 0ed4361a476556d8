/**
 * The cryptography of the native protocol, from JDK primitives alone: the Noise handshake, sealing
 * and opening records, key derivation. Knows neither sockets nor frames.
 *
 * <pre>
 *   CRYPTO_KEY ── KeyDerivation ──► psk ── NoiseHandshake ──► SecureChannel
 *                                                              ├─ RecordSealer   (one direction)
 *                                                              └─ RecordOpener   (the other)
 * </pre>
 */
@NullMarked
package io.bisocket.internal.crypto;

import org.jspecify.annotations.NullMarked;
