package io.bisocket.kotlin

import io.bisocket.BiSocketClient
import io.bisocket.BiSocketException
import io.bisocket.ErrorCode
import io.bisocket.PayloadCodec
import io.bisocket.spring.BiSocketHandler
import io.bisocket.spring.LocalBiSocketServerPort
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Flow
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.flow
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.SpringBootConfiguration
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.context.annotation.Import
import org.springframework.messaging.handler.annotation.Header
import org.springframework.messaging.handler.annotation.MessageExceptionHandler
import org.springframework.messaging.handler.annotation.Payload
import tools.jackson.databind.json.JsonMapper

data class Order(val item: String, val count: Int)

class Orders {

    val started = CountDownLatch(1)
    val cancelled = CountDownLatch(1)

    @BiSocketHandler("plain") fun plain(order: Order) = order.copy(count = order.count + 1)

    @BiSocketHandler("suspend")
    suspend fun later(order: Order): Order {
        delay(1)
        return order.copy(count = 7)
    }

    @BiSocketHandler("suspend.nothing")
    suspend fun nothing(text: String) {
        delay(1)
    }

    @BiSocketHandler("suspend.fail")
    suspend fun fail(text: String): String {
        delay(1)
        throw NoSuchElementException(text)
    }

    @BiSocketHandler("suspend.flow")
    suspend fun laterMany(count: Int) = flow {
        for (i in 1..count) {
            emit(i)
        }
    }

    @BiSocketHandler("flow")
    fun many(count: Int) = flow {
        for (i in 1..count) {
            emit("number $i")
        }
    }

    @BiSocketHandler("cancel")
    suspend fun cancel(text: String): String {
        started.countDown()
        try {
            awaitCancellation()
        } finally {
            cancelled.countDown()
        }
    }

    @BiSocketHandler("nullable") fun nullable(@Payload order: Order?) = "got $order"

    @BiSocketHandler("nullable.plain") fun nullablePlain(order: Order?) = "got $order"

    @BiSocketHandler("header") fun header(@Header("trace") trace: String?) = "got $trace"

    @MessageExceptionHandler
    suspend fun missing(failure: NoSuchElementException): String {
        delay(1)
        return "there is no ${failure.message}"
    }
}

@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Orders::class)
class KotlinApplication

/** Handlers written in Kotlin, over real sockets. */
@Timeout(60)
@SpringBootTest(
    classes = [KotlinApplication::class],
    properties = ["bisocket.server.port=0", "bisocket.server.address=127.0.0.1"],
)
class KotlinHandlersTests {

    @Autowired private lateinit var orders: Orders
    @Autowired private lateinit var mapper: JsonMapper
    @LocalBiSocketServerPort private var port = 0
    private lateinit var client: BiSocketClient

    @BeforeEach
    fun connect() {
        client =
            BiSocketClient.builder()
                .address("127.0.0.1", port)
                .payloadCodec(PayloadCodec.json(mapper))
                .connect()
    }

    @AfterEach
    fun close() {
        client.close()
    }

    @Test
    fun whenAFunctionReturnsThenThatIsTheReply() {
        assertThat(client.request("plain", Order("tea", 1), Order::class.java))
            .isEqualTo(Order("tea", 2))
    }

    @Test
    fun whenAFunctionSuspendsThenTheReplyComesLater() {
        assertThat(client.request("suspend", Order("tea", 1), Order::class.java))
            .isEqualTo(Order("tea", 7))
        assertThat(ask("suspend.nothing", "")).isEmpty()
    }

    @Test
    fun whenAFunctionSuspendsAndFailsThenASuspendingFunctionMayHandleThat() {
        assertThat(ask("suspend.fail", "milk")).isEqualTo("there is no milk")
    }

    @Test
    fun whenAFlowIsReturnedThenItsItemsAreTheReplies() {
        assertThat(all("flow", "3")).containsExactly("number 1", "number 2", "number 3")
        assertThat(all("suspend.flow", "1000")).hasSize(1000).startsWith("1").endsWith("1000")
        assertThat(ask("flow", "3")).isEqualTo("number 1")
    }

    @Test
    fun whenTheCallerCancelsThenTheCoroutineIsCancelled() {
        val reply = client.requestAsync("cancel", "x".toByteArray())

        assertThat(orders.started.await(30, TimeUnit.SECONDS)).isTrue()
        reply.cancel(false)

        assertThat(orders.cancelled.await(30, TimeUnit.SECONDS)).isTrue()
    }

    @Test
    fun whenATypeIsNullableThenTheValueMayBeMissing() {
        assertThat(ask("nullable", "")).isEqualTo("got null")
        assertThat(ask("nullable.plain", "null")).isEqualTo("got null")
        assertThat(ask("header", "")).isEqualTo("got null")
        assertThatExceptionOfType(BiSocketException::class.java)
            .isThrownBy { ask("plain", "null") }
            .satisfies({ assertThat(it.code()).isEqualTo(ErrorCode.BAD_PAYLOAD) })
    }

    private fun ask(method: String, payload: String) =
        String(client.request(method, payload.toByteArray()))

    private fun all(method: String, payload: String): List<String> {
        val items = CopyOnWriteArrayList<String>()
        val end = CompletableFuture<List<String>>()
        client
            .method(method)
            .payload(payload)
            .stream()
            .subscribe(
                object : Flow.Subscriber<ByteArray> {
                    override fun onSubscribe(given: Flow.Subscription) = given.request(Long.MAX_VALUE)

                    override fun onNext(item: ByteArray) {
                        items.add(String(item))
                    }

                    override fun onError(failure: Throwable) {
                        end.completeExceptionally(failure)
                    }

                    override fun onComplete() {
                        end.complete(items)
                    }
                }
            )
        return end.get(30, TimeUnit.SECONDS)
    }
}
