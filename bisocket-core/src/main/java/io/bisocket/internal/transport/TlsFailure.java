package io.bisocket.internal.transport;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a TLS handshake failed, for those who have to set it right. */
final class TlsFailure {

    private static final String SETTING = "tls, or with Spring bisocket.%s.ssl.bundle";

    private TlsFailure() {}

    /** Such as {@code tls, or with Spring bisocket.server.ssl.bundle}. */
    static String serverSetting() {
        return SETTING.formatted("server");
    }

    /** The same of a client. */
    static String clientSetting() {
        return SETTING.formatted("client");
    }

    /** Whether the peer does not speak TLS. */
    static boolean isPlain(Throwable failure) {
        return find(NotSslRecordException.class, failure) != null;
    }

    /** Whether the peer hung up. */
    static boolean isHangUp(Throwable failure) {
        return find(ClosedChannelException.class, failure) != null;
    }

    /** Whether TLS itself failed, and not the network. */
    static boolean isTls(Throwable failure) {
        return find(SSLException.class, failure) != null;
    }

    /** What TLS says about it. */
    static String reason(Throwable failure) {
        Throwable said = find(SSLException.class, failure);
        return String.valueOf((said == null ? failure : said).getMessage());
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
