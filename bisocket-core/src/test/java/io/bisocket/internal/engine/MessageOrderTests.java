package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each message once, in the order of its number, over any number of sockets. */
class MessageOrderTests {

    private static final int LARGE = 100_000;
    private static final int RECORD = SessionSettings.defaults().recordSize();

    private final LoneEngine client = LoneEngine.client();
    private final LoneEngine server = LoneEngine.server();
    private final Told told = new Told();

    private Call request(int size) {
        return client.engine.request(
                "m", Content.of(new byte[size]), Call.NO_DEADLINE, WhenFull.WAIT, told);
    }

    private void send(int size) {
        client.engine.send("s", Content.of(new byte[size]), WhenFull.WAIT, told);
    }

    private List<Data> data() {
        return client.written(SocketRole.SEND, Data.class);
    }

    private List<MessageKind> kinds(List<Data> data) {
        return data.stream()
                .filter(each -> each.head() != null)
                .map(each -> each.head().kind())
                .toList();
    }

    private void lose() {
        client.socket(SocketRole.SEND).closed();
    }

    private void resume(long lastReceived) {
        client.attach(
                SocketRole.SEND, LoneEngine.terms(lastReceived, LoneEngine.grant(1000, 1L << 40)));
    }

    @Test
    void whenASmallMessagePassesALargeOneThenItsNumberIsTheLower() {
        send(LARGE);
        request(3);

        List<Data> last = data().stream().filter(Data::isLast).toList();

        assertThat(last).extracting(Data::sequence).containsExactly(1L, 2L);
        assertThat(last.get(0).head().kind()).isEqualTo(MessageKind.REQUEST);
    }

    @Test
    void whenASendIsLargeThenTheNextOneBeginsBehindIt() {
        send(LARGE);
        send(3);

        List<Data> data = data();

        assertThat(data.get(data.size() - 1).head()).isNotNull();
        assertThat(data.get(data.size() - 1).sequence()).isEqualTo(2);
        assertThat(data.get(data.size() - 2).sequence()).isEqualTo(1);
    }

    @Test
    void whenASocketIsLostThenWhatIsNumberedGoesFirstAndWholeAndTheRestAnew() {
        request(3);
        client.written();
        request(LARGE);
        ByteBuf oneRecord = Unpooled.buffer(RECORD);
        assertThat(client.socket(SocketRole.SEND).fill(oneRecord)).isTrue();
        lose();
        send(3);

        resume(0);

        List<Data> data = data();
        assertThat(data.get(0).head() != null && data.get(0).sequence() == 1).isTrue();
        assertThat(kinds(data))
                .containsExactly(MessageKind.REQUEST, MessageKind.SEND, MessageKind.REQUEST);
        int large = data.stream().skip(2).mapToInt(each -> each.part().length()).sum();
        assertThat(large).isEqualTo(LARGE);
        assertThat(data.get(data.size() - 1).sequence()).isEqualTo(3);
    }

    @Test
    void whenThePeerHasReceivedSomeThenOnlyTheRestIsResent() {
        send(1);
        send(2);
        send(3);
        client.written();
        lose();

        resume(2);

        assertThat(told.events).containsExactly("acknowledged", "acknowledged");
        assertThat(data()).extracting(Data::sequence).containsExactly(3L);
    }

    @Test
    void whenACancelledRequestIsResentThenItIsVoidAndNeedsNoCancel() {
        Call call = request(3);
        client.written();
        call.cancel();
        told.assertLast().isEqualTo("CANCELLED: the request was cancelled");
        lose();

        resume(0);

        List<Data> data = data();
        assertThat(data).hasSize(1);
        assertThat(data.get(0).isVoid()).isTrue();
        assertThat(data.get(0).sequence()).isEqualTo(1);
        client.readBack(Sent.ack(1));
        assertThat(client.written(SocketRole.RECEIVE, Cancel.class)).isEmpty();
        assertThat(client.engine.pendingCalls()).isZero();
    }

