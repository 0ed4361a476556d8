package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.bisocket.spring.BiSocketHandler;
import java.lang.reflect.AnnotatedElement;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * What holds for every auto-configuration, whatever it does: it is gone where a library is missing
 * that it needs, it can be switched off, and an application's own bean takes the place of each that
 * is conditional on that. All are found by their imports file, so a new one fails here until its
 * switches and beans are named.
 */
class AutoConfigurationContractTests {

    private static final List<Class<?>> ALL = candidates();

    /** Further switches of each; all have {@code bisocket.enabled}. */
    private static final Map<Class<?>, List<String>> SWITCHES =
            Map.of(
                    BiSocketAutoConfiguration.class, List.of(),
                    BiSocketClientAutoConfiguration.class, List.of("bisocket.client.enabled=false"),
                    BiSocketEndpointAutoConfiguration.class,
                            List.of("management.endpoint.bisocket.access=NONE"),
                    BiSocketExchangeAutoConfiguration.class,
                            List.of("bisocket.exchanges.enabled=false"),
                    BiSocketHealthAutoConfiguration.class,
                            List.of(
                                    "management.health.bisocket-server.enabled=false",
                                    "management.health.bisocket-client.enabled=false"),
                    BiSocketMetricsAutoConfiguration.class,
                            List.of("bisocket.metrics.enabled=false"),
                    BiSocketObservationAutoConfiguration.class,
                            List.of("bisocket.observations.enabled=false"),
                    BiSocketSecurityAutoConfiguration.class,
                            List.of("bisocket.security.enabled=false"),
                    BiSocketServerAutoConfiguration.class,
                            List.of("bisocket.server.enabled=false"));

    private final ApplicationContextRunner bare =
            new ApplicationContextRunner()
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withPropertyValues(
                            "bisocket.client.host=127.0.0.1",
                            "bisocket.client.port=" + TestProperties.closedPort(),
                            "management.endpoints.web.exposure.include=*",
                            "management.endpoints.jmx.exposure.include=*")
                    .withBean(Echo.class);

    private static final List<Class<?>> OF_BOOT =
            List.of(
                    JacksonAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    ObservationAutoConfiguration.class,
                    EndpointAutoConfiguration.class);

    private final ApplicationContextRunner runner =
            bare.withConfiguration(
                    AutoConfigurations.of(
                            Stream.concat(OF_BOOT.stream(), ALL.stream())
                                    .toArray(Class<?>[]::new)));

    @Configuration(proxyBeanMethods = false)
    @Import(ByName.class)
    static class Application {}

    /** All that are there, found as applications find them: without loading their classes. */
    static class ByName implements DeferredImportSelector, BeanClassLoaderAware {

        private ClassLoader loader = ClassUtils.getDefaultClassLoader();

        @Override
        public void setBeanClassLoader(ClassLoader loader) {
            this.loader = loader;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return Stream.concat(OF_BOOT.stream(), ALL.stream())
                    .map(Class::getName)
                    .filter(name -> ClassUtils.isPresent(name, loader))
                    .toArray(String[]::new);
        }
    }

    static class Echo {

        @BiSocketHandler("echo")
        byte[] echo(byte[] payload) {
            return payload;
        }
    }

