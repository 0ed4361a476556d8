package io.bisocket.spring.boot.autoconfigure.shop;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/** An application with these packages. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
public class ShopApplication {}
