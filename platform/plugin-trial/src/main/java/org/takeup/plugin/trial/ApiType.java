package org.takeup.plugin.trial;

import java.util.List;

/**
 * One public type of the API.
 *
 * @param room its package
 * @param name within the package, for example {@code PlanDraft.Step}
 * @param form what it is and what may be done to it, for example {@code @MayGrow sealed interface}
 * @param parameters its type parameters with their brackets, or nothing
 * @param lines one for each thing that it extends, permits and has; the first word says which
 */
record ApiType(String room, String name, String form, String parameters, List<String> lines) {
    static final String GROWS = "@MayGrow";

    ApiType {
        lines = List.copyOf(lines);
    }

    String fullName() {
        return room + "." + name;
    }

    String heading() {
        return form + " " + name + parameters;
    }

    boolean mayGrow() {
        return form.startsWith(GROWS);
    }

    boolean isInterface() {
        return form.endsWith("interface");
    }

    /** The rest of the lines that begin with this word. */
    List<String> each(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }
}