    @Test
    void whenARequestIsCancelledThenCancelFollowsItsAcknowledgementAndEachNewSocket() {
        Call call = request(3);
        client.written();
        call.cancel();
        assertThat(client.written(SocketRole.RECEIVE, Cancel.class)).isEmpty();

        client.readBack(Sent.ack(1));

        Cancel cancel = new Cancel(call.reference());
        assertThat(client.written(SocketRole.RECEIVE, Cancel.class)).containsExactly(cancel);
        client.attach(SocketRole.RECEIVE, LoneEngine.TERMS);
        assertThat(client.written(SocketRole.RECEIVE, Cancel.class)).containsExactly(cancel);
    }

    @Test
    void whenARequestHasNotBegunThenCancellingItLeavesNoTrace() {
        Call call = request(3);

        call.cancel();

        told.assertLast().isEqualTo("CANCELLED, not processed: the request was cancelled");
        assertThat(data()).isEmpty();
        assertThat(client.engine.pendingCalls()).isZero();
    }

    @Test
    void whenALargeRequestIsCancelledOnTheWayThenItEndsVoid() {
        Call call = request(LARGE);
        client.socket(SocketRole.SEND).fill(Unpooled.buffer(RECORD));

        call.cancel();

        List<Data> data = data();
        assertThat(data).hasSize(1);
        assertThat(data.get(0).isVoid() && data.get(0).part().length() == 0).isTrue();
    }

    @Test
    void whenAMessageComesTwiceThenItIsHandledOnceAndAcknowledgedAtOnce() {
        server.read(Sent.request(2, 1));
        server.time.advance(20);
        server.writtenBack();

        server.read(Sent.request(2, 1));

        assertThat(server.events).containsExactly("call m2");
        assertThat(acknowledged()).containsExactly(1L);
    }

    @Test
    void whenAMessageIsVoidThenItCountsAndNobodyGetsIt() {
        DataHead head = Sent.head(MessageKind.REQUEST, 2, "m2", 3);

        server.read(new Data(0, head, 1, true, Slice.EMPTY), Sent.request(4, 2));

        assertThat(server.events).containsExactly("call m4");
        server.time.advance(20);
        assertThat(acknowledged()).containsExactly(2L);
    }

    @Test
    void whenASequenceIsMissingThenTheSessionEnds() {
        server.read(Sent.request(2, 2));

        assertThat(server.end).hasMessage("sequence must be 1 but was 2");
    }

    @Test
    void whenThePeerForgetsWhatItHadThenTheSessionEnds() {
        send(1);
        client.written();
        client.readBack(Sent.ack(1));
        lose();

        resume(0);

        assertThat(client.end).hasMessage("last sequence received must be at least 1 but was 0");
    }

    @Test
    void whenWhatIsNotResentYetIsAcknowledgedThenTheSessionEnds() {
        send(1);
        send(2);
        client.written();
        lose();
        resume(0);

        client.readBack(Sent.ack(2));

        assertThat(client.end).hasMessage("acknowledged sequence must be at most 0 but was 2");
    }

    @Test
    void whenRepliesAreAboutToGoThenTheyTakeTheAcknowledgementAlong() {
        server.handler = call -> call.reply(Content.of(new byte[3]), told);

        readRequests(AckPolicy.MESSAGES);

        assertThat(acknowledged()).isEmpty();
        assertThat(server.written(SocketRole.RECEIVE, Ack.class))
                .extracting(Ack::sequence)
                .containsExactly((long) AckPolicy.MESSAGES);
        server.time.advance(20);
        assertThat(acknowledged()).containsExactly((long) AckPolicy.MESSAGES);
    }

    @Test
    void whenRepliesCannotGoThenTheAcknowledgementGoesAfterTheDelay() {
        server.handler = call -> call.reply(Content.of(new byte[3]), told);

        readRequests(AckPolicy.MESSAGES);
        assertThat(acknowledged()).isEmpty();

        server.time.advance(20);
        assertThat(acknowledged()).containsExactly((long) AckPolicy.MESSAGES);
    }

    @Test
    void whenNoReplyIsThereThenTheAcknowledgementGoesAtOnce() {
        readRequests(AckPolicy.MESSAGES);

        assertThat(acknowledged()).containsExactly((long) AckPolicy.MESSAGES);
    }

    private void readRequests(int count) {
        for (int i = 1; i <= count; i++) {
            server.read(Sent.request(2L * i, i));
        }
    }

    private List<Long> acknowledged() {
        return server.written(SocketRole.SEND, Ack.class).stream().map(Ack::sequence).toList();
    }
}
