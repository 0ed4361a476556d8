package io.bisocket.spring.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One method for each kind of result, made of what the handler has seen. */
@SuppressWarnings("unused")
final class SampleResults {

    record Seen(String seen) {}

    private static final List<String> MANY = List.of("stream", "flow", "flux", "publisher");
    private static final List<String> JSON =
            List.of("object", "optionalObject", "laterObject", "monoObject");
    private static final List<String> NONE =
            List.of("nothing", "nul", "empty", "laterNothing", "monoNothing", "fluxNothing");

    static List<Method> methods() {
        return Arrays.stream(SampleResults.class.getDeclaredMethods())
                .filter(
                        method ->
                                method.getParameterCount() == 1
                                        && method.getParameterTypes()[0] == String.class
                                        && !method.isSynthetic()
                                        && !method.getName().equals("json"))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** All replies, as text. */
    static List<String> all(Method result, String seen) {
        String name = result.getName();
        if (NONE.contains(name)) {
            return List.of();
        }
        if (MANY.contains(name)) {
            return List.of(seen, "and " + seen);
        }
        if (name.equals("list")) {
            return List.of("[" + json(seen) + "]");
        }
        return List.of(JSON.contains(name) ? "{\"seen\":" + json(seen) + "}" : seen);
    }

    /** The reply to a request. */
    static String first(Method result, String seen) {
        List<String> all = all(result, seen);
        return all.isEmpty() ? "" : all.get(0);
    }

    private static String json(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    private String string(String seen) {
        return seen;
    }

    private byte[] bytes(String seen) {
        return seen.getBytes(UTF_8);
    }

    private ByteBuffer buffer(String seen) {
        return ByteBuffer.wrap(bytes(seen));
    }

    private Seen object(String seen) {
        return new Seen(seen);
    }

    private List<String> list(String seen) {
        return List.of(seen);
    }

    private Optional<String> optional(String seen) {
        return Optional.of(seen);
    }

    private Optional<Seen> optionalObject(String seen) {
        return Optional.of(new Seen(seen));
    }

    private CompletableFuture<String> later(String seen) {
        return CompletableFuture.supplyAsync(() -> seen);
    }

    private CompletionStage<Optional<Seen>> laterObject(String seen) {
        return CompletableFuture.completedStage(Optional.of(new Seen(seen)));
    }

    private Stream<String> stream(String seen) {
        return Stream.of(seen, "and " + seen);
    }

    private Flow.Publisher<String> flow(String seen) {
        return FlowAdapters.toFlowPublisher(flux(seen));
    }

    private Publisher<String> publisher(String seen) {
        return flux(seen);
    }

    private Mono<String> mono(String seen) {
        return Mono.just(seen);
    }

    private Mono<Seen> monoObject(String seen) {
        return Mono.fromCallable(() -> new Seen(seen));
    }

    private Flux<String> flux(String seen) {
        return Flux.just(seen, "and " + seen);
    }

    private void nothing(String seen) {}

    private @Nullable Map<String, String> nul(String seen) {
        return null;
    }

    private Optional<String> empty(String seen) {
        return Optional.empty();
    }

    private CompletableFuture<Void> laterNothing(String seen) {
        return CompletableFuture.completedFuture(null);
    }

    private Mono<Void> monoNothing(String seen) {
        return Mono.empty();
    }

    private Flux<String> fluxNothing(String seen) {
        return Flux.empty();
    }
}
