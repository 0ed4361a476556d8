package io.bisocket.spring.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/** Warns of settings that do nothing beside others. */
final class ContradictionCheck implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ContradictionCheck.class);

    private final BiSocketProperties properties;
    private final Environment environment;
    private final ListableBeanFactory beans;

    ContradictionCheck(
            BiSocketProperties properties, Environment environment, ListableBeanFactory beans) {
        this.properties = properties;
        this.environment = environment;
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        SetProperties set = new SetProperties(environment);
        for (Contradiction each : find()) {
            log.warn("{} {}{}", each.property(), each.reason(), set.place(each.property()));
        }
    }

    List<Contradiction> find() {
        return Stream.concat(
                        new ServerContradictions(properties, environment, beans).find().stream(),
                        new ClientContradictions(environment, beans).find().stream())
                .toList();
    }
}
