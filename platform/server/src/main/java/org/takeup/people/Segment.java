package org.takeup.people;

import java.util.Optional;

/** A part of the directory that surveys and plans can address. Only active people belong to one. */
public sealed interface Segment {
    /** Everybody who is active. */
    record Everybody() implements Segment {}

    /** The people of one unit. */
    record Unit(String name) implements Segment {}

    static Segment everybody() {
        return new Everybody();
    }

    static Segment unit(String name) {
        return new Unit(name);
    }

    /** How it is written in forms, in the API and in the store: {@code everybody} or {@code unit:Sales}. */
    default String key() {
        return switch (this) {
            case Everybody _ -> "everybody";
            case Unit unit -> "unit:" + unit.name();
        };
    }

    /** What people call it. */
    default String label() {
        return switch (this) {
            case Everybody _ -> "Everybody";
            case Unit unit -> unit.name();
        };
    }

    /** The segment with this key, if it is one. */
    static Optional<Segment> parse(String key) {
        if (key.equals("everybody")) {
            return Optional.of(everybody());
        }
        return key.startsWith("unit:") && key.length() > 5 ? Optional.of(unit(key.substring(5))) : Optional.empty();
    }
}
