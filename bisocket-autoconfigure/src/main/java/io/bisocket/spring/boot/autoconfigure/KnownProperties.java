package io.bisocket.spring.boot.autoconfigure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    "bisocket.metrics.enabled",
                    "bisocket.observations.enabled",
                    "bisocket.mdc.enabled",
                    "bisocket.security.enabled",
                    "bisocket.test.connection");

    private static final String ANY = "*";
    private static final int MOST_EDITS = 3;

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

    /** The one that was probably meant. */
    Optional<String> nearest(ConfigurationPropertyName name) {
        String written = name.toString();
        return names.stream()
                .filter(known -> Edits.between(known, written) <= MOST_EDITS)
                .min(Comparator.comparingInt(known -> Edits.between(known, written)));
    }
}
