package io.bisocket.spring.boot.test.shop;

record Order(String item, int count) {}
