package org.takeup.questionnaire.format;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown for a file that is no questionnaire; knows everything that is wrong with it. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    Unreadable(List<Fault> faults) {
        super(faults.stream().map(Fault::words).collect(Collectors.joining("\n")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    Unreadable(int line, String reason) {
        this(List.of(new Fault(line, "", reason)));
    }

    /** What is wrong, in the order of the file; at least one. */
    public List<Fault> faults() {
        return faults;
    }
}
