package io.bisocket.spring.boot.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** Unless all of bisocket is switched off by {@code bisocket.enabled}. */
@ConditionalOnBooleanProperty(name = "bisocket.enabled", matchIfMissing = true)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@interface ConditionalOnBiSocket {}
