package io.bisocket.internal.client;

import io.bisocket.Encryption;
import io.bisocket.internal.python.PythonClientDialect;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.v2.NativeClientDialect;

/** The wire format of a client: the native one, or the Python one where that is chosen. */
final class ClientDialects {

    private ClientDialects() {}

    static ClientDialect of(ClientSettings settings) {
        Encryption python = settings.python();
        return python != null
                ? new PythonClientDialect(python, settings.key(), settings.limits())
                : new NativeClientDialect(
                        settings.keyName(),
                        settings.key(),
                        settings.serviceName(),
                        settings.limits(),
                        settings.compression());
    }
}
