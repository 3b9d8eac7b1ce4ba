package org.takeup.message.source;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can stand in a message for each recipient. There are no others, no sections and no loops. */
public enum Variable {
    FIRST_NAME("person.firstName", "the recipient's first name", "no word, so that Hello stands alone"),
    NAME("person.name", "the recipient's name", "no word"),
    UNIT("person.unit", "the unit that they belong to", "your team"),
    MANAGER("manager.name", "who they report to", "your manager"),
    AUDIENCE("audience.name", "whom the step is for", "everybody"),
    PROGRAMME("programme", "the plan's title", "our programme"),
    ORGANISATION("organisation", "the workspace's name", "us"),
    LINK("link", "the message's link", "the workspace's first page"),
    DEADLINE("deadline", "the day until which to act", "soon"),
    DAY("day", "the day on which it is said", "today");

    private final String key;
    private final String meaning;
    private final String missing;

    Variable(String key, String meaning, String missing) {
        this.key = key;
        this.meaning = meaning;
        this.missing = missing;
    }

    /** What is written between the braces. */
    public String key() {
        return key;
    }

    /** What it stands for, in words. */
    public String meaning() {
        return meaning;
    }

    /** What stands there if nothing is known, in English; other languages have their own words. */
    public String missing() {
        return missing;
    }

    static Optional<Variable> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Variable::key).collect(Collectors.joining(", "));
    }
}
