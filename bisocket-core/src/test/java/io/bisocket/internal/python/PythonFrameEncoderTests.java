package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PythonFrameEncoderTests {

    @Test
    void whenBodyIsWrittenTheTerminatorFollowsIt() {
        EmbeddedChannel channel = new EmbeddedChannel(new PythonFrameEncoder());

        channel.writeOutbound((Object) "hello".getBytes(StandardCharsets.US_ASCII));

        ByteBuf frame = channel.readOutbound();
        assertThat(frame.toString(StandardCharsets.US_ASCII)).isEqualTo("hello|[-_-]|");
        frame.release();
        channel.close();
    }
}