    @Test
    void whenEverythingIsThereThenAllAreInForce() {
        runner.run(
                context -> {
                    assertThat(context).hasNotFailed();
                    ALL.forEach(
                            each -> assertThat(made(context, each)).as("%s", each).isNotEmpty());
                    givingWay()
                            .forEach(
                                    each ->
                                            assertThat(each.beans(context))
                                                    .as("%s", each)
                                                    .isNotEmpty());
                });
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @SuppressWarnings("unchecked") // that of a varargs array
    void whenALibraryIsMissingThenWhatNeedsItIsGone(String library, Set<Class<?>> users) {
        Predicate<String> isInLibrary = name -> library.equals(libraryOf(name));
        bare.withUserConfiguration(Application.class)
                .withClassLoader(new FilteredClassLoader(isInLibrary))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            users.forEach(each -> assertThat(context).doesNotHaveBean(each));
                        });
    }

    @Test
    void whenEverythingIsSwitchedOffThenAllAreGone() {
        runner.withPropertyValues("bisocket.enabled=false")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            ALL.forEach(each -> assertThat(context).doesNotHaveBean(each));
                        });
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void whenItIsSwitchedOffThenItMakesNoBean(Class<?> autoConfiguration) {
        assertThat(SWITCHES).as("switches of auto-configurations").containsKey(autoConfiguration);
        List<String> switches = SWITCHES.get(autoConfiguration);
        if (!switches.isEmpty()) {
            runner.withPropertyValues(switches.toArray(String[]::new))
                    .run(
                            context -> {
                                assertThat(context).hasNotFailed();
                                assertThat(made(context, autoConfiguration)).isEmpty();
                            });
        }
    }

    @ParameterizedTest
    @MethodSource("givingWay")
    void whenTheApplicationHasABeanOfItsOwnThenThatIsUsed(Place place) {
        if (!OwnBeans.ALL.containsKey(place.name())) {
            fail("%s gives way to a bean of the application: add one to OwnBeans", place.name());
        }
        OwnBeans.ALL
                .get(place.name())
                .apply(runner)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(place.beans(context)).isEmpty();
                        });
    }

    /**
     * Where an application's own bean takes the place of ours.
     *
     * @param method that makes ours; empty where all of the class gives way
     */
    record Place(Class<?> type, String method) {

        String name() {
            return method.isEmpty() ? type.getSimpleName() : type.getSimpleName() + "." + method;
        }

        List<String> beans(AssertableApplicationContext context) {
            return method.isEmpty()
                    ? List.of(context.getBeanNamesForType(type))
                    : Stream.of(method).filter(context::containsBean).toList();
        }
    }

    static List<Class<?>> candidates() {
        ClassLoader loader = AutoConfigurationContractTests.class.getClassLoader();
        List<Class<?>> found = new ArrayList<>();
        for (String name : ImportCandidates.load(AutoConfiguration.class, loader)) {
            if (name.startsWith("io.bisocket.")) {
                found.add(ClassUtils.resolveClassName(name, loader));
            }
        }
        return found;
    }

    /** Each library that a condition names, with the auto-configurations that need it. */
    static Stream<Arguments> libraries() {
        Map<String, Set<Class<?>>> users = new TreeMap<>();
        for (Class<?> each : ALL) {
            ConditionalOnClass needed = each.getAnnotation(ConditionalOnClass.class);
            assertThat(needed).as("what classes %s needs", each).isNotNull();
            for (Class<?> type : needed.value()) {
                users.computeIfAbsent(libraryOf(type.getName()), library -> new LinkedHashSet<>())
                        .add(each);
            }
        }
        return users.entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static String libraryOf(String type) {
        try {
            CodeSource source =
                    Class.forName(
                                    type,
                                    false,
                                    AutoConfigurationContractTests.class.getClassLoader())
                            .getProtectionDomain()
                            .getCodeSource();
            return source == null ? "" : source.getLocation().toString();
        } catch (ClassNotFoundException | LinkageError e) {
            return "";
        }
    }

    /** Every class and method of an auto-configuration that gives way to an application's bean. */
    static Stream<Place> givingWay() {
        return ALL.stream()
                .flatMap(AutoConfigurationContractTests::withNested)
                .flatMap(
                        type ->
                                Stream.concat(
                                        Stream.of(type)
                                                .filter(AutoConfigurationContractTests::givesWay)
                                                .map(it -> new Place(it, "")),
                                        Arrays.stream(type.getDeclaredMethods())
                                                .filter(AutoConfigurationContractTests::givesWay)
                                                .map(it -> new Place(type, it.getName()))));
    }

    private static boolean givesWay(AnnotatedElement element) {
        return element.isAnnotationPresent(ConditionalOnMissingBean.class);
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Stream.concat(
                Stream.of(type),
                Arrays.stream(type.getDeclaredClasses())
                        .flatMap(AutoConfigurationContractTests::withNested));
    }

    /** The beans that the auto-configuration, or a class in it, has made. */
    private static List<String> made(AssertableApplicationContext context, Class<?> type) {
        var beans = context.getSourceApplicationContext().getBeanFactory();
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(
                        name -> {
                            String factory = beans.getBeanDefinition(name).getFactoryBeanName();
                            return factory != null && factory.startsWith(type.getName());
                        })
                .toList();
    }
}
