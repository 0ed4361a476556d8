package io.bisocket.benchmarks.rsocketspring;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application with a message mapping. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(EchoController.class)
class ServerApplication {}
