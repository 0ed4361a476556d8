package io.bisocket.spring.boot.test.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Sees {@link AutoConfigureBiSocket} on tests. */
final class ConnectionContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        MergedAnnotations annotations =
                MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
                        .withEnclosingClasses(TestContextAnnotationUtils::searchEnclosingClass)
                        .from(testClass);
        MergedAnnotation<AutoConfigureBiSocket> found =
                annotations.get(AutoConfigureBiSocket.class);
        return found.isPresent()
                ? new ConnectionContextCustomizer(
                        found.getEnum("connection", Connection.class),
                        annotations.isPresent(BiSocketTest.class))
                : null;
    }
}
