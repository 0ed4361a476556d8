/**
 * The keys of the native protocol: from key rings to what handshakes are done with, expiry and
 * revocation included. Knows neither sockets nor sessions.
 *
 * <pre>
 *   KeyRing ──► ServerKeys ── find(key id) ──► HandshakeKey ──► psk, ServerKey
 *                    └─ revoked, restricted, expired ──► ServerKeysListener
 *
 *   CryptoKey ──► ClientKey ──► key id, psk
 * </pre>
 */
@NullMarked
package io.bisocket.internal.keys;

import org.jspecify.annotations.NullMarked;
