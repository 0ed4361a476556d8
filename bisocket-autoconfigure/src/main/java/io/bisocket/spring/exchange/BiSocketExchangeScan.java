package io.bisocket.spring.exchange;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Names further packages with interfaces that have {@link io.bisocket.spring.BiSocketExchange}; put
 * on a configuration. Those in the packages of the application are found without it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(ExchangePackages.Registrar.class)
public @interface BiSocketExchangeScan {

    /** The packages; that of the annotated class where neither these nor classes are given. */
    @AliasFor("basePackages")
    String[] value() default {};

    /** As {@link #value()}. */
    @AliasFor("value")
    String[] basePackages() default {};

    /** Classes whose packages are meant. */
    Class<?>[] basePackageClasses() default {};
}
