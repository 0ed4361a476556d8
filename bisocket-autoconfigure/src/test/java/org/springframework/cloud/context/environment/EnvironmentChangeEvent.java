package org.springframework.cloud.context.environment;

import org.springframework.context.ApplicationEvent;

/** Stands for Spring Cloud's event, which is known by its name alone. */
public class EnvironmentChangeEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    public EnvironmentChangeEvent(Object source) {
        super(source);
    }
}
