package io.bisocket.spring.boot.test.shop;

import static io.bisocket.test.BiSocketAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.boot.test.autoconfigure.BiSocketTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;

@BiSocketTest(
        properties = {"bisocket.service-name=shop", "spring.profiles.active=tls"},
        includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Prices.class))
class AllHandlersSliceTests {

    @Autowired private BiSocketClient client;
    @Autowired private Environment environment;

    @Value("${bisocket.crypto-key}")
    private String key;

    @Test
    void whenNoHandlerIsNamedAllAreThereThoseOfInterfacesToo() {
        assertThat(client).request("greet", "Ada").repliesWithText().isEqualTo("Good morning, Ada");
        assertThat(client)
                .request("order.place", new Order("tea", 2))
                .repliesWith(Receipt.class)
                .isEqualTo(new Receipt("tea", 6));
    }

    @Test
    void whenTheSliceStartsItsKeyIsStrongAndItsPropertiesAreSet() {
        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(environment.getProperty("bisocket.service-name")).isEqualTo("shop");
    }
}
