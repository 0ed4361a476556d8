package io.bisocket.spring.boot.autoconfigure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of all properties under {@code bisocket}, read from the records that they are bound to.
 * Names that users choose are written {@value #ANY}.
 */
final class KnownProperties {

    /** Properties that conditions read, and nothing is bound to. */
    static final List<String> SWITCHES =
            List.of(
                    "bisocket.enabled",
                    "bisocket.exchanges.enabled",
                    "bisocket.metrics.enabled",
                    "bisocket.observations.enabled",
                    "bisocket.mdc.enabled",
                    "bisocket.security.enabled",
                    "bisocket.test.connection");

    private static final String ANY = "*";
    private static final int MOST_EDITS = 3;
    private static final int MOST_SUGGESTIONS = 3;

    private final List<String> names = new ArrayList<>(SWITCHES);

    KnownProperties() {
        add("bisocket", BiSocketProperties.class);
    }

    private void add(String name, Type type) {
        if (type instanceof Class<?> record && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                String element = DataObjectPropertyName.toDashedForm(component.getName());
                add(name + "." + element, component.getGenericType());
            }
        } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            add(name + "." + ANY, map.getActualTypeArguments()[1]);
        } else {
            names.add(name);
        }
    }

    List<String> names() {
        return names;
    }

    /** Whether there is such a property; an element of a list is part of its list. */
    boolean contains(ConfigurationPropertyName name) {
        ConfigurationPropertyName whole = name;
        while (whole.isLastElementIndexed()) {
            whole = whole.getParent();
        }
        ConfigurationPropertyName property = whole;
        return names.stream().anyMatch(known -> matches(known.split("\\."), property));
    }

    private static boolean matches(String[] known, ConfigurationPropertyName name) {
        if (known.length != name.getNumberOfElements()) {
            return false;
        }
        for (int i = 0; i < known.length; i++) {
            String element = name.getElement(i, Form.UNIFORM);
            if (!known[i].equals(ANY) && !known[i].replace("-", "").equals(element)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The one that was probably meant; where none is spelt alike, those that end in the same way;
     * none if these are many.
     */
    List<String> meant(ConfigurationPropertyName name) {
        String written = name.toString();
        String key = key(name);
        return names.stream()
                .map(known -> known.replace("." + ANY, key))
                .filter(known -> Edits.areAlike(known, written, '.', MOST_EDITS))
                .min(Comparator.comparingInt(known -> Edits.between(known, written)))
                .map(List::of)
                .orElseGet(() -> misplaced(name));
    }

    private List<String> misplaced(ConfigurationPropertyName name) {
        String end = name.getLastElement(Form.UNIFORM);
        List<String> found =
                names.stream()
                        .filter(known -> !known.contains(ANY))
                        .filter(known -> endsIn(known, end))
                        .toList();
        return found.size() <= MOST_SUGGESTIONS ? found : List.of();
    }

    private static boolean endsIn(String known, String end) {
        String last = known.substring(known.lastIndexOf('.') + 1);
        return last.replace("-", "").equals(end) || last.endsWith("-" + end);
    }

    /** What the user chose; that is the third element, where properties have any. */
    private static String key(ConfigurationPropertyName name) {
        if (name.getNumberOfElements() <= 3) {
            return "." + ANY;
        }
        String key = name.getElement(2, Form.ORIGINAL);
        return key.matches("[a-z0-9-]+") ? "." + key : "[" + key + "]";
    }
}
