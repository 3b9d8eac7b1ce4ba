package org.takeup.http;

import java.util.List;

/**
 * A request that is refused, in words for the person who made it: RFC 9457 in the API, a sentence in a page.
 * Capabilities make their own kinds by extending this.
 */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String title;
    private final transient List<Field> fields;

    /**
     * One part of the input that does not fit.
     *
     * @param name of the form field, JSON member or item
     * @param message what is wrong with it and what to do
     */
    public record Field(String name, String message) {}

    /**
     * @param status of HTTP
     * @param type stable, machine-readable, for example {@code wave-closed}
     * @param title what happened, one short sentence
     * @param detail what to do about it
     */
    public Problem(int status, String type, String title, String detail) {
        this(status, type, title, detail, List.of());
    }

    /** As above, with the parts of the input that do not fit. */
    public Problem(int status, String type, String title, String detail, List<Field> fields) {
        super(title + " " + detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.fields = List.copyOf(fields);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage()).substring(title.length() + 1);
    }

    public List<Field> fields() {
        return fields;
    }

    /** Said for what does not exist and for what belongs to another tenant alike, so that ids cannot be probed. */
    public static Problem notFound() {
        return new Problem(
                404, "not-found", "There is nothing here.", "The address may be mistyped, or what it named is gone.");
    }

    /** Input that does not fit. */
    public static Problem invalid(List<Field> fields) {
        return new Problem(
                422,
                "invalid-input",
                "Something in the input does not fit.",
                "Correct the named parts and send it again.",
                fields);
    }

    /** Input of which one part does not fit. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Field(field, message)));
    }

    /** The caller lacks the role. */
    public static Problem forbidden() {
        return new Problem(
                403, "not-allowed", "Your role does not include this.", "Ask an admin of your workspace for access.");
    }
}
