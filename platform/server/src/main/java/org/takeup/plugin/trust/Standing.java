package org.takeup.plugin.trust;

/**
 * Who stands for a package that may be loaded.
 *
 * @param publisher its publisher's id; empty if it is not signed
 * @param name the publisher's name; empty if it is not signed
 * @param own whether the publisher is the operator itself, so that its plugins may run in the platform's process
 */
public record Standing(String publisher, String name, boolean own) {
    static final Standing UNSIGNED = new Standing("", "", false);

    static Standing of(Publisher publisher) {
        return new Standing(publisher.id(), publisher.name(), publisher.own());
    }

    /** Whether somebody stands for it. Only a development switch lets the others in. */
    public boolean signed() {
        return !publisher.isEmpty();
    }
}
