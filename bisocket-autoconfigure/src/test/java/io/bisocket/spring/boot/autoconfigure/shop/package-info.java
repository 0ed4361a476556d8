/** The packages of an application with interfaces whose methods are calls. */
package io.bisocket.spring.boot.autoconfigure.shop;
