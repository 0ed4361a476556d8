package io.bisocket.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application's actuator, over HTTP. */
final class Actuator {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;

    Actuator(ConfigurableApplicationContext context) {
        this.root =
                "http://127.0.0.1:%s/actuator/"
                        .formatted(context.getEnvironment().getProperty("local.server.port"));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    /** What is there, which has to be. */
    JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    /** The sum of a meter's lines that have all of these tags, as Prometheus scrapes them. */
    double scraped(String meter, String... tags) {
        HttpResponse<String> response = get("prometheus");
        assertThat(response.statusCode()).isEqualTo(200);
        double[] values =
                response.body()
                        .lines()
                        .filter(line -> line.startsWith(meter + "{"))
                        .filter(line -> Stream.of(tags).allMatch(line::contains))
                        .mapToDouble(Actuator::value)
                        .toArray();
        assertThat(values).as("lines of %s %s", meter, String.join(",", tags)).isNotEmpty();
        return Arrays.stream(values).sum();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
