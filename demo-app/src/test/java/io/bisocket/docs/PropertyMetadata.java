package io.bisocket.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told of bisocket's properties. */
final class PropertyMetadata {

    private static final Pattern BISOCKET =
            Pattern.compile("bisocket\\..*|management\\..*bisocket.*");
    private static final String FILE = "META-INF/spring-configuration-metadata.json";

    private final Map<String, JsonNode> properties = new TreeMap<>();
    private final Map<String, JsonNode> hints = new TreeMap<>();

    PropertyMetadata() throws IOException {
        ClassLoader loader = PropertyMetadata.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources(FILE))) {
            try (InputStream in = url.openStream()) {
                JsonNode root = JsonMapper.shared().readTree(in);
                collect(root.path("properties"), properties);
                collect(root.path("hints"), hints);
            }
        }
    }

    /** By name, in order. */
    Map<String, JsonNode> properties() {
        return properties;
    }

    /** The hints on a property; a missing node if there are none. */
    JsonNode hints(String property) {
        return hints.getOrDefault(property, JsonMapper.shared().missingNode());
    }

    private static void collect(JsonNode nodes, Map<String, JsonNode> byName) {
        for (JsonNode node : nodes) {
            String name = node.get("name").asString();
            if (BISOCKET.matcher(name).matches()) {
                byName.put(name, node);
            }
        }
    }
}
