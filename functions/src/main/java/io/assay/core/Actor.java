package io.assay.core;

/** Who caused an event: a function of the stack, a calling system, or a person. */
public record Actor(Kind kind, String id) {

    public enum Kind {
        FUNCTION,
        CLIENT,
        PERSON
    }

    public static Actor function(Stage stage) {
        return new Actor(Kind.FUNCTION, stage.queueName());
    }

    public static Actor function(String name) {
        return new Actor(Kind.FUNCTION, name);
    }

    public static Actor client(String id) {
        return new Actor(Kind.CLIENT, id);
    }

    public static Actor person(String subject) {
        return new Actor(Kind.PERSON, subject);
    }
}
