package io.bisocket.spring.boot.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.observation.ObservingCallInterceptor;
import io.bisocket.spring.observation.ObservingHandlerInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** One request through client, server and another client, as a tracer sees it. */
class TracingTests {

    private static final String KEY = "key of the traces";
    private static final Spans SPANS = new Spans();
    private static final UUID OTHER = UUID.randomUUID();

    private ConfigurableApplicationContext context;
    private BiSocketClient other;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        final Map<String, String> mdc = new ConcurrentHashMap<>();

        @Bean
        ObservationRegistry observationRegistry() {
            return registry();
        }

        @Bean
        Orders orders(BiSocketServer server) {
            return new Orders(server, mdc);
        }
    }

    record Orders(BiSocketServer server, Map<String, String> mdc) {

        @BiSocketHandler("order")
        byte[] order(byte[] order) {
            mdc.putAll(MDC.getCopyOfContextMap());
            return server.client(OTHER).request("alert", order);
        }

        @BiSocketHandler("fail")
        void fail() {
            throw new IllegalStateException("expected here");
        }
    }

    @BeforeEach
    void start() {
        SPANS.clear();
        int port = TestProperties.closedPort();
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        context =
                application.run(
                        TestProperties.arguments(
                                Stream.of(
                                        "--bisocket.crypto-key=" + KEY,
                                        "--bisocket.server.port=" + port,
                                        "--bisocket.server.python.enabled=true",
                                        "--bisocket.client.host=127.0.0.1",
                                        "--bisocket.client.port=" + port)));
        other =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .key(CryptoKey.of(KEY))
                        .id(OTHER)
                        .interceptor(new ObservingHandlerInterceptor(registry(), null))
                        .handler("alert", request -> request.reply(request.bytes()))
                        .connect();
        await().until(client()::isConnected);
    }

    @AfterEach
    void close() {
        other.close();
        context.close();
    }

    private BiSocketClient client() {
        return context.getBean(BiSocketClient.class);
    }

    @Test
    void whenARequestGoesThroughToAnotherClientItIsOneTrace() {
        ObservationRegistry registry = context.getBean(ObservationRegistry.class);

        Observation.createNotStarted("checkout", registry)
                .observe(() -> client().request("order", "tea".getBytes(UTF_8)));

        await().until(() -> SPANS.size() == 5);
        SpanData root = SPANS.named("checkout", SpanKind.INTERNAL);
        SpanData asked = SPANS.named("call order", SpanKind.CLIENT);
        SpanData handled = SPANS.named("handle order", SpanKind.SERVER);
        SpanData pushed = SPANS.named("call alert", SpanKind.CLIENT);
        SpanData taken = SPANS.named("handle alert", SpanKind.SERVER);
        assertThat(SPANS.traceIds()).containsOnly(root.getTraceId());
        assertThat(asked.getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(handled.getParentSpanId()).isEqualTo(asked.getSpanId());
        assertThat(pushed.getParentSpanId()).isEqualTo(handled.getSpanId());
        assertThat(taken.getParentSpanId()).isEqualTo(pushed.getSpanId());
    }

    @Test
    void whenAHandlerFailsBothSpansSaySo() {
        assertThatThrownBy(() -> client().request("fail", new byte[0]))
                .hasMessageContaining("expected here");

        await().until(() -> SPANS.size() == 2);
        assertThat(SPANS.named("handle fail", SpanKind.SERVER).getAttributes().asMap())
                .anySatisfy((key, value) -> assertThat(value).isEqualTo("failed"));
        assertThat(SPANS.named("call fail", SpanKind.CLIENT).getAttributes().asMap())
                .anySatisfy((key, value) -> assertThat(value).isEqualTo("handler-failed"));
    }

    @Test
    void whenTheFormatHasNoHeadersTheTraceBeginsAnewAndTheCallSucceeds() {
        try (BiSocketClient python =
                BiSocketClient.builder()
                        .address("127.0.0.1", context.getBean(BiSocketServer.class).port())
                        .key(CryptoKey.of(KEY))
                        .python()
                        .interceptor(new ObservingCallInterceptor(registry(), null))
                        .connect()) {
            assertThat(python.request("order", "tea".getBytes(UTF_8)))
                    .asString(UTF_8)
                    .isEqualTo("tea");
        }

        await().until(() -> SPANS.size() == 4);
        assertThat(SPANS.named("handle order", SpanKind.CONSUMER).getTraceId())
                .isNotEqualTo(SPANS.named("call order", SpanKind.CLIENT).getTraceId());
    }

    @Test
    void whenAHandlerRunsTheLogKnowsItsCall() {
        client().request("order", "tea".getBytes(UTF_8));

        assertThat(context.getBean(Application.class).mdc)
                .containsEntry("bisocket.client", client().id().toString())
                .containsEntry("bisocket.method", "order")
                .containsEntry("bisocket.dialect", "native")
                .containsKey("bisocket.request");
    }

    private static ObservationRegistry registry() {
        Tracer otel =
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                        .build()
                        .get("test");
        OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
        OtelPropagator propagator =
                new OtelPropagator(
                        ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(
                        new FirstMatchingCompositeObservationHandler(
                                new PropagatingReceiverTracingObservationHandler<>(
                                        tracer, propagator),
                                new PropagatingSenderTracingObservationHandler<>(
                                        tracer, propagator),
                                new DefaultTracingObservationHandler(tracer)));
        return registry;
    }

    /** Keeps the spans that have ended. */
    private static final class Spans implements SpanExporter {

        private final List<SpanData> ended = new CopyOnWriteArrayList<>();

        void clear() {
            ended.clear();
        }

        int size() {
            return ended.size();
        }

        List<String> traceIds() {
            return ended.stream().map(SpanData::getTraceId).toList();
        }

        SpanData named(String name, SpanKind kind) {
            Optional<SpanData> found =
                    ended.stream()
                            .filter(span -> span.getName().equals(name))
                            .filter(span -> span.getKind() == kind)
                            .findFirst();
            return found.orElseThrow(() -> new AssertionError(name + " is not in " + ended));
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
