package org.takeup.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where what is known of a person comes from. The order of the constants is the usual order of precedence. */
public enum Source {
    /** The company's own directory, over SCIM. */
    DIRECTORY("Your directory (SCIM)"),
    /** A file that an admin uploaded. */
    FILE("Uploaded file"),
    /** A learning platform. */
    LEARNING("Learning platform"),
    /** What the person's sign-in said. */
    SIGN_IN("Sign-in");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** How it is written in forms, in the API and in the store. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the company itself speaks: who it names is somebody, whatever a learning platform says. */
    boolean isCompanys() {
        return this == DIRECTORY || this == FILE;
    }

    /** The source with this key, if it is one. */
    public static Optional<Source> parse(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
