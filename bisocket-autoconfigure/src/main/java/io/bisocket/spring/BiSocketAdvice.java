package io.bisocket.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A component whose methods with {@link
 * org.springframework.messaging.handler.annotation.MessageExceptionHandler} take what the handlers
 * of all beans throw, unless the handler's own bean has such a method for it. The first advice that
 * has one takes it, in the order of {@link org.springframework.core.annotation.Order}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface BiSocketAdvice {

    /** The bean's name; made from the class's where none is given. */
    @AliasFor(annotation = Component.class)
    String value() default "";
}
