package io.bisocket.docs.shop;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

record Delivery(@NotBlank String item, @Min(1) int count) {}
