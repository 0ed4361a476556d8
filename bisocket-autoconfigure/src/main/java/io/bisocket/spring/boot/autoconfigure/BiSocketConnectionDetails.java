package io.bisocket.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the server of the client without a name is. A bean of this type takes the place of {@code
 * bisocket.client.host} and {@code bisocket.client.port}; everything else is as the properties say.
 * Asked once, when the client is made.
 */
public interface BiSocketConnectionDetails extends ConnectionDetails {

    /** The server's host. */
    String getHost();

    /** The server's port. */
    int getPort();
}
