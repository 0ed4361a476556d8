package io.bisocket.spring.boot.test.shop;

record Receipt(String item, int total) {}
