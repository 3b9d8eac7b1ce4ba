package org.takeup.plugin.packaging;

import java.util.List;

/** A package that cannot be used. Nothing of it was written, kept or loaded. */
public final class BadPackage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String remedy;
    private final transient List<String> findings;

    /**
     * @param what is wrong: a clause without a full stop
     * @param remedy what to do about it, a sentence
     */
    public BadPackage(String what, String remedy) {
        this(what, remedy, List.of());
    }

    /** As above, with one line for each thing that was found. */
    public BadPackage(String what, String remedy, List<String> findings) {
        super(what + ". " + remedy, null, false, false);
        this.what = what;
        this.remedy = remedy;
        this.findings = List.copyOf(findings);
    }

    /** What is wrong, a clause. */
    public String what() {
        return what;
    }

    /** What to do about it, a sentence. */
    public String remedy() {
        return remedy;
    }

    /** What was found, in lines for people; empty if {@link #what} says it all. */
    public List<String> findings() {
        return findings;
    }

    static BadPackage notAZip() {
        return new BadPackage("it is not a zip file that can be read", "Send the zip that the plugin's build makes.");
    }

    static BadPackage damaged(String entry) {
        return new BadPackage(
                "it is not a zip file that can be read: the entry " + ZipNames.shown(entry) + " is damaged",
                "Send the zip that the plugin's build makes.");
    }
}
